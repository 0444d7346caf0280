/// A set of folded words, written as one text.
struct WordSet: Sendable {
    private let words: Set<[UInt8]>

    init(_ text: String) {
        words = Set(text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
    }

    var all: [[UInt8]] { Array(words) }

    func contains(_ word: [UInt8]) -> Bool { words.contains(word) }
}
