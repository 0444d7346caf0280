package import Catalog
package import Documents

/// What `assay rules diff` answers: what changed between two days, in the rules or for one consignment.
package struct RulebookDifference: Report {
    package let from: CalendarDate
    package let to: CalendarDate
    /// Nil when the rules themselves are compared.
    package let consignment: String?
    package let differences: [Difference]

    package struct Difference: Sendable, Encodable, Equatable {
        /// The instrument, or `decision`.
        package let subject: String
        /// What of it: `status`, a parameter's name, `answer`, or a question of the decision.
        package let aspect: String
        /// Nil where there was nothing.
        package let before: String?
        package let after: String?
        /// Where the change is printed, if it is.
        package let citations: [String]
    }

    /// What changed in the rules: statuses, and figures.
    package init(_ rulebook: Rulebook, from: CalendarDate, to: CalendarDate, known: CalendarDate? = nil) {
        self.from = from
        self.to = to
        consignment = nil
        let before = AsOf(from, known: known)
        let after = AsOf(to, known: known)
        differences = rulebook.order.filter { $0.kind != .bill }.flatMap { instrument in
            Self.differences(of: instrument, before: before, after: after)
        }
    }

    private static func differences(of instrument: Instrument, before: AsOf, after: AsOf) -> [Difference] {
        var differences: [Difference] = []
        let statuses = [before, after].map { instrument.status(asOf: $0) }
        if statuses[0] != statuses[1] {
            let last = instrument.enforcement.last { $0.from <= after.date && $0.knownSince <= after.known }
            differences.append(
                Difference(
                    subject: instrument.id, aspect: "status", before: statuses[0]?.rawValue,
                    after: statuses[1]?.rawValue, citations: last.map { [$0.citation.id] } ?? []))
        }
        guard statuses[0] != nil, statuses[1] != nil else { return differences }
        for (name, parameter) in instrument.parameters.sorted(by: { $0.key < $1.key }) {
            let values = [before, after].map { parameter.value(asOf: $0) }
            guard values[0]?.value != values[1]?.value else { continue }
            differences.append(
                Difference(
                    subject: instrument.id, aspect: name, before: values[0]?.value.description,
                    after: values[1]?.value.description, citations: values[1].map { [$0.citation.id] } ?? []))
        }
        return differences
    }

    /// What changed for a consignment: the decision, and each instrument's answer.
    ///
    /// - Throws: `UnknownName` when the catalogue doesn't hold the system.
    package init(
        _ consignment: Consignment, catalog: Catalog, rulebook: Rulebook, from: AsOf, to: AsOf
    ) throws {
        self.from = from.date
        self.to = to.date
        self.consignment = consignment.id
        let before = try Screening(consignment, catalog: catalog, rulebook: rulebook, asOf: from)
        let after = try Screening(consignment, catalog: catalog, rulebook: rulebook, asOf: to)
        var differences = [
            ("outcome", before.decision.outcome.rawValue, after.decision.outcome.rawValue),
            ("controlled", before.decision.controlled.word, after.decision.controlled.word),
            ("licence", before.decision.licence.word, after.decision.licence.word),
            ("barred", before.decision.barred.word, after.decision.barred.word),
        ].filter { $0.1 != $0.2 }.map {
            Difference(subject: "decision", aspect: $0.0, before: $0.1, after: $0.2, citations: [])
        }
        for instrument in rulebook.order {
            let layers = [before.layer(of: instrument.id), after.layer(of: instrument.id)]
            let texts = layers.map { layer in layer.map { "\($0.answer.text) (\($0.step.status.rawValue))" } }
            guard texts[0] != texts[1] else { continue }
            let citations = layers[1] ?? layers[0]
            differences.append(
                Difference(
                    subject: instrument.id, aspect: "answer", before: texts[0], after: texts[1],
                    citations: citations?.answer.citations.map(\.id) ?? []))
        }
        self.differences = differences
    }

    package var table: Table {
        var table = Table([.text("what"), .text("aspect"), .text("before"), .text("after"), .text("citations")])
        for one in differences {
            table.add([
                one.subject, one.aspect, one.before ?? "–", one.after ?? "–", one.citations.joined(separator: ", "),
            ])
        }
        return table
    }

    package var notes: [String] {
        let what = consignment.map { "for \($0)" } ?? "in the rules"
        return [
            differences.isEmpty
                ? "Nothing changed \(what) from \(from) to \(to)." : "What changed \(what) from \(from) to \(to)."
        ]
    }
}
