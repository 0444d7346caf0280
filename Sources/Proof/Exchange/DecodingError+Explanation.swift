extension DecodingError {
    /// The path and the reason, for people.
    package var explanation: String {
        let context: Context
        switch self {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        case .keyNotFound(let key, let found):
            return "‘\(key.stringValue)’ is missing at \(found.path)"
        @unknown default: return "not of the expected form"
        }
        let reason = context.debugDescription
        return "\(reason.hasSuffix(".") ? String(reason.dropLast()) : reason) at \(context.path)"
    }
}

extension DecodingError.Context {
    fileprivate var path: String {
        codingPath.isEmpty ? "the top" : codingPath.map(\.stringValue).joined(separator: ".")
    }
}
