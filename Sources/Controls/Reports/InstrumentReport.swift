package import Documents

/// What `assay rules show ID` answers: one instrument, with all that it says on a day.
package struct InstrumentReport: Report {
    package let id: String
    package let title: String
    package let authority: String
    package let regime: String
    package let jurisdiction: String
    package let kind: Instrument.Kind
    package let layer: Instrument.Layer
    package let question: String
    package let records: String?
    package let on: CalendarDate
    package let status: Instrument.Status?
    package let effective: CalendarDate
    package let until: CalendarDate?
    package let knownSince: CalendarDate
    package let enforcement: [StatusLine]
    package let parameters: [ParameterLine]
    package let rules: [RuleLine]
    package let citations: [Citation]

    package struct StatusLine: Sendable, Encodable {
        package let from: CalendarDate
        package let status: Instrument.Status
        package let knownSince: CalendarDate
        package let citation: String
        package let note: String?
    }

    package struct ParameterLine: Sendable, Encodable {
        package let name: String
        package let title: String
        package let unit: String?
        package let values: [Value]

        package struct Value: Sendable, Encodable {
            package let from: CalendarDate
            package let knownSince: CalendarDate
            package let value: String
            package let citation: String
        }
    }

    package struct RuleLine: Sendable, Encodable {
        /// Nil for the last resort.
        package let id: String?
        package let title: String
        /// The condition in words; nil for the last resort.
        package let when: String?
        package let unless: String?
        package let answer: String
        package let effect: Effect
        package let positions: [Position]
        package let conditions: [Demand]
        package let citations: [String]
        package let note: String?
    }

    package init(_ instrument: Instrument, asOf: AsOf) {
        id = instrument.id
        title = instrument.title
        authority = instrument.authority
        regime = instrument.regime
        jurisdiction = instrument.jurisdiction
        kind = instrument.kind
        layer = instrument.layer
        question = instrument.asks
        records = instrument.records
        on = asOf.date
        status = instrument.status(asOf: asOf)
        effective = instrument.effective
        until = instrument.until
        knownSince = instrument.knownSince
        citations = instrument.citations
        enforcement = instrument.enforcement.map {
            StatusLine(
                from: $0.from, status: $0.status, knownSince: $0.knownSince, citation: $0.citation.id, note: $0.note)
        }
        parameters = instrument.parameters.sorted { $0.key < $1.key }.map { name, parameter in
            ParameterLine(
                name: name, title: parameter.title, unit: parameter.unit,
                values: parameter.values.map {
                    .init(
                        from: $0.from, knownSince: $0.knownSince, value: $0.value.description,
                        citation: $0.citation.id)
                })
        }
        let bound = instrument.bound(asOf: asOf)
        let ids = bound.rules.map(\.id)
        rules =
            bound.rules.map { rule in
                RuleLine(
                    rule.outcome, id: rule.id, title: rule.title, when: rule.condition.words(rules: ids),
                    unless: rule.exception?.words(rules: ids))
            } + [RuleLine(bound.otherwise, id: nil, title: "Otherwise")]
    }

    package var table: Table {
        var table = Table([.text("rule"), .text("title"), .text("answer"), .text("effect"), .text("citations")])
        for rule in rules {
            table.add([
                rule.id ?? "–", rule.title, rule.answer, rule.effect.rawValue, rule.citations.joined(separator: ", "),
            ])
        }
        return table
    }

    package var further: [(title: String, table: Table)] {
        var statuses = Table([.text("from"), .text("status"), .text("known since"), .text("citation"), .text("note")])
        for line in enforcement {
            statuses.add([
                line.from.description, line.status.rawValue, line.knownSince.description, line.citation,
                line.note ?? "",
            ])
        }
        var values = Table([.text("parameter"), .text("from"), .text("value"), .text("unit"), .text("citation")])
        for parameter in parameters {
            for value in parameter.values {
                values.add([
                    parameter.name, value.from.description, value.value, parameter.unit ?? "", value.citation,
                ])
            }
        }
        var conditions = Table([.text("rule"), .text("when"), .text("unless")])
        for rule in rules where rule.id != nil {
            conditions.add([rule.id ?? "", rule.when ?? "", rule.unless ?? ""])
        }
        return [("When its rules hold, by the figures of \(on):", conditions), ("How it was enforced:", statuses)]
            + (parameters.isEmpty ? [] : [("Its figures:", values)])
    }

    package var notes: [String] {
        let end = until.map { " to \($0)" } ?? ""
        return [
            "\(title) (\(authority)); \(kind.rawValue) in layer \(layer.rawValue), effective from \(effective)\(end), known since \(knownSince)",
            "\(question) On \(on): \(status?.rawValue ?? "doesn't apply")",
        ] + rules.compactMap(\.note)
            + citations.map { citation in
                let issue = citation.issued.map { ", issue of \($0)" } ?? ""
                return "[\(citation.id)] grade \(citation.grade.rawValue)\(issue): \(citation.title) <\(citation.url)>"
            }
    }
}

extension InstrumentReport.RuleLine {
    fileprivate init(
        _ outcome: Outcome, id: String?, title: String, when: String? = nil, unless: String? = nil
    ) {
        self.id = id
        self.title = title
        self.when = when
        self.unless = unless
        answer = outcome.answer
        effect = outcome.effect
        positions = outcome.positions
        conditions = outcome.conditions
        citations = outcome.citations.map(\.id)
        note = outcome.note
    }
}
