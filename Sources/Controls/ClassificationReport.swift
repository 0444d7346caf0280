import Catalog
package import Documents

/// What `assay classify` answers. Its JSON is stable; see docs/json.md.
package struct ClassificationReport: Report {
    package let id: String
    package let name: String
    package let tpp: Double?
    package let performanceDensity: Double?
    package let answers: [String: QuestionAnswer]
    /// The questions in order, for the table.
    private let order: [String]
    private let showsTrace: Bool

    package struct QuestionAnswer: Sendable, Encodable {
        package let answer: String
        package let citations: [Citation]
        package let missing: [String]
        package let status: Instrument.Status
        package let trace: [TraceLine]
    }

    enum CodingKeys: CodingKey { case id, name, tpp, performanceDensity, answers }

    package init(_ classification: Classification, showsTrace: Bool = false) {
        id = classification.accelerator.id
        name = classification.accelerator.name
        tpp = classification.performance?.total
        performanceDensity = classification.performance?.density
        order = classification.answers.map(\.question)
        self.showsTrace = showsTrace
        answers = Dictionary(
            uniqueKeysWithValues: classification.answers.map { question, instrument, answer in
                (
                    question,
                    QuestionAnswer(
                        answer: answer.text, citations: answer.citations, missing: answer.missing,
                        status: instrument.status, trace: answer.trace)
                )
            })
    }

    package var table: Table {
        var table = Table([.text("question"), .text("answer"), .text("missing"), .text("citations")])
        for question in order {
            guard let answer = answers[question] else { continue }
            table.add([
                question, answer.answer, answer.missing.joined(separator: ", "),
                answer.citations.map(\.id).joined(separator: ", "),
            ])
        }
        return table
    }

    package var notes: [String] {
        let density =
            performanceDensity.map { NumberText.fixed($0, digits: 2) } ?? "unknown (a die's area is not known)"
        let total = tpp.map { NumberText.fixed($0, digits: 1) } ?? "unknown"
        var notes = ["\(name): TPP \(total), performance density \(density)"]
        let cited = Set(order.compactMap { answers[$0] }.flatMap(\.citations)).sorted { $0.id < $1.id }
        notes += cited.map { "[\($0.id)] \($0.title) <\($0.url)>" }
        if showsTrace {
            notes += order.flatMap { question in
                [question] + (answers[question]?.trace ?? []).map(\.line)
            }
        }
        return notes
    }
}

extension TraceLine {
    /// Indented, with what came out.
    package var line: String {
        let mark =
            switch truth {
            case .yes: "✓"
            case .no: "✗"
            case .unknown: "?"
            }
        return String(repeating: "  ", count: depth + 1) + "\(mark) \(text)"
    }
}
