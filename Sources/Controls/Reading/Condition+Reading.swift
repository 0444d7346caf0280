import Documents

extension Condition {
    private static let keys = ["all", "any", "not", "rule", "fact", "parameter", "ifMissing"] + Test.comparisons

    init(_ node: DocumentNode, context: RuleContext) throws {
        let map = try node.mapping(keys: Self.keys)
        let combined = ["all", "any", "not", "rule"].filter { map.optional($0) != nil }
        guard combined.isEmpty || map.pairs.count == 1 else {
            throw node.problem(found: "‘\(combined.joined(separator: ", "))’ beside other keys", expected: "it alone")
        }
        if let parts = map.optional("all") {
            self = .all(try Self.parts(parts, context: context))
        } else if let parts = map.optional("any") {
            self = .any(try Self.parts(parts, context: context))
        } else if let part = map.optional("not") {
            self = .not(try Condition(part, context: context))
        } else if let rule = map.optional("rule") {
            let id = try rule.string(limit: 100)
            guard let place = context.rules.firstIndex(of: id) else {
                throw rule.problem(found: "the rule ‘\(id)’", expected: "the id of a rule above it in this file")
            }
            self = .rule(place)
        } else {
            self = .test(try Test(map, context: context))
        }
    }

    private static func parts(_ node: DocumentNode, context: RuleContext) throws -> [Condition] {
        let parts = try node.items(limit: 100)
        guard !parts.isEmpty else {
            throw node.problem(found: "an empty list of conditions", expected: "at least one")
        }
        return try parts.map { try Condition($0, context: context) }
    }
}

extension Condition.Test {
    static let comparisons = [
        "atLeast", "above", "atMost", "below", "is", "isOneOf", "startsWith", "contains", "containsOneOf",
    ]

    init(_ map: DocumentMapping, context: RuleContext) throws {
        let present = map.pairs.filter { Self.comparisons.contains($0.key) }
        guard present.count == 1, let (key, value) = present.first else {
            throw map.node.problem(
                found: "\(present.count) comparisons",
                expected: "exactly one of \(Self.comparisons.joined(separator: ", "))")
        }
        let (subject, kinds) = try Self.subject(map, context: context)
        guard let fitting = Self.kind(of: key), kinds.contains(fitting) else {
            throw value.problem(
                found: "‘\(key)’ for a fact that is a \(kinds.map(\.rawValue).joined())",
                expected: "a comparison that fits it")
        }
        self.init(
            subject: subject, comparison: try Self.comparison(key, value, context: context),
            ifMissing: try map.optional("ifMissing")?.boolean())
    }

    private static func subject(
        _ map: DocumentMapping, context: RuleContext
    ) throws -> (Subject, [FactVocabulary.Kind]) {
        if let node = map.optional("parameter") {
            let name = try node.string(limit: 100)
            let kind: FactVocabulary.Kind =
                switch try context.parameter(name, at: node) {
                case .number: .number
                case .truth: .truth
                case .names: .text
                }
            return (.parameter(Limit(parameter: name)), [kind])
        }
        let node = try map.require("fact")
        let name = try node.string(limit: 100)
        return (.fact(name), [try context.kind(of: name, at: node)])
    }

    private static func kind(of comparison: String) -> FactVocabulary.Kind? {
        switch comparison {
        case "atLeast", "above", "atMost", "below": .number
        case "is": .truth
        case "isOneOf", "startsWith", "contains", "containsOneOf": .text
        default: nil
        }
    }

    private static func comparison(
        _ key: String, _ value: DocumentNode, context: RuleContext
    ) throws -> Comparison {
        switch key {
        case "atLeast": .atLeast(try number(value, context: context))
        case "above": .above(try number(value, context: context))
        case "atMost": .atMost(try number(value, context: context))
        case "below": .below(try number(value, context: context))
        case "is": .equals(try value.boolean())
        case "isOneOf": .isOneOf(try names(value, context: context))
        case "containsOneOf": .containsOneOf(try names(value, context: context))
        case "startsWith": .startsWith(try value.string(limit: 200))
        default: .contains(try value.string(limit: 200))
        }
    }

    /// The name after a dollar sign: a parameter.
    private static func parameter(_ node: DocumentNode) -> String? {
        guard let text = try? node.string(limit: 100), text.hasPrefix("$") else { return nil }
        return String(text.dropFirst())
    }

    private static func number(_ node: DocumentNode, context: RuleContext) throws -> Limit<Double> {
        guard let name = parameter(node) else { return Limit(try node.number()) }
        guard case .number = try context.parameter(name, at: node) else {
            throw node.problem(found: "the parameter ‘\(name)’, which is no number", expected: "a number")
        }
        return Limit(parameter: name)
    }

    private static func names(_ node: DocumentNode, context: RuleContext) throws -> Limit<[String]> {
        guard let name = parameter(node) else {
            return Limit(try node.items(limit: 300).map { try $0.string(limit: 200) })
        }
        guard case .names = try context.parameter(name, at: node) else {
            throw node.problem(found: "the parameter ‘\(name)’, which is no list", expected: "a list of names")
        }
        return Limit(parameter: name)
    }
}
