/// Splits a description of a workload into words that `WorkloadReader` takes one after another.
struct WorkloadWords: Sendable {
    private let words: [String]
    private var place = 0

    private static let longest = 400
    /// What only separates.
    private static let separators: Set<Character> = Set(" \t\n\r;:=<>≤≥~≈@()[]{}\"'“”+")

    init(_ text: String) {
        var folded: [Character] = []
        let characters = Array(text.lowercased().prefix(Self.longest))
        for (place, character) in characters.enumerated() {
            switch character {
            case ",": if !Self.groupsThousands(characters, at: place) { folded.append(" ") }
            case "×": folded.append("x")
            case "–", "—", "−": folded.append("-")
            case _ where Self.separators.contains(character): folded.append(" ")
            default: folded.append(character)
            }
        }
        words = Self.joined(folded.split(separator: " ").map { String($0) })
    }

    /// `16,384` is one number.
    private static func groupsThousands(_ text: [Character], at place: Int) -> Bool {
        guard place > 0, text[place - 1].isNumber, place + 3 < text.count else { return false }
        let isFull = text[(place + 1)...(place + 3)].allSatisfy(\.isNumber)
        return isFull && (place + 4 == text.count || !text[place + 4].isNumber)
    }

    /// Joins what belongs together though spaces stand between: `70 %`, `4 / 16 / 64`.
    private static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        var isOpen = false
        for word in words {
            let word = String(word.trimmingSuffix { $0 == "." })
            guard !word.isEmpty else { continue }
            if word == "/" {
                isOpen = joined.last?.last?.isASCII == true
            } else if isOpen, let last = joined.last, word.first?.isNumber == true, last.contains(where: \.isNumber) {
                joined[joined.count - 1] = "\(last) / \(word)"
                isOpen = false
            } else if word == "%", let last = joined.last, last.last?.isNumber == true {
                joined[joined.count - 1] = last + word
            } else {
                joined += Self.parted(word)
                isOpen = false
            }
        }
        return joined
    }

    /// `96/npu` is `96 per npu`.
    private static func parted(_ word: String) -> [String] {
        guard let slash = word.lastIndex(of: "/"), slash > word.startIndex,
            word[word.index(before: slash)].isNumber,
            case let unit = String(word[word.index(after: slash)...]), Vocabulary.accelerators.contains(unit)
        else { return [word] }
        return [String(word[..<slash]), "per", unit]
    }

    /// The next word, taken.
    mutating func next() -> String? {
        guard place < words.count else { return nil }
        place += 1
        return words[place - 1]
    }

    /// The word a few places on, not taken.
    func peek(_ ahead: Int = 0) -> String? { place + ahead < words.count ? words[place + ahead] : nil }

    /// Passes over words.
    mutating func skip(_ count: Int = 1) { place = min(place + count, words.count) }
}

extension StringProtocol {
    /// Without the characters at the end that a claim holds for.
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
        return self[startIndex..<end]
    }
}
