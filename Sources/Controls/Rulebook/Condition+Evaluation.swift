/// What a condition is evaluated on, and what is noted on the way.
struct Evaluation {
    let facts: FactSheet
    /// Ids of the instrument's rules, and what came out of those that were tried, for conditions that refer to one.
    let rules: [String]
    var outcomes: [Truth] = []
    var trace: [TraceLine] = []
    var missing: Set<String> = []
    /// Off where only the answer is wanted.
    let isTraced: Bool

    init(_ facts: FactSheet, rules: [String] = [], isTraced: Bool = true) {
        self.facts = facts
        self.rules = rules
        self.isTraced = isTraced
    }

    mutating func note(_ content: @autoclosure () -> TraceLine.Content, depth: Int, _ truth: Truth) {
        if isTraced { trace.append(TraceLine(depth: depth, content: content(), truth: truth)) }
    }
}

extension Condition {
    /// Evaluates with Kleene's three-valued logic, writes the trace, and names the facts that were missing.
    ///
    /// Every part is looked at, also where an earlier one has decided: the reader of the trace wants to see them all.
    func evaluate(_ evaluation: inout Evaluation, depth: Int) -> Truth {
        switch self {
        case .all(let parts):
            return parts.map { $0.evaluate(&evaluation, depth: depth + 1) }.conjunction
        case .any(let parts):
            return parts.map { $0.evaluate(&evaluation, depth: depth + 1) }.disjunction
        case .not(let part):
            return part.evaluate(&evaluation, depth: depth).negated
        case .rule(let place):
            let truth = place < evaluation.outcomes.count ? evaluation.outcomes[place] : .unknown
            let rule = place < evaluation.rules.count ? evaluation.rules[place] : "?"
            evaluation.note(.reference(rule: rule), depth: depth, truth)
            return truth
        case .test(let test):
            return test.evaluate(&evaluation, depth: depth)
        }
    }

    /// The truth alone.
    func truth(of facts: FactSheet, outcomes: [Truth] = []) -> Truth {
        switch self {
        case .all(let parts): parts.lazy.map { $0.truth(of: facts, outcomes: outcomes) }.conjunction
        case .any(let parts): parts.lazy.map { $0.truth(of: facts, outcomes: outcomes) }.disjunction
        case .not(let part): part.truth(of: facts, outcomes: outcomes).negated
        case .rule(let place): place < outcomes.count ? outcomes[place] : .unknown
        case .test(let test):
            switch test.subject {
            case .fact(let name): test.evaluate(facts.entries[name]?.value)
            case .parameter(let limit): test.evaluate(limit.value)
            }
        }
    }
}

extension Condition.Test {
    fileprivate func evaluate(_ evaluation: inout Evaluation, depth: Int) -> Truth {
        switch subject {
        case .fact(let name):
            let entry = evaluation.facts.entries[name]
            let truth = evaluate(entry?.value)
            if entry == nil, ifMissing == nil { evaluation.missing.insert(name) }
            evaluation.note(.fact(name, entry, comparison), depth: depth, truth)
            return truth
        case .parameter(let limit):
            let truth = evaluate(limit.value)
            evaluation.note(.parameter(limit, comparison), depth: depth, truth)
            return truth
        }
    }

    func evaluate(_ value: Parameter.Value?) -> Truth {
        switch (comparison, value) {
        case (.contains(let word), .names(let names)): Truth(names.contains(word))
        case (_, .number(let number)): evaluate(FactValue.number(number))
        case (_, .truth(let truth)): evaluate(FactValue.truth(truth))
        default: .unknown
        }
    }

    func evaluate(_ value: FactValue?) -> Truth {
        guard let value else { return ifMissing.map(Truth.init) ?? .unknown }
        switch (comparison, value) {
        case (.atLeast(let limit), .number(let number)): return limit.compare { number >= $0 }
        case (.above(let limit), .number(let number)): return limit.compare { number > $0 }
        case (.atMost(let limit), .number(let number)): return limit.compare { number <= $0 }
        case (.below(let limit), .number(let number)): return limit.compare { number < $0 }
        case (.equals(let wanted), .truth(let truth)): return Truth(truth == wanted)
        case (.isOneOf(let limit), .text(let text)): return limit.compare { $0.contains(text) }
        case (.startsWith(let prefix), .text(let text)): return Truth(text.hasPrefix(prefix))
        case (.contains(let word), .text(let text)): return Truth(text.hasWord(word))
        case (.containsOneOf(let limit), .text(let text)): return limit.compare { $0.contains { text.hasWord($0) } }
        default: return .unknown
        }
    }
}

extension Limit {
    /// What a comparison gives; unknown while there is nothing to compare with.
    fileprivate func compare(_ holds: (Value) -> Bool) -> Truth { value.map { Truth(holds($0)) } ?? .unknown }
}

extension String {
    /// Whether it is one of the words between spaces.
    fileprivate func hasWord(_ word: String) -> Bool {
        utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word.utf8) }
    }
}
