package import Catalog
import Documents
import Geodesy

/// What the rules of both sides say of a consignment, layer by layer.
package struct Screening: Sendable {
    package let consignment: Consignment
    package let classification: Classification
    package let layers: [Layer]

    package struct Layer: Sendable {
        /// The side and the step, such as `us.reviewPolicy`.
        package let name: String
        package let instrument: Instrument
        package let answer: Answer
        /// Demands that nobody has certified, and facts that aren't known.
        package let missing: [String]
    }

    /// - Throws: `UnknownName` when the catalogue doesn't hold the system.
    package init(_ consignment: Consignment, catalog: Catalog, rulebook: Rulebook) throws {
        self.consignment = consignment
        let system = try catalog.system(named: consignment.system)
        let accelerator = try catalog.accelerator(named: system.accelerator)
        let classification = Classification(accelerator, rulebook: rulebook)
        self.classification = classification
        var facts = classification.facts
        Self.add(consignment, to: &facts, groups: rulebook.countryGroups)
        layers = Self.instruments.compactMap { id, recordsAs in
            guard let instrument = rulebook.instruments[id], instrument.applies(on: consignment.date) else {
                return nil
            }
            let answer = instrument.answer(facts)
            if let recordsAs { facts.set(recordsAs, answer.fact, from: instrument.id) }
            let open = answer.conditions.map(\.id).filter { !consignment.certified.contains($0) }
            return Layer(
                name: "\(instrument.jurisdiction).\(instrument.layer.rawValue)", instrument: instrument,
                answer: answer, missing: answer.missing + open)
        }
    }

    /// The steps in order, and the fact that a step's answer becomes for the later ones.
    private static let instruments: [(id: String, recordsAs: String?)] = [
        ("us-ear-3a090-2023", "us2023"),
        ("us-h20-letter-2025", "letter2025"),
        ("us-licence-requirement", "licence"),
        ("us-review-2026", nil),
        ("us-section-232-2026", nil),
        ("my-strategic-trade", nil),
        ("cn-reported-guidance", nil),
    ]

    private static func add(_ consignment: Consignment, to facts: inout FactSheet, groups: CountryGroups) {
        let origin = "consignment \(consignment.id)"
        let destination = consignment.site.country
        let headquarters = consignment.endUser.headquarters
        facts.set("destination", .text(destination), from: origin)
        facts.set("headquarters", .text(headquarters), from: origin)
        facts.set("exportedFrom", .text(consignment.exportedFrom), from: origin)
        facts.set("commerciallyAvailableInUS", .truth(consignment.commerciallyAvailableInUS), from: origin)
        facts.set("endUserKind", .text(consignment.endUser.kind.rawValue), from: origin)
        facts.set("stateFunded", .truth(consignment.endUser.stateFunded), from: origin)
        let groupOrigin = "15 CFR 740, Supplement 1, as of \(groups.effective)"
        facts.set("destinationGroups", .text(groups.words(for: destination)), from: groupOrigin)
        facts.set("headquartersGroups", .text(groups.words(for: headquarters)), from: groupOrigin)
    }

    /// Whether a rule that may block says no or isn't settled. Reported guidance never does.
    package var isBlocked: Bool {
        layers.contains { layer in
            layer.instrument.mayBlock
                && [.licenceRequirement, .reviewPolicy].contains(layer.instrument.layer)
                && ["presumptionOfDenial", "disputed", Answer.insufficientData].contains(layer.answer.text)
        }
    }
}

extension Instrument {
    /// Whether it applies on a day.
    func applies(on date: CalendarDate) -> Bool {
        effective <= date && until.map { date < $0 } ?? true
    }
}
