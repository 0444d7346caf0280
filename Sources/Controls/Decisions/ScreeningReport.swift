package import Documents

/// What `assay screen` answers. Its JSON is stable; see docs/json.md.
package struct ScreeningReport: Report {
    package let consignment: String
    package let title: String
    /// The day whose law it is.
    package let date: CalendarDate
    /// What became known later isn't seen; left out where all is.
    package let known: CalendarDate?
    /// Bills taken as enacted.
    package let whatIf: [String]
    /// Statuses that the asker took instead of the files'.
    package let assumed: [String: Instrument.Status]
    package let isBlocked: Bool
    package let decision: DecisionAnswer
    package let layers: [LayerAnswer]
    /// What would change the decision; left out unless it was asked for.
    package let changes: [Change]?
    /// What a screening of the parties found; left out where none was asked for.
    package let parties: ConsignmentParties?

    package struct DecisionAnswer: Sendable, Encodable {
        package let question: String
        package let answer: Finding
        package let outcome: Decision.Outcome
        package let controlled: Finding
        package let licence: Finding
        package let barred: Finding
        /// Facts and demands that are still open, over all layers that may block.
        package let missing: [String]
    }

    package struct LayerAnswer: Sendable, Encodable {
        package let layer: String
        package let instrument: String
        package let title: String
        package let question: String
        package let status: Instrument.Status
        package let answer: String
        package let effect: Effect
        package let rule: String?
        package let mayBlock: Bool
        package let citations: [Citation]
        package let positions: [Position]
        package let conditions: [Condition]
        package let missing: [String]
        package let note: String?
        package let trace: [TraceLine]

        /// A demand with what became of it.
        package struct Condition: Sendable, Encodable {
            package let id: String
            package let text: String
            package let citation: String
            package let by: String?
            package let state: DemandState
        }
    }

    /// - Parameters:
    ///   - screening: the decision with its steps.
    ///   - isExplained: also says what would change the decision, which takes many times as long.
    ///   - parties: what the decision's findings come from.
    package init(_ screening: Screening, isExplained: Bool = false, parties: ConsignmentParties? = nil) {
        self.parties = parties
        consignment = screening.consignment.id
        title = screening.consignment.title
        date = screening.asOf.date
        known = screening.asOf.seesAll ? nil : screening.asOf.known
        whatIf = screening.asOf.whatIf.sorted()
        assumed = screening.asOf.assumed
        isBlocked = screening.isBlocked
        let decision = screening.decision
        self.decision = DecisionAnswer(
            question: "Does a rule stand in the way?", answer: decision.inTheWay, outcome: decision.outcome,
            controlled: decision.controlled, licence: decision.licence, barred: decision.barred,
            missing: Set(screening.layers.filter(\.step.mayBlock).flatMap(\.missing)).sorted())
        layers = screening.layers.map { LayerAnswer($0) }
        changes = isExplained ? screening.changes() : nil
    }
}

extension ScreeningReport.LayerAnswer {
    init(_ layer: Screening.Layer) {
        let answer = layer.answer
        self.layer = layer.name
        instrument = layer.instrument.id
        title = layer.instrument.title
        question = layer.instrument.asks
        status = layer.step.status
        self.answer = answer.text
        effect = answer.effect
        rule = answer.rule
        mayBlock = layer.step.mayBlock
        citations = answer.citations
        positions = answer.positions
        conditions = layer.demands.map {
            Condition(
                id: $0.demand.id, text: $0.demand.text, citation: $0.demand.citation, by: $0.demand.by, state: $0.state)
        }
        missing = layer.missing
        note = answer.note
        trace = answer.trace
    }
}
