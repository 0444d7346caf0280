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

extension Sequence<Truth> {
    /// Kleene's "and": one no decides, and so does nothing but yes.
    var conjunction: Truth {
        var result = Truth.yes
        for truth in self {
            if truth == .no { return .no }
            if truth == .unknown { result = .unknown }
        }
        return result
    }

    /// Kleene's "or".
    var disjunction: Truth {
        var result = Truth.no
        for truth in self {
            if truth == .yes { return .yes }
            if truth == .unknown { result = .unknown }
        }
        return result
    }
}
