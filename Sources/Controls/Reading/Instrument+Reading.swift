package import Documents

/// What a rule file may refer to.
struct RuleContext {
    /// Every fact that somebody sets, with its kind.
    let facts: [String: FactVocabulary.Kind]
    var citations: [Citation] = []
    var parameters: [String: Parameter] = [:]
    /// Ids of the rules above, in order.
    var rules: [String] = []

    /// What the program sets, and what the files record: words.
    init(recorded: some Sequence<String>) {
        facts = FactVocabulary.facts.merging(recorded.map { ($0, .text) }) { first, _ in first }
    }
}

extension Instrument {
    private static let keys = [
        "id", "title", "authority", "regime", "jurisdiction", "kind", "layer", "asks", "question", "records",
        "effective", "knownSince", "enforcement", "scope", "citations", "parameters", "rules", "otherwise", "tests",
    ]

    /// The fact that a file's answer becomes, before the file is read whole.
    static func recordedFact(_ root: DocumentNode) -> String? {
        guard let map = try? root.mapping() else { return nil }
        return try? (map.optional("records") ?? map.optional("question"))?.string(limit: 100)
    }

    /// Reads one rule file by itself, which may test what it records and what the program sets.
    ///
    /// - Returns: the instrument, or nil, and all that is wrong with the file.
    package static func read(_ file: DocumentFile) -> (instrument: Instrument?, problems: [DocumentError]) {
        var problems = Problems()
        let instrument = problems.attempt { try YAMLDocument.parse(file) }.flatMap { root in
            read(root, recorded: recordedFact(root).map { [$0] } ?? [], problems: &problems)
        }
        return (instrument, problems.all + (instrument?.problems(file: file.name) ?? []))
    }

    /// Reads a rule file, telling every problem; nil when there was one.
    static func read(_ root: DocumentNode, recorded: some Sequence<String>, problems: inout Problems) -> Instrument? {
        let before = problems.all.count
        guard let map = problems.attempt({ try root.mapping(keys: keys) }) else { return nil }
        var context = RuleContext(recorded: recorded)
        let listed = problems.attempt { try map.require("citations").items(limit: 100) } ?? []
        context.citations = problems.each(listed) { try Citation($0) }
        let named = problems.attempt { try map.optional("parameters")?.mapping().pairs } ?? []
        for (name, node) in named ?? [] {
            context.parameters[name] = problems.attempt { try Parameter(node, citations: context.citations) }
        }
        let statuses = problems.attempt { try map.require("enforcement").items(limit: 100) } ?? []
        let enforcement = problems.each(statuses) { try DatedStatus($0, citations: context.citations) }
        let rules = readRules(map, &context, problems: &problems)
        let otherwise = problems.attempt {
            try Outcome(
                try map.require("otherwise").mapping(keys: ["answer", "effect", "citations", "note"]),
                context: context)
        }
        let effective = problems.attempt { try map.require("effective").mapping(keys: ["from", "until"]) }
        let from = effective.flatMap { effective in problems.attempt { try effective.require("from").date() } }
        let cases = problems.attempt { try map.require("tests").items(limit: 1_000) } ?? []
        let tests = from.map { from in
            problems.each(cases) { try RuleTest($0, date: from, context: context) }
        }
        let scope = problems.attempt { try map.optional("scope").map { try Condition($0, context: context) } }
        let instrument = problems.attempt {
            () -> Instrument? in
            guard let otherwise, let from, let tests, let scope else { return nil }
            let question = try map.optional("question")?.string(limit: 100)
            return Instrument(
                id: try map.require("id").string(limit: 100),
                title: try map.require("title").string(),
                authority: try map.require("authority").string(),
                regime: try map.require("regime").string(limit: 100),
                jurisdiction: try map.require("jurisdiction").string(limit: 2),
                kind: try map.require("kind").choice(),
                layer: try map.require("layer").choice(),
                asks: try map.require("asks").string(limit: 300),
                question: question,
                records: try map.optional("records")?.string(limit: 100) ?? question,
                effective: from,
                until: try effective?.optional("until")?.date(),
                knownSince: try map.require("knownSince").date(),
                enforcement: enforcement, scope: scope, citations: context.citations,
                parameters: context.parameters, rules: rules, otherwise: otherwise, tests: tests)
        }
        return problems.all.count == before ? instrument ?? nil : nil
    }

