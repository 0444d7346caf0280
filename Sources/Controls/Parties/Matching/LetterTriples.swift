/// How often three letters follow one another in the words of a list, beginnings and ends of words counted as letters.
///
/// A short word with letters that hardly any name has together is a slip of the finger; one whose letters go together
/// is somebody's name.
struct LetterTriples: Sendable {
    /// a to z, the edge of a word, and everything else.
    private static let letters = 28
    private static let edge = 26
    private let counts: [UInt16]

    /// Words below this length are mostly abbreviations, which have any letters together.
    static let shortest = 5
    /// Letters that so few words have together aren't what a name is written with.
    static let fewest: UInt16 = 6

    init(_ words: [[UInt8]]) {
        var counts = [UInt16](repeating: 0, count: Self.letters * Self.letters * Self.letters)
        for word in words where word.count >= Self.shortest {
            Self.forEach(word) { if counts[$0] < .max { counts[$0] += 1 } }
        }
        self.counts = counts
    }

    /// Whether a word has letters together that hardly any other has.
    func isSlip(_ word: [UInt8]) -> Bool {
        var isSlip = false
        Self.forEach(word) { if counts[$0] < Self.fewest { isSlip = true } }
        return isSlip
    }

    private static func forEach(_ word: [UInt8], _ body: (Int) -> Void) {
        var first = edge
        var second = edge
        for byte in word + [0] {
            let letter = byte == 0 ? edge : (97...122).contains(byte) ? Int(byte) - 97 : 27
            body((first * letters + second) * letters + letter)
            first = second
            second = letter
        }
    }
}
