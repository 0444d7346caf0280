/// The values of one fact between which some tests tell no difference.
///
/// A number's tests split the line at their limits: each limit, each gap between two, and what lies below and above
/// all of them is one cell. A text's tests are told apart by the words and beginnings that they name, and one text that
/// none of them names. So a finite set of cells stands for every value that the fact can have, exactly.
package struct CriticalValues: Sendable {
    /// Values that no test tells apart.
    package struct Cell: Sendable {
        /// One of them; nil when the fact isn't known.
        package let value: FactValue?
        /// Which they are, in words.
        package let words: String
        /// What each test says of them.
        let truths: [Truth]
        /// Of numbers, where the cell begins and ends.
        let span: Span?

        /// Whether no test names it.
        var isUnnamed: Bool { value == CriticalValues.unnamed }
    }

    package let cells: [Cell]
    /// Whether the cells stand for every value that the fact can have.
    let isExact: Bool

    /// Words whose combinations are all tried.
    private static let mostKinds = 10

    private typealias Candidate = (value: FactValue?, words: String, span: Span?)

    /// A text that no test names.
    private static let unnamed = FactValue.text("·")

    /// - Parameters:
    ///   - tests: of one fact, with their parameters filled in.
    ///   - withMissing: whether not knowing the fact is a cell of its own.
    ///   - combines: whether texts of several words are cells too. Without them the cells don't stand for every value.
    init(_ tests: [Condition.Test], withMissing: Bool, combines: Bool = true) {
        var values = Self.numbers(tests) + Self.truths(tests) + Self.texts(tests, combines: combines)
        if withMissing { values.append((nil, "not known", nil)) }
        let words = tests.flatMap(\.comparison.words)
        let kinds = Set(words.map { word in tests.map { $0.comparison.names(word) } }).count
        // A text that begins in some way and holds some word as well is in no cell.
        isExact = combines && kinds <= Self.mostKinds && (kinds == 0 || !tests.contains(where: \.comparison.isPrefix))
        var seen: Set<[Truth]> = []
        cells = values.compactMap { value, words, span in
            let truths = tests.map { $0.evaluate(value) }
            return seen.insert(truths).inserted ? Cell(value: value, words: words, truths: truths, span: span) : nil
        }
    }

    /// Limits and the gaps between them, in order; neighbours that no test tells apart are one.
    private static func numbers(_ tests: [Condition.Test]) -> [Candidate] {
        let limits = Set(tests.compactMap(\.comparison.limit)).sorted()
        guard let first = limits.first, let last = limits.last else { return [] }
        var spans: [Span] = [Span(upTo: first)]
        for (limit, next) in zip(limits, limits.dropFirst() + [.infinity]) {
            spans.append(Span(at: limit))
            let inside = next.isFinite ? (limit + next) / 2 : last + abs(last) + 1
            spans.append(Span(after: limit, upTo: next, inside: inside))
        }
        var merged: [(span: Span, truths: [Truth])] = []
        for span in spans {
            let truths = tests.map { $0.evaluate(FactValue.number(span.inside)) }
            if let previous = merged.last, previous.truths == truths {
                merged[merged.count - 1].span.extend(to: span)
            } else {
                merged.append((span, truths))
            }
        }
        return merged.map { (.number($0.span.inside), $0.span.words, $0.span) }
    }

    private static func truths(_ tests: [Condition.Test]) -> [Candidate] {
        let asks = tests.contains { if case .equals = $0.comparison { true } else { false } }
        return asks ? [(.truth(true), "yes", nil), (.truth(false), "no", nil)] : []
    }

    private static func texts(_ tests: [Condition.Test], combines: Bool) -> [Candidate] {
        var whole: [String] = []
        var words: [String] = []
        for test in tests {
            switch test.comparison {
            case .isOneOf(let limit): whole += limit.value ?? []
            // With the beginning alone, and with something behind it that nobody names.
            case .startsWith(let prefix): whole += [prefix, prefix + " …"]
            case .contains(let word): words.append(word)
            case .containsOneOf(let limit): words += limit.value ?? []
            default: continue
            }
        }
        guard !(whole.isEmpty && words.isEmpty) else { return [] }
        // Words that the same tests name are alike; one of each kind is enough.
        let kinds = Dictionary(grouping: Set(words)) { word in tests.map { $0.comparison.names(word) } }
            .values.map { $0.sorted() }.sorted { ($0.first ?? "") < ($1.first ?? "") }
        var texts: [Candidate] = Set(whole).sorted().map { (.text($0), $0, nil) }
        if combines {
            let sets = subsets(of: kinds.prefix(mostKinds).compactMap(\.first)).map { $0.joined(separator: " ") }
            texts += sets.map { (.text($0), $0, nil) }
        } else {
            texts += kinds.map { (.text($0.first ?? ""), $0.joined(separator: " or "), nil) }
        }
        return texts + [(unnamed, "anything else", nil)]
    }

    private static func subsets(of words: [String]) -> [[String]] {
        words.reduce([[]]) { sets, word in sets + sets.map { $0 + [word] } }.filter { !$0.isEmpty }
    }
}

extension Condition.Test.Comparison {
    /// The number that it compares with.
    var limit: Double? {
        switch self {
        case .atLeast(let limit), .above(let limit), .atMost(let limit), .below(let limit): limit.value
        default: nil
        }
    }

    fileprivate var isPrefix: Bool {
        if case .startsWith = self { true } else { false }
    }

    /// Words of a text that it asks for.
    fileprivate var words: [String] {
        switch self {
        case .contains(let word): [word]
        case .containsOneOf(let limit): limit.value ?? []
        default: []
        }
    }

    /// Whether it asks for the word.
    fileprivate func names(_ word: String) -> Bool {
        switch self {
        case .contains(let wanted): wanted == word
        case .containsOneOf(let limit): limit.value?.contains(word) ?? false
        default: false
        }
    }
}
