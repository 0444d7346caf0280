/// A condition on facts, as a rule file writes it.
package indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// An earlier rule of the same file holds, by its place among them.
    case rule(Int)
    case test(Test)

    /// One comparison of one fact. Limits are as printed: "atLeast" includes the limit, "below" doesn't.
    package struct Test: Sendable {
        /// What is compared: a fact of the thing judged, or a parameter of the instrument itself.
        package enum Subject: Sendable {
            case fact(String)
            case parameter(Limit<Parameter.Value>)
        }

        package enum Comparison: Sendable {
            case atLeast(Limit<Double>), above(Limit<Double>), atMost(Limit<Double>), below(Limit<Double>)
            case equals(Bool)
            case isOneOf(Limit<[String]>)
            case startsWith(String)
            case contains(String)
            case containsOneOf(Limit<[String]>)
        }

        package var subject: Subject
        package var comparison: Comparison
        /// What to assume when the fact is missing; nil means unknown.
        package let ifMissing: Bool?
    }
}

/// What a fact is compared with: written out, or the value that a parameter has on the day.
package struct Limit<Value: Sendable>: Sendable {
    /// Nil while a parameter's day isn't known, and when it has no value on that day.
    package var value: Value?
    package let parameter: String?
    /// Where the parameter's value is printed.
    package var citation: String?

    init(_ value: Value) {
        self.value = value
        parameter = nil
    }

    init(parameter: String) { self.parameter = parameter }
}

extension Condition {
    /// All tests in it, in the order they are written.
    var tests: [Test] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.tests)
        case .not(let part): part.tests
        case .rule: []
        case .test(let test): [test]
        }
    }

    /// Names of the facts that it tests itself, without those of rules it refers to.
    package var facts: [String] { tests.compactMap(\.fact) }

    /// With the values that the parameters have on the day.
    func bound(to values: [String: Parameter.Dated]) -> Condition {
        switch self {
        case .all(let parts): return .all(parts.map { $0.bound(to: values) })
        case .any(let parts): return .any(parts.map { $0.bound(to: values) })
        case .not(let part): return .not(part.bound(to: values))
        case .rule: return self
        case .test(var test):
            test.bind(to: values)
            return .test(test)
        }
    }
}

extension Condition.Test {
    package var fact: String? {
        if case .fact(let name) = subject { name } else { nil }
    }

    mutating func bind(to values: [String: Parameter.Dated]) {
        if case .parameter(var limit) = subject {
            limit.bind(to: values) { $0 }
            subject = .parameter(limit)
        }
        func number(_ limit: Limit<Double>) -> Limit<Double> {
            var limit = limit
            limit.bind(to: values) { if case .number(let number) = $0 { number } else { nil } }
            return limit
        }
        func names(_ limit: Limit<[String]>) -> Limit<[String]> {
            var limit = limit
            limit.bind(to: values) { if case .names(let names) = $0 { names } else { nil } }
            return limit
        }
        switch comparison {
        case .atLeast(let limit): comparison = .atLeast(number(limit))
        case .above(let limit): comparison = .above(number(limit))
        case .atMost(let limit): comparison = .atMost(number(limit))
        case .below(let limit): comparison = .below(number(limit))
        case .isOneOf(let limit): comparison = .isOneOf(names(limit))
        case .containsOneOf(let limit): comparison = .containsOneOf(names(limit))
        case .equals, .startsWith, .contains: break
        }
    }
}

extension Limit {
    mutating func bind(to values: [String: Parameter.Dated], as read: (Parameter.Value) -> Value?) {
        guard let parameter else { return }
        let dated = values[parameter]
        value = dated.flatMap { read($0.value) }
        citation = dated?.citation.id
    }
}
