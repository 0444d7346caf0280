import Catalog
package import Documents

/// What `assay classify` answers. Its JSON is stable; see docs/json.md.
package struct ClassificationReport: Report {
    package let id: String
    package let name: String
    package let tpp: Double?
    package let performanceDensity: Double?
    package let answers: [String: QuestionAnswer]
    /// What instruments without a question of their own say.
    package let entries: [String: QuestionAnswer]
    /// The day whose law was read.
    package let on: CalendarDate
    /// The questions in order, for the table.
    private let order: [String]
    private let further: [String]
    private let showsTrace: Bool

    package struct QuestionAnswer: Sendable, Encodable {
        package let answer: String
        package let citations: [Citation]
        package let missing: [String]
        /// On the day that was asked for; nil when the instrument doesn't apply then.
        package let status: Instrument.Status?
        package let instrument: String
        package let trace: [TraceLine]
    }

    enum CodingKeys: CodingKey { case id, name, tpp, performanceDensity, answers, entries, on }

    package init(_ classification: Classification, on date: CalendarDate, showsTrace: Bool = false) {
        id = classification.accelerator.id
        name = classification.accelerator.name
        tpp = classification.performance?.total
        performanceDensity = classification.performance?.density
        on = date
        order = classification.answers.map(\.question)
        further = classification.entries.map(\.question)
        self.showsTrace = showsTrace
        answers = Self.answers(classification.answers)
        entries = Self.answers(classification.entries)
    }

    private static func answers(_ classified: [Classification.Classified]) -> [String: QuestionAnswer] {
        let pairs = classified.map { one in
            (
                one.question,
                QuestionAnswer(
                    answer: one.answer.text, citations: one.answer.citations, missing: one.answer.missing,
                    status: one.status, instrument: one.instrument.id, trace: one.answer.trace)
            )
        }
        return Dictionary(pairs) { first, _ in first }
    }

    package var table: Table {
        var table = Table([.text("question"), .text("answer"), .text("missing"), .text("citations")])
        for (question, answer) in lines {
            table.add([
                question, answer.answer, answer.missing.joined(separator: ", "),
                answer.citations.map(\.id).joined(separator: ", "),
            ])
        }
        return table
    }

    private var lines: [(String, QuestionAnswer)] {
        order.compactMap { question in answers[question].map { (question, $0) } }
            + further.compactMap { question in entries[question].map { (question, $0) } }
    }

    package var notes: [String] {
        let density =
            performanceDensity.map { NumberText.fixed($0, digits: 2) } ?? "unknown (a die's area is not known)"
        let total = tpp.map { NumberText.fixed($0, digits: 1) } ?? "unknown"
        var notes = ["\(name): TPP \(total), performance density \(density); the law of \(on)"]
        let cited = Set(lines.flatMap(\.1.citations)).sorted { $0.id < $1.id }
        notes += cited.map { "[\($0.id)] \($0.title) <\($0.url)>" }
        if showsTrace {
            notes += lines.flatMap { question, answer in [question] + answer.trace.map(\.line) }
        }
        return notes
    }
}
