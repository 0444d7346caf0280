package import Documents

/// What `assay evaluate controls` answers: a table of chips with known answers, held against the rules.
package struct ControlsEvaluation: Report {
    package let rows: Int
    /// Rows in which every answer that the table gives is ours.
    package let matched: Int
    /// Answers compared, over all rows and columns.
    package let answers: Int
    package let mismatches: [Mismatch]
    /// Chips whose designer isn't known; their design isn't taken to be Chinese.
    package let unknownDesigners: [String]

    package struct Mismatch: Sendable, Encodable, Equatable {
        package let chip: String
        package let column: String
        package let expected: String
        package let got: String
        package let line: Int
    }

    package init(_ table: ClassificationTable, rulebook: Rulebook, on date: CalendarDate) {
        var mismatches: [Mismatch] = []
        var compared = 0
        for row in table.rows {
            let (answers, _) = Classification.classify(row.facts, rulebook: rulebook, on: date)
            for (column, question) in ClassificationTable.questions {
                guard let expected = row.expected[question] else { continue }
                compared += 1
                let got = answers.first { $0.question == question }.map { Self.words($0.answer) } ?? "no such rule"
                if !Self.agree(got, expected) {
                    mismatches.append(
                        Mismatch(chip: row.chip, column: column, expected: expected, got: got, line: row.line))
                }
            }
        }
        rows = table.rows.count
        matched = rows - Set(mismatches.map(\.line)).count
        answers = compared
        self.mismatches = mismatches
        unknownDesigners = table.rows.filter { $0.designer == nil }.map(\.chip)
    }

    /// The answer as tables write it: what is missing stands in brackets.
    package static func words(_ answer: Answer) -> String {
        guard answer.text == Answer.insufficientData else { return answer.text }
        // Without total processing performance there is no density, whatever the area.
        let isBare = answer.missing.contains("tpp")
        let names = answer.missing.filter { !(isBare && $0 == "performanceDensity") }.map { missing[$0] ?? $0 }
        var seen: Set<String> = []
        return "insufficient data (\(names.filter { seen.insert($0).inserted }.joined(separator: ", ")))"
    }

    private static let missing = [
        "aggregateBandwidth": "I/O", "performanceDensity": "area", "memoryBandwidth": "DRAM bandwidth", "tpp": "TPP",
        "marketedForDataCentres": "data centre", "makerJurisdiction": "designer",
        "memoryAndAggregateBandwidth": "I/O",
    ]

    /// Data that don't suffice are one answer, whatever a table says is missing.
    private static func agree(_ got: String, _ expected: String) -> Bool {
        let undecided = "insufficient data"
        if expected.lowercased().hasPrefix(undecided) { return got.hasPrefix(undecided) }
        return got == expected
    }

    package var table: Table {
        var table = Table([.text("chip"), .text("column"), .text("expected"), .text("got")])
        for one in mismatches { table.add([one.chip, one.column, one.expected, one.got]) }
        return table
    }

    package var notes: [String] {
        var notes = ["\(matched) of \(rows) rows match in all their columns (\(answers) answers compared)."]
        if !unknownDesigners.isEmpty {
            notes.append(
                "Not taken to be of Chinese design, as the designer isn't known: "
                    + unknownDesigners.joined(separator: ", "))
        }
        return notes
    }
}
