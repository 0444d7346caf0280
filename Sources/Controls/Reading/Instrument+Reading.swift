import Documents

extension Instrument {
    init(_ root: DocumentNode) throws {
        let map = try root.mapping(keys: [
            "id", "title", "authority", "jurisdiction", "kind", "layer", "question", "effective", "knownSince",
            "status", "citations", "rules", "otherwise", "tests",
        ])
        let citations = try map.require("citations").items().map { try Citation($0) }
        let effective = try map.require("effective").mapping(keys: ["from", "until"])
        self.init(
            id: try map.require("id").string(limit: 100),
            title: try map.require("title").string(),
            authority: try map.require("authority").string(),
            jurisdiction: try map.require("jurisdiction").string(limit: 2),
            kind: try map.require("kind").choice(),
            layer: try map.require("layer").choice(),
            question: try map.optional("question")?.string(limit: 100),
            effective: try effective.require("from").date(),
            until: try effective.optional("until")?.date(),
            knownSince: try map.require("knownSince").date(),
            status: try map.require("status").choice(),
            citations: citations,
            rules: try map.require("rules").items().map { try Rule($0, citations: citations) },
            otherwise: try Outcome(
                try map.require("otherwise").mapping(keys: ["answer", "citations", "note"]), citations: citations),
            tests: try map.require("tests").items().map { try RuleTest($0) }
        )
    }
}

extension Citation {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["id", "title", "url"])
        self.init(
            id: try map.require("id").string(limit: 100), title: try map.require("title").string(),
            url: try map.require("url").string())
    }
}

extension Rule {
    init(_ node: DocumentNode, citations: [Citation]) throws {
        let map = try node.mapping(keys: ["id", "title", "when", "answer", "citations", "conditions", "note"])
        self.init(
            id: try map.require("id").string(limit: 100),
            title: try map.require("title").string(),
            condition: try Condition(try map.require("when")),
            outcome: try Outcome(map, citations: citations))
    }
}

extension Outcome {
    init(_ map: DocumentMapping, citations: [Citation]) throws {
        let cited = try map.require("citations").items().map { node in
            let id = try node.string(limit: 100)
            guard let citation = citations.first(where: { $0.id == id }) else {
                throw node.problem(found: "the unknown citation ‘\(id)’", expected: "an id listed under ‘citations’")
            }
            return citation
        }
        guard !cited.isEmpty else {
            throw map.node.problem(found: "an answer without a citation", expected: "at least one")
        }
        self.init(
            answer: try map.require("answer").string(limit: 200),
            citations: cited,
            conditions: try map.optional("conditions")?.items().map { try Demand($0) } ?? [],
            note: try map.optional("note")?.string())
    }
}

extension Demand {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["id", "text", "citation"])
        self.init(
            id: try map.require("id").string(limit: 100), text: try map.require("text").string(),
            citation: try map.require("citation").string(limit: 100))
    }
}

extension Condition {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["all", "any", "not", "fact", "ifMissing"] + Test.comparisons)
        let combined = ["all", "any", "not"].filter { map.optional($0) != nil }
        guard combined.isEmpty || map.pairs.count == 1 else {
            throw node.problem(found: "‘\(combined.joined(separator: ", "))’ beside other keys", expected: "it alone")
        }
        if let parts = map.optional("all") {
            self = .all(try parts.items(limit: 100).map { try Condition($0) })
        } else if let parts = map.optional("any") {
            self = .any(try parts.items(limit: 100).map { try Condition($0) })
        } else if let part = map.optional("not") {
            self = .not(try Condition(part))
        } else {
            self = .test(try Test(map))
        }
    }
}

extension Condition.Test {
    static let comparisons = ["atLeast", "above", "atMost", "below", "is", "isOneOf", "startsWith", "contains"]

    init(_ map: DocumentMapping) throws {
        let present = map.pairs.filter { Self.comparisons.contains($0.key) }
        guard present.count == 1, let (key, value) = present.first else {
            throw map.node.problem(
                found: "\(present.count) comparisons",
                expected: "exactly one of \(Self.comparisons.joined(separator: ", "))")
        }
        let comparison: Comparison
        switch key {
        case "atLeast": comparison = .atLeast(try value.number())
        case "above": comparison = .above(try value.number())
        case "atMost": comparison = .atMost(try value.number())
        case "below": comparison = .below(try value.number())
        case "is": comparison = .equals(try value.boolean())
        case "isOneOf": comparison = .isOneOf(try value.items().map { try $0.string(limit: 200) })
        case "startsWith": comparison = .startsWith(try value.string(limit: 200))
        default: comparison = .contains(try value.string(limit: 200))
        }
        self.init(
            fact: try FactSheet.name(try map.require("fact")), comparison: comparison,
            ifMissing: try map.optional("ifMissing")?.boolean())
    }
}

extension RuleTest {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["facts", "answer"])
        var facts = FactSheet()
        for (name, value) in try map.require("facts").mapping().pairs {
            let parsed: FactValue
            if let number = try? value.number() {
                parsed = .number(number)
            } else if let truth = try? value.boolean() {
                parsed = .truth(truth)
            } else {
                parsed = .text(try value.string(limit: 200))
            }
            facts.set(try FactSheet.name(name, at: value), parsed, from: "test")
        }
        self.init(facts: facts, answer: try map.require("answer").string(limit: 200), line: node.line)
    }
}

extension FactSheet {
    /// A fact's name, as long as somebody sets that fact: a misspelt one would be unknown for ever.
    static func name(_ node: DocumentNode) throws -> String { try name(try node.string(limit: 100), at: node) }

    static func name(_ name: String, at node: DocumentNode) throws -> String {
        guard names.contains(name) else {
            let hint = NearestName.of(name, in: names.sorted()).map { " (did you mean ‘\($0)’?)" } ?? ""
            throw node.problem(found: "the unknown fact ‘\(name)’", expected: "a fact that is set\(hint)")
        }
        return name
    }
}
