/// True, false, or not known: what isn't known never decides.
package enum Truth: String, Sendable, Codable {
    case yes, no, unknown

    init(_ value: Bool) { self = value ? .yes : .no }

    var negated: Truth {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }
}

/// A condition on facts, as a rule file writes it.
package indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case test(Test)

    /// One comparison of one fact. Limits are as printed: "atLeast" includes the limit, "below" doesn't.
    package struct Test: Sendable {
        package enum Comparison: Sendable {
            case atLeast(Double), above(Double), atMost(Double), below(Double)
            case equals(Bool)
            case isOneOf([String])
            case startsWith(String)
            case contains(String)
        }

        package let fact: String
        package let comparison: Comparison
        /// What to assume when the fact is missing; nil means unknown.
        package let ifMissing: Bool?
    }
}

/// What was tested, with which figure from which source, and what came out: one line of a trace.
package struct TraceLine: Sendable, Codable, Equatable {
    package let depth: Int
    package let text: String
    package let truth: Truth
}

extension Condition {
    /// Evaluates with Kleene's three-valued logic, writes the trace, and names the facts that were missing.
    func evaluate(
        _ facts: FactSheet, depth: Int, trace: inout [TraceLine], missing: inout Set<String>
    ) -> Truth {
        switch self {
        case .all(let parts):
            let truths = parts.map { $0.evaluate(facts, depth: depth + 1, trace: &trace, missing: &missing) }
            return truths.contains(.no) ? .no : truths.contains(.unknown) ? .unknown : .yes
        case .any(let parts):
            let truths = parts.map { $0.evaluate(facts, depth: depth + 1, trace: &trace, missing: &missing) }
            return truths.contains(.yes) ? .yes : truths.contains(.unknown) ? .unknown : .no
        case .not(let part):
            return part.evaluate(facts, depth: depth, trace: &trace, missing: &missing).negated
        case .test(let test):
            let entry = facts.entries[test.fact]
            let truth = test.evaluate(entry?.value)
            if entry == nil, test.ifMissing == nil { missing.insert(test.fact) }
            let found = entry.map { "\($0.value) (\($0.origin))" } ?? "not known"
            trace.append(
                TraceLine(depth: depth, text: "\(test.fact) is \(found); tested: \(test.comparison.text)", truth: truth)
            )
            return truth
        }
    }
}

extension Condition.Test {
    func evaluate(_ value: FactValue?) -> Truth {
        guard let value else { return ifMissing.map(Truth.init) ?? .unknown }
        switch (comparison, value) {
        case (.atLeast(let limit), .number(let number)): return Truth(number >= limit)
        case (.above(let limit), .number(let number)): return Truth(number > limit)
        case (.atMost(let limit), .number(let number)): return Truth(number <= limit)
        case (.below(let limit), .number(let number)): return Truth(number < limit)
        case (.equals(let wanted), .truth(let truth)): return Truth(truth == wanted)
        case (.isOneOf(let names), .text(let text)): return Truth(names.contains(text))
        case (.startsWith(let prefix), .text(let text)): return Truth(text.hasPrefix(prefix))
        case (.contains(let word), .text(let text)):
            return Truth(text.split(separator: " ").contains { $0 == word })
        default: return .unknown
        }
    }
}

extension Condition.Test.Comparison {
    /// As the trace prints it.
    package var text: String {
        switch self {
        case .atLeast(let limit): "at least \(FactValue.number(limit))"
        case .above(let limit): "above \(FactValue.number(limit))"
        case .atMost(let limit): "at most \(FactValue.number(limit))"
        case .below(let limit): "below \(FactValue.number(limit))"
        case .equals(let truth): truth ? "is so" : "is not so"
        case .isOneOf(let names): "one of \(names.joined(separator: ", "))"
        case .startsWith(let prefix): "begins with \(prefix)"
        case .contains(let word): "contains \(word)"
        }
    }
}
