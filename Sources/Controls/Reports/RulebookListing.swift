package import Documents

/// What `assay rules list` answers: every instrument, in the order in which they are asked.
package struct RulebookListing: Report {
    package let on: CalendarDate
    package let known: CalendarDate?
    package let instruments: [Line]

    package struct Line: Sendable, Encodable {
        package let id: String
        package let title: String
        package let authority: String
        package let regime: String
        package let jurisdiction: String
        package let kind: Instrument.Kind
        package let layer: Instrument.Layer
        package let question: String
        package let effective: CalendarDate
        package let until: CalendarDate?
        package let knownSince: CalendarDate
        /// On the day; nil when it isn't known then, or not yet or no longer effective.
        package let status: Instrument.Status?
        package let grade: Citation.Grade?
        package let rules: Int
        package let tests: Int
    }

    package init(_ rulebook: Rulebook, asOf: AsOf) {
        on = asOf.date
        known = asOf.seesAll ? nil : asOf.known
        instruments = rulebook.order.map { instrument in
            Line(
                id: instrument.id, title: instrument.title, authority: instrument.authority,
                regime: instrument.regime, jurisdiction: instrument.jurisdiction, kind: instrument.kind,
                layer: instrument.layer, question: instrument.asks, effective: instrument.effective,
                until: instrument.until, knownSince: instrument.knownSince, status: instrument.status(asOf: asOf),
                grade: instrument.citations.map(\.grade).min(), rules: instrument.rules.count,
                tests: instrument.tests.count)
        }
    }

    package var table: Table {
        var table = Table([
            .text("layer"), .text("id"), .text("status"), .text("from"), .text("kind"), .text("grade"), .text("title"),
        ])
        for line in instruments {
            table.add([
                line.layer.rawValue, line.id, line.status?.rawValue ?? "–", line.effective.description,
                line.kind.rawValue, line.grade?.rawValue ?? "–", line.title,
            ])
        }
        return table
    }

    package var notes: [String] {
        [
            "Statuses on \(on)\(known.map { ", as known on \($0)" } ?? ""). Grade: A the text was read, B read through others, C reported or recalled."
        ]
    }
}
