import Documents

extension RulebookDraft {
    /// Sorts instruments by layer, and inside a layer so that a fact is recorded before it is tested; where both would
    /// do, the one known earlier goes first.
    ///
    /// - Returns: the order, and a problem for every fact that is tested before it can be recorded.
    static func order(
        of read: [(instrument: Instrument, file: String)]
    ) -> (order: [Instrument], problems: [DocumentError]) {
        var problems: [DocumentError] = []
        let recorders = Dictionary(grouping: read.map(\.instrument).filter { $0.records != nil }) { $0.records ?? "" }
        var order: [Instrument] = []
        for layer in Instrument.Layer.allCases {
            var waiting = read.filter { $0.instrument.layer == layer }.sorted {
                ($0.instrument.knownSince, $0.instrument.id) < ($1.instrument.knownSince, $1.instrument.id)
            }
            for (instrument, file) in waiting {
                for (fact, line) in instrument.testedFacts {
                    for recorder in recorders[fact] ?? [] where recorder.layer > layer {
                        problems.append(
                            DocumentError(
                                file: file, line: line,
                                found: "a test of ‘\(fact)’, which \(recorder.id) records in the later layer "
                                    + recorder.layer.rawValue,
                                expected: "facts of its own layer or an earlier one"))
                    }
                }
            }
            while !waiting.isEmpty {
                let pending = Set(waiting.compactMap(\.instrument.records))
                let next = waiting.firstIndex { candidate in
                    !candidate.instrument.testedFacts.contains { fact, _ in
                        pending.contains(fact) && fact != candidate.instrument.records
                    }
                }
                guard let next else {
                    problems.append(
                        DocumentError(
                            file: waiting[0].file, line: nil,
                            found: "facts that \(waiting.map(\.instrument.id).joined(separator: ", ")) "
                                + "record and test in a circle", expected: "an order in which they can be asked"))
                    break
                }
                order.append(waiting.remove(at: next).instrument)
            }
        }
        return (order, problems)
    }
}

extension Instrument {
    /// Every fact that it tests, with the line of the rule that does; nil for its scope.
    var testedFacts: [(fact: String, line: Int?)] {
        var tested: [(fact: String, line: Int?)] = (scope?.facts ?? []).map { ($0, nil) }
        for rule in rules {
            let demands = rule.outcome.conditions.flatMap { $0.met?.facts ?? [] }
            let facts = rule.condition.facts + (rule.exception?.facts ?? []) + demands
            tested += facts.map { ($0, rule.line) }
        }
        return tested
    }
}
