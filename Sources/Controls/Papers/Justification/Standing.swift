import Capability
package import Quantities

/// What two systems are compared by. All are for one accelerator, so that the size of a box doesn't count.
package enum Measure: String, CaseIterable, Sendable, Codable {
    case prefillRate, decodeRate, serviceRate, prefillEnergy, decodeEnergy, memory, memoryBandwidth, interconnect
    case interconnectReach

    /// What a user gets and what it costs in energy. The rest are means: a lack of them that nobody notices is none.
    package var isDelivered: Bool {
        switch self {
        case .prefillRate, .decodeRate, .serviceRate, .prefillEnergy, .decodeEnergy: true
        case .memory, .memoryBandwidth, .interconnect, .interconnectReach: false
        }
    }

    /// Whether less of it is better.
    package var isCost: Bool { self == .prefillEnergy || self == .decodeEnergy }
}

/// How the domestic system stands beside the foreign one in one measure.
package struct Standing: Sendable, Encodable {
    package enum Word: String, Sendable, Codable {
        /// All of the interval says so.
        case better, worse
        /// The figures are the same.
        case same
        /// The interval holds both answers.
        case undecided
    }

    package let measure: Measure
    package let foreign: Interval<Double>
    package let domestic: Interval<Double>
    /// Domestic ÷ foreign. The ends take both figures as independent, which makes the interval wide rather than narrow.
    package let ratio: Interval<Double>
    package let word: Word

    /// Nil where the foreign figure is nothing.
    package init?(_ measure: Measure, foreign: Interval<Double>?, domestic: Interval<Double>?) {
        guard let foreign, let domestic, foreign.best > 0, foreign.high > 0 else { return nil }
        self.measure = measure
        self.foreign = foreign
        self.domestic = domestic
        ratio = Interval(
            spanning: domestic.best / foreign.best,
            foreign.high.isFinite ? domestic.low / foreign.high : 0,
            foreign.low > 0 ? domestic.high / foreign.low : .infinity)
        let isAbove = ratio.low > 1
        let isBelow = ratio.high < 1
        word =
            if ratio.low == 1, ratio.high == 1 {
                .same
            } else if isAbove || isBelow {
                isAbove != measure.isCost ? .better : .worse
            } else {
                .undecided
            }
    }

    enum CodingKeys: CodingKey { case measure, foreign, domestic, ratio, word }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(measure, forKey: .measure)
        try container.encode(Bounded(foreign), forKey: .foreign)
        try container.encode(Bounded(domestic), forKey: .domestic)
        try container.encode(Bounded(ratio), forKey: .ratio)
        try container.encode(word, forKey: .word)
    }

    /// Whether the domestic system does as well or better by the best single answer.
    package var isAtLeastAsGood: Bool { measure.isCost ? ratio.best <= 1 : ratio.best >= 1 }

    /// Every measure that both have a figure of.
    static func all(foreign: SystemFigures, domestic: SystemFigures) -> [Standing] {
        Measure.allCases.compactMap { measure in
            Standing(measure, foreign: foreign.figure(measure), domestic: domestic.figure(measure))
        }
    }
}

extension SystemFigures {
    /// The figure that a measure compares; nil where there is none.
    func figure(_ measure: Measure) -> Interval<Double>? {
        switch measure {
        case .prefillRate: answer.prefill.tokensPerSecondPerAccelerator
        case .decodeRate: answer.decode.tokensPerSecondPerAccelerator
        case .serviceRate: service?.tokensPerSecondPerAccelerator
        case .prefillEnergy: answer.prefill.joulesPerToken
        case .decodeEnergy: answer.decode.joulesPerToken
        case .memory: hardware.memory.value
        case .memoryBandwidth: hardware.memoryBandwidth.value
        case .interconnect: hardware.scaleUp?.bandwidth.value
        case .interconnectReach: hardware.scaleUp?.reach.map { Interval(exactly: Double($0)) }
        }
    }
}
