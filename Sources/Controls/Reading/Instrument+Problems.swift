import Documents

extension Instrument {
    /// What is wrong with the file though each part of it can be read, its own tests included.
    func problems(file: String) -> [DocumentError] {
        problemsOfIds(file: file) + problemsOfDates(file: file) + problemsOfKind(file: file)
            + problemsOfTests(file: file)
    }

    private func problemsOfIds(file: String) -> [DocumentError] {
        var seen: Set<String> = []
        let rules = rules.filter { !seen.insert($0.id).inserted }.map { rule in
            DocumentError(file: file, line: rule.line, found: "the rule id ‘\(rule.id)’ twice", expected: "each once")
        }
        var cited: Set<String> = []
        let citations = citations.filter { !cited.insert($0.id).inserted }.map { citation in
            DocumentError(file: file, line: nil, found: "the citation ‘\(citation.id)’ twice", expected: "each once")
        }
        return rules + citations
    }

    /// Intervals must not overlap: statuses and values come by rising days, and one day's only once unless a later
    /// account corrects an earlier one.
    private func problemsOfDates(file: String) -> [DocumentError] {
        var problems: [DocumentError] = []
        func add(_ line: Int?, _ found: String, _ expected: String) {
            problems.append(DocumentError(file: file, line: line, found: found, expected: expected))
        }
        if let until, until <= effective { add(nil, "an end on \(until)", "a day after \(effective)") }
        for (earlier, later) in zip(enforcement, enforcement.dropFirst())
        where (later.from, later.knownSince) <= (earlier.from, earlier.knownSince) {
            add(
                later.line, "a status from \(later.from) after one from \(earlier.from)",
                "rising days; one day twice only with a later ‘knownSince’")
        }
        if let first = enforcement.first {
            if first.from > effective { add(first.line, "a first status from \(first.from)", "one from \(effective)") }
        } else {
            add(nil, "no status under ‘enforcement’", "at least one")
        }
        for status in enforcement where until.map({ status.from >= $0 }) ?? false {
            add(status.line, "a status from \(status.from)", "days before the end, \(until?.description ?? "")")
        }
        for (name, parameter) in parameters.sorted(by: { $0.key < $1.key }) {
            let values = parameter.values
            for (earlier, later) in zip(values, values.dropFirst())
            where (later.from, later.knownSince) <= (earlier.from, earlier.knownSince) {
                add(later.line, "‘\(name)’ from \(later.from) after \(earlier.from)", "rising days")
            }
            if let first = values.first, first.from > effective {
                add(first.line, "‘\(name)’ first from \(first.from)", "a value from \(effective) on")
            }
        }
        return problems
    }

    /// What is reported never blocks, and bills are bills.
    private func problemsOfKind(file: String) -> [DocumentError] {
        var problems: [DocumentError] = []
        if (kind == .bill) != enforcement.contains(where: { $0.status == .bill }) {
            problems.append(
                DocumentError(
                    file: file, line: enforcement.first?.line,
                    found: "a \(kind.rawValue) with the status "
                        + "‘\(enforcement.first?.status.rawValue ?? "none")’",
                    expected: "the status ‘bill’ for bills and for nothing else"))
        }
        guard kind == .reported else { return problems }
        let stopping: Set<Effect> = [.licence, .denial, .prohibited]
        for rule in rules where !stopping.isDisjoint(with: rule.outcome.effects) {
            problems.append(
                DocumentError(
                    file: file, line: rule.line, found: "the effect ‘\(rule.outcome.effect.rawValue)’",
                    expected: "none, notice or warning: what is only reported never blocks"))
        }
        return problems
    }

    private func problemsOfTests(file: String) -> [DocumentError] {
        tests.compactMap { test in
            let found = bound(asOf: AsOf(test.date)).answer(test.facts, isTraced: false).text
            guard found != test.answer else { return nil }
            return DocumentError(
                file: file, line: test.line, found: "the answer ‘\(found)’", expected: "‘\(test.answer)’")
        }
    }
}
