import Capability
package import Quantities

/// A domestic system beside the foreign one of the consignment.
package struct DomesticAlternative: Sendable, Encodable {
    package let figures: SystemFigures
    /// Empty where the foreign system has no figures.
    package let standings: [Standing]
    /// Systems that do as much as the consignment; empty where one of the two doesn't serve the workload.
    package let needed: [Needed]

    /// Whole systems for one phase: of the fewest, the best answer and the most.
    package struct Needed: Sendable, Encodable {
        package enum Phase: String, CaseIterable, Sendable, Codable { case prefill, decode, service }

        package let phase: Phase
        /// Tokens a second of the whole consignment.
        package let consignment: Interval<Double>
        /// Tokens a second of one alternative, joined systems counting as one.
        package let alternative: Interval<Double>
        /// Systems as the catalogue counts them. The upper end is infinite where the alternative may do nothing.
        package let systems: Interval<Double>
        package let accelerators: Interval<Double>
    }

    init(_ figures: SystemFigures, foreign: SystemFigures?, quantity: Int) {
        self.figures = figures
        standings = foreign.map { Standing.all(foreign: $0, domestic: figures) } ?? []
        guard let foreign, foreign.serves, figures.serves else {
            needed = []
            return
        }
        needed = Needed.Phase.allCases.compactMap { phase in
            Needed(phase, foreign: foreign, quantity: quantity, domestic: figures)
        }
    }

    /// What speaks for it, what against, and what can't be told.
    package func standings(_ word: Standing.Word) -> [Standing] { standings.filter { $0.word == word } }

    /// Whether it serves the workload, and delivers less than the foreign system in nothing that is beyond doubt.
    package var servesAsWell: Bool {
        figures.serves && !standings.isEmpty && !standings(.worse).contains { $0.measure.isDelivered }
    }
}

extension DomesticAlternative.Needed {
    init?(_ phase: Phase, foreign: SystemFigures, quantity: Int, domestic: SystemFigures) {
        // Systems that serve only when joined come in such groups; what doesn't fill a group serves nothing.
        let groups = Double(quantity / foreign.joined)
        guard let each = foreign.rate(phase), let other = domestic.rate(phase), other.best > 0, groups > 0 else {
            return nil
        }
        let all = each.mapRising { $0 * groups }
        self.phase = phase
        consignment = all
        alternative = other
        let size = Double(domestic.joined)
        let fewest = (all.low / other.high).rounded(.up) * size
        let most = other.low > 0 ? (all.high / other.low).rounded(.up) * size : .infinity
        let counted = Interval(spanning: (all.best / other.best).rounded(.up) * size, fewest, most)
        systems = counted
        let accelerators = Double(domestic.hardware.system?.accelerators ?? 1)
        self.accelerators = counted.mapRising { $0 * accelerators }
    }

    enum CodingKeys: CodingKey { case phase, consignment, alternative, systems, accelerators }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(phase, forKey: .phase)
        try container.encode(consignment, forKey: .consignment)
        try container.encode(alternative, forKey: .alternative)
        try container.encode(Bounded(systems), forKey: .systems)
        try container.encode(Bounded(accelerators), forKey: .accelerators)
    }
}

extension SystemFigures {
    /// Tokens a second of the joined systems.
    func rate(_ phase: DomesticAlternative.Needed.Phase) -> Interval<Double>? {
        switch phase {
        case .prefill: answer.prefill.tokensPerSecond
        case .decode: answer.decode.tokensPerSecond
        case .service: serviceRate
        }
    }
}
