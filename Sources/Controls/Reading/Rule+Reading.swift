import Documents

extension Rule {
    init(_ node: DocumentNode, context: RuleContext) throws {
        let map = try node.mapping(keys: [
            "id", "title", "when", "unless", "answer", "effect", "positions", "citations", "conditions", "note",
        ])
        self.init(
            id: try map.require("id").string(limit: 100),
            title: try map.require("title").string(),
            condition: try Condition(try map.require("when"), context: context),
            exception: try map.optional("unless").map { try Condition($0, context: context) },
            outcome: try Outcome(map, context: context),
            line: node.line)
    }
}

extension Outcome {
    init(_ map: DocumentMapping, context: RuleContext) throws {
        let cited = try map.require("citations").items(limit: 50).map {
            try Citation.named(by: $0, in: context.citations)
        }
        guard !cited.isEmpty else {
            throw map.node.problem(found: "an answer without a citation", expected: "at least one")
        }
        let answer = try map.require("answer")
        let text = try answer.string(limit: 200)
        guard text != Answer.insufficientData else {
            throw answer.problem(found: "‘\(text)’", expected: "another word: the program says so itself")
        }
        let positions = try map.optional("positions")?.items(limit: 10).map { try Position($0, context: context) } ?? []
        self.init(
            answer: text,
            effect: try map.optional("effect")?.choice() ?? .none,
            positions: positions,
            citations: cited,
            conditions: try map.optional("conditions")?.items(limit: 100).map { try Demand($0, context: context) }
                ?? [],
            note: try map.optional("note")?.string())
    }
}

extension Position {
    init(_ node: DocumentNode, context: RuleContext) throws {
        let map = try node.mapping(keys: ["position", "effect", "citation"])
        self.init(
            position: try map.require("position").string(limit: 500), effect: try map.require("effect").choice(),
            citation: try Citation.named(by: try map.require("citation"), in: context.citations).id)
    }
}

extension Demand {
    init(_ node: DocumentNode, context: RuleContext) throws {
        let map = try node.mapping(keys: ["id", "text", "citation", "by", "met"])
        self.init(
            id: try map.require("id").string(limit: 100), text: try map.require("text").string(),
            citation: try Citation.named(by: try map.require("citation"), in: context.citations).id,
            by: try map.optional("by")?.string(limit: 100),
            met: try map.optional("met").map { try Condition($0, context: context) })
    }
}

extension RuleTest {
    init(_ node: DocumentNode, date: @autoclosure () -> CalendarDate, context: RuleContext) throws {
        let map = try node.mapping(keys: ["on", "facts", "answer"])
        var facts = FactSheet()
        for (name, value) in try map.require("facts").mapping().pairs {
            let kind = try context.kind(of: name, at: value)
            let parsed: FactValue =
                switch kind {
                case .number: .number(try value.number())
                case .truth: .truth(try value.boolean())
                case .text: .text(try value.string(limit: 200))
                }
            facts.set(name, parsed, from: "test")
        }
        self.init(
            facts: facts, date: try map.optional("on")?.date() ?? date(),
            answer: try map.require("answer").string(limit: 200), line: node.line)
    }
}

extension RuleContext {
    /// A fact's kind, as long as somebody sets that fact: a misspelt one would be unknown for ever.
    func kind(of name: String, at node: DocumentNode) throws -> FactVocabulary.Kind {
        guard let kind = facts[name] else {
            let hint = NearestName.of(name, in: facts.keys.sorted()).map { " (did you mean ‘\($0)’?)" } ?? ""
            throw node.problem(found: "the unknown fact ‘\(name)’", expected: "a fact that is set\(hint)")
        }
        return kind
    }

    /// A parameter's first value, for its kind.
    func parameter(_ name: String, at node: DocumentNode) throws -> Parameter.Value {
        guard let value = parameters[name]?.values.first?.value else {
            let hint = NearestName.of(name, in: parameters.keys.sorted()).map { " (did you mean ‘\($0)’?)" } ?? ""
            throw node.problem(
                found: "the unknown parameter ‘\(name)’", expected: "a name under ‘parameters’\(hint)")
        }
        return value
    }
}
