package import Catalog
package import Documents

/// What `assay classify FILE` and `assay classify all` answer: many chips, one line each.
package struct ClassificationTableReport: Report {
    package let on: CalendarDate
    package let chips: [Chip]

    package struct Chip: Sendable, Encodable {
        /// In the catalogue; nil for rows of a table.
        package let id: String?
        package let name: String
        package let tpp: Double?
        package let performanceDensity: Double?
        /// By question.
        package let answers: [String: String]
        /// Facts that would settle what the data don't.
        package let missing: [String: [String]]
    }

    private static let questions = ["us2022", "us2023", "letter2025", "china2026", "section232"]

    /// All accelerators of the catalogue.
    package init(_ catalog: Catalog, rulebook: Rulebook, on date: CalendarDate) {
        on = date
        chips = catalog.accelerators.values.sorted { $0.id < $1.id }.map { accelerator in
            let classification = Classification(accelerator, rulebook: rulebook, on: date)
            return Chip(
                id: accelerator.id, name: accelerator.name, facts: classification.given, classification.answers)
        }
    }

    /// The rows of a table.
    package init(_ table: ClassificationTable, rulebook: Rulebook, on date: CalendarDate) {
        on = date
        chips = table.rows.map { row in
            let (answers, _) = Classification.classify(row.facts, rulebook: rulebook, on: date)
            return Chip(id: nil, name: row.chip, facts: row.facts, answers)
        }
    }

    package var table: Table {
        var table = Table(
            [.text("chip"), .figures("TPP"), .figures("density")] + Self.questions.map { .text($0) })
        for chip in chips {
            table.add(
                [
                    chip.name, chip.tpp.map { NumberText.fixed($0, digits: 1) } ?? "–",
                    chip.performanceDensity.map { NumberText.fixed($0, digits: 2) } ?? "–",
                ] + Self.questions.map { chip.answers[$0] ?? "–" })
        }
        return table
    }

    package var notes: [String] {
        ["The law of \(on). A question whose rule doesn't apply then is asked as if it did."]
    }
}

extension ClassificationTableReport.Chip {
    init(id: String?, name: String, facts: FactSheet, _ classified: [Classification.Classified]) {
        func number(_ fact: String) -> Double? {
            if case .number(let number) = facts.entries[fact]?.value { number } else { nil }
        }
        self.init(
            id: id, name: name, tpp: number("tpp"), performanceDensity: number("performanceDensity"),
            answers: Dictionary(classified.map { ($0.question, ControlsEvaluation.words($0.answer)) }) { $1 },
            missing: Dictionary(
                classified.filter { !$0.answer.missing.isEmpty }.map { ($0.question, $0.answer.missing) }
            ) { $1 })
    }
}