    private static func readRules(
        _ map: DocumentMapping, _ context: inout RuleContext, problems: inout Problems
    ) -> [Rule] {
        let nodes = problems.attempt { try map.require("rules").items(limit: 200) } ?? []
        var rules: [Rule] = []
        for node in nodes {
            let known = context
            if let rule = problems.attempt({ try Rule(node, context: known) }) {
                rules.append(rule)
                context.rules.append(rule.id)
            }
        }
        return rules
    }
}

extension Citation {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["id", "title", "url", "grade", "issued"])
        let url = try map.require("url")
        self.init(
            id: try map.require("id").string(limit: 100), title: try map.require("title").string(),
            url: try url.string(), grade: try map.require("grade").choice(), issued: try map.optional("issued")?.date())
        guard self.url.hasPrefix("https://") || self.url.hasPrefix("http://") else {
            throw url.problem(found: url.summary, expected: "an address that begins with https://")
        }
    }

    /// The citation that a node names.
    static func named(by node: DocumentNode, in citations: [Citation]) throws -> Citation {
        let id = try node.string(limit: 100)
        guard let citation = citations.first(where: { $0.id == id }) else {
            let hint = NearestName.of(id, in: citations.map(\.id)).map { " (did you mean ‘\($0)’?)" } ?? ""
            throw node.problem(
                found: "the unknown citation ‘\(id)’", expected: "an id listed under ‘citations’\(hint)")
        }
        return citation
    }
}

extension DatedStatus {
    init(_ node: DocumentNode, citations: [Citation]) throws {
        let map = try node.mapping(keys: ["from", "status", "knownSince", "citation", "note"])
        let from = try map.require("from").date()
        self.init(
            from: from, status: try map.require("status").choice(),
            knownSince: try map.optional("knownSince")?.date() ?? from,
            citation: try Citation.named(by: try map.require("citation"), in: citations),
            note: try map.optional("note")?.string(), line: node.line)
    }
}

extension Parameter {
    init(_ node: DocumentNode, citations: [Citation]) throws {
        let map = try node.mapping(keys: ["title", "unit", "values"])
        let values = try map.require("values").items(limit: 100).map { try Dated($0, citations: citations) }
        guard let first = values.first else {
            throw node.problem(found: "a parameter without a value", expected: "at least one under ‘values’")
        }
        for other in values where !first.value.isOfOneKind(with: other.value) {
            throw DocumentError(
                file: node.file, line: other.line, found: "‘\(other.value)’ after ‘\(first.value)’",
                expected: "values of one kind")
        }
        self.init(
            title: try map.require("title").string(limit: 300), unit: try map.optional("unit")?.string(limit: 50),
            values: values)
    }
}

extension Parameter.Dated {
    init(_ node: DocumentNode, citations: [Citation]) throws {
        let map = try node.mapping(keys: ["from", "knownSince", "value", "citation"])
        let from = try map.require("from").date()
        self.init(
            from: from, knownSince: try map.optional("knownSince")?.date() ?? from,
            value: try Parameter.Value(try map.require("value")),
            citation: try Citation.named(by: try map.require("citation"), in: citations), line: node.line)
    }
}

extension Parameter.Value {
    init(_ node: DocumentNode) throws {
        if let items = try? node.items(limit: 500) {
            self = .names(try items.map { try $0.string(limit: 200) })
        } else if let truth = try? node.boolean() {
            self = .truth(truth)
        } else {
            self = .number(try node.number())
        }
    }

    func isOfOneKind(with other: Parameter.Value) -> Bool {
        switch (self, other) {
        case (.number, .number), (.truth, .truth), (.names, .names): true
        default: false
        }
    }
}
