extension Condition {
    /// The condition as a sentence, with the values that its parameters have.
    ///
    /// - Parameter rules: ids of the instrument's rules, for conditions that refer to one.
    package func words(rules: [String]) -> String { words(rules: rules, isInside: false) }

    private func words(rules: [String], isInside: Bool) -> String {
        func joined(_ parts: [Condition], _ word: String) -> String {
            let text = parts.map { $0.words(rules: rules, isInside: true) }.joined(separator: " \(word) ")
            return isInside && parts.count > 1 ? "(\(text))" : text
        }
        switch self {
        case .all(let parts): return joined(parts, "and")
        case .any(let parts): return joined(parts, "or")
        case .not(let part): return "not (\(part.words(rules: rules, isInside: false)))"
        case .rule(let place): return "\(place < rules.count ? rules[place] : "?") holds"
        case .test(let test): return test.words
        }
    }
}

extension Condition.Test {
    /// The comparison in words, with what is assumed where the fact isn't known.
    package var words: String {
        let name =
            switch subject {
            case .fact(let name): name
            case .parameter(let limit): "\(limit.parameter ?? "?") (\(limit.value?.description ?? "without a value"))"
            }
        let assumed = ifMissing.map { $0 ? " or isn't known" : " and is known" } ?? ""
        return "\(name) \(comparison.text)\(assumed)"
    }
}
