package import Catalog
import Documents
import Geodesy

/// What the rules of both sides say of a consignment, layer by layer, and what it comes to.
///
/// ```swift
/// let screening = try Screening(consignment, catalog: .bundled(), rulebook: .bundled())
/// print(screening.decision.inTheWay.word, screening.layers.map(\.answer.text))
/// ```
package struct Screening: Sendable {
    package let consignment: Consignment
    package let classification: Classification
    package let asOf: AsOf
    package let layers: [Layer]
    package let decision: Decision
    /// What the rules were asked of, answers of earlier steps included.
    package let facts: FactSheet
    /// The facts before any rule was asked.
    let given: FactSheet
    let reading: RulebookReading

    package struct Layer: Sendable {
        /// The side and the step, such as `us.reviewPolicy`.
        package let name: String
        package let step: Step
        /// What became of each demand of the answer.
        package let demands: [(demand: Demand, state: DemandState)]
        /// Demands that nobody has certified or that are broken, and facts that aren't known.
        package let missing: [String]

        package var instrument: Instrument { step.instrument }
        package var answer: Answer { step.answer }
    }

    /// - Parameters:
    ///   - asOf: which law; the consignment's own day, with all that the files know, when left out.
    ///   - findings: of a screening of the parties, in place of what the consignment's file says of one.
    /// - Throws: `UnknownName` when the catalogue doesn't hold the system or accelerator.
    package init(
        _ consignment: Consignment, catalog: Catalog, rulebook: Rulebook, asOf: AsOf? = nil,
        findings: Consignment.PartyFindings? = nil
    ) throws {
        var consignment = consignment
        if let findings { consignment = consignment.screened(findings) }
        let asOf = asOf ?? AsOf(consignment.date)
        let (accelerator, count) = try consignment.item(in: catalog)
        let classification = Classification(accelerator, rulebook: rulebook, on: asOf.date)
        var facts = classification.given
        facts.add(
            consignment, performance: classification.performance?.total, accelerators: count,
            groups: rulebook.countryGroups, on: asOf.date)
        self.init(
            consignment, classification: classification, facts: facts,
            reading: RulebookReading(rulebook, asOf: asOf))
    }

    init(
        _ consignment: Consignment, classification: Classification, facts given: FactSheet, reading: RulebookReading
    ) {
        self.consignment = consignment
        self.classification = classification
        self.reading = reading
        self.given = given
        asOf = reading.asOf
        let (steps, facts, decision) = reading.decide(given)
        self.facts = facts
        self.decision = decision
        let certified = Set(consignment.certified)
        layers = steps.map { step in
            let demands = step.answer.conditions.map { demand in
                (demand: demand, state: DemandState(demand, facts: facts, certified: certified))
            }
            return Layer(
                name: "\(step.instrument.jurisdiction).\(step.instrument.layer.rawValue)", step: step,
                demands: demands,
                missing: step.answer.missing + demands.filter(\.state.isMissing).map(\.demand.id))
        }
    }

    /// Whether a rule that may block says no or isn't settled. Reported guidance never does.
    package var isBlocked: Bool { decision.barred.standsInTheWay }

    /// The layer of an instrument.
    package func layer(of instrument: String) -> Layer? { layers.first { $0.instrument.id == instrument } }
}

extension Consignment {
    /// The accelerator that the item is made of, and how many are in one.
    ///
    /// - Throws: `UnknownName` when the catalogue doesn't hold the system or accelerator.
    package func item(in catalog: Catalog) throws -> (accelerator: Accelerator, count: Int) {
        if isAccelerator { return (try catalog.accelerator(named: system), 1) }
        let system = try catalog.system(named: system)
        return (try catalog.accelerator(named: system.accelerator), system.acceleratorCount)
    }

    /// The same with what a screening of its parties found.
    package func screened(_ findings: PartyFindings) -> Consignment {
        var details = details
        details.screening = findings
        return Consignment(
            id: id, title: title, date: date, system: system, isAccelerator: isAccelerator, quantity: quantity,
            exporter: exporter, exportedFrom: exportedFrom, commerciallyAvailableInUS: commerciallyAvailableInUS,
            endUser: endUser,
            site: site, use: use, restricted: restricted, attested: attested, details: details)
    }
}
