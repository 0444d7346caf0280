/// What was tested, with which figure from which source, and what came out: one line of a trace.
///
/// Lines come in the order of the tree, each with its depth. The sentence is put together when it is read.
package struct TraceLine: Sendable {
    enum Content: Sendable {
        case rule(id: String, title: String, citations: [Citation])
        case exception
        case reference(rule: String)
        case parameter(Limit<Parameter.Value>, Condition.Test.Comparison)
        case fact(String, FactSheet.Entry?, Condition.Test.Comparison)
    }

    package let depth: Int
    let content: Content
    package let truth: Truth

    package var text: String {
        switch content {
        case .rule(let id, let title, _): return "\(id): \(title)"
        case .exception: return "unless"
        case .reference(let rule): return "\(rule) holds"
        case .parameter(let limit, let comparison):
            let found = limit.value?.description ?? "without a value on that day"
            return "\(limit.parameter ?? "") is \(found)\(Self.cited(limit.citation)); tested: \(comparison.text)"
        case .fact(let name, let entry, let comparison):
            let found = entry.map { "\($0.value) (\($0.origin))" } ?? "not known"
            return "\(name) is \(found); tested: \(comparison.text)"
        }
    }

    static func cited(_ citation: String?) -> String { citation.map { " [\($0)]" } ?? "" }

    /// The fact that was tested, what it was, and where that comes from.
    package var tested: (fact: String, found: FactValue?, source: String?)? {
        guard case .fact(let name, let entry, _) = content else { return nil }
        return (name, entry?.value, entry?.origin)
    }
}

extension TraceLine: Encodable {
    enum CodingKeys: CodingKey { case depth, text, truth, fact, found, source, citations }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(depth, forKey: .depth)
        try container.encode(text, forKey: .text)
        try container.encode(truth, forKey: .truth)
        switch content {
        case .rule(_, _, let citations): try container.encode(citations.map(\.id), forKey: .citations)
        case .exception, .reference: break
        case .parameter(let limit, _):
            try container.encodeIfPresent(limit.citation.map { [$0] }, forKey: .citations)
        case .fact(let name, let entry, let comparison):
            try container.encode(name, forKey: .fact)
            try container.encodeIfPresent(entry?.value.description, forKey: .found)
            try container.encodeIfPresent(entry?.origin, forKey: .source)
            try container.encodeIfPresent(comparison.citation.map { [$0] }, forKey: .citations)
        }
    }
}

extension TraceLine {
    /// Indented, with what came out.
    package var line: String {
        let mark =
            switch truth {
            case .yes: "✓"
            case .no: "✗"
            case .unknown: "?"
            }
        return String(repeating: "  ", count: depth + 1) + "\(mark) \(text)"
    }
}

extension Condition.Test.Comparison {
    /// As the trace prints it.
    package var text: String {
        func number(_ limit: Limit<Double>) -> String {
            (limit.value.map { FactValue.number($0).description } ?? "a figure without a value on that day")
                + TraceLine.cited(limit.citation)
        }
        func names(_ limit: Limit<[String]>) -> String {
            (limit.value?.joined(separator: ", ") ?? "names without a value on that day")
                + TraceLine.cited(limit.citation)
        }
        return switch self {
        case .atLeast(let limit): "at least \(number(limit))"
        case .above(let limit): "above \(number(limit))"
        case .atMost(let limit): "at most \(number(limit))"
        case .below(let limit): "below \(number(limit))"
        case .equals(let truth): truth ? "is so" : "is not so"
        case .isOneOf(let limit): "one of \(names(limit))"
        case .startsWith(let prefix): "begins with \(prefix)"
        case .contains(let word): "contains \(word)"
        case .containsOneOf(let limit): "contains one of \(names(limit))"
        }
    }

    /// Where the limit is printed, when it is a dated parameter.
    var citation: String? {
        switch self {
        case .atLeast(let limit), .above(let limit), .atMost(let limit), .below(let limit): limit.citation
        case .isOneOf(let limit), .containsOneOf(let limit): limit.citation
        case .equals, .startsWith, .contains: nil
        }
    }
}
