package import Documents

/// All that is wrong with a folder of rules, each with file, line, what was found and what was expected.
///
/// Beyond what loading asks for, every rule must be reachable and be the answer of at least one of its own tests.
package struct RulebookCheck: Sendable {
    package let problems: [DocumentError]
    package let instruments: Int
    package let rules: Int
    package let tests: Int
    package let citations: Int
    package let parameters: Int

    package init(folder: String) {
        let draft = RulebookDraft(folder: folder)
        var problems = draft.problems.all
        for (instrument, file) in draft.instruments { problems += Self.problems(of: instrument, file: file) }
        self.problems = problems
        let read = draft.instruments.map(\.instrument)
        instruments = read.count
        rules = read.reduce(0) { $0 + $1.rules.count }
        tests = read.reduce(0) { $0 + $1.tests.count }
        citations = Set(read.flatMap(\.citations).map(\.id)).count
        parameters = read.reduce(0) { $0 + $1.parameters.count }
    }

    private static func problems(of instrument: Instrument, file: String) -> [DocumentError] {
        let reachability = Reachability(instrument)
        var problems = reachability.unreachable.map { rule in
            DocumentError(
                file: file, line: rule.line, found: "the rule ‘\(rule.id)’, which rules above always answer before",
                expected: "a rule that some facts lead to")
        }
        problems += reachability.undecided.map { rule in
            DocumentError(
                file: file, line: rule.line, found: "the rule ‘\(rule.id)’ behind too many combinations to try",
                expected: "conditions that can be searched")
        }
        let dead = Set(reachability.unreachable.map(\.id))
        let hit = Set(
            instrument.tests.compactMap { test in
                instrument.bound(asOf: AsOf(test.date)).answer(test.facts, isTraced: false).rule
            })
        problems += instrument.rules.filter { !hit.contains($0.id) && !dead.contains($0.id) }.map { rule in
            DocumentError(
                file: file, line: rule.line, found: "the rule ‘\(rule.id)’, which no test of the file answers by",
                expected: "at least one")
        }
        return problems
    }
}

/// Rules that can't be used, with all that is wrong with them.
package struct RulebookProblems: Error, CustomStringConvertible {
    package let problems: [DocumentError]

    package init(problems: [DocumentError]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// What `assay rules check` answers.
package struct RulebookCheckReport: Report {
    package let problems: [Problem]
    package let instruments: Int
    package let rules: Int
    package let tests: Int
    package let citations: Int
    package let parameters: Int

    package struct Problem: Sendable, Encodable {
        package let file: String
        package let line: Int?
        package let found: String
        package let expected: String
    }

    package init(_ check: RulebookCheck) {
        problems = check.problems.map { Problem(file: $0.file, line: $0.line, found: $0.found, expected: $0.expected) }
        instruments = check.instruments
        rules = check.rules
        tests = check.tests
        citations = check.citations
        parameters = check.parameters
    }

    package var table: Table {
        var table = Table([.text("place"), .text("found"), .text("expected")])
        for problem in problems {
            table.add([problem.line.map { "\(problem.file):\($0)" } ?? problem.file, problem.found, problem.expected])
        }
        return table
    }

    package var notes: [String] {
        [
            "\(instruments) instruments, \(rules) rules, \(parameters) parameters, \(citations) citations, "
                + "\(tests) tests of their own: "
                + (problems.isEmpty ? "nothing is wrong" : "\(problems.count) problems")
        ]
    }
}
