/// How alike two words are.
enum WordLikeness {
    /// Why two words count as one.
    enum Reason: Sendable {
        case same, plural, sound, edit, joined
    }

    /// The shortest words that are compared by their sound.
    static let shortestSound = 5
    /// The shortest words that are known by their stem, but for words of a trade.
    static let shortestPlural = 6

    /// What is known of the first of two words.
    enum Standing: Sendable {
        /// Nobody's word: perhaps another one, misspelt.
        case unknown
        /// A word of its own, of names or of the list: less likely another one, misspelt.
        case known
        /// A company's own word: no other one.
        case brand
    }

    /// How much two words are one: 1 for the same word; nil for words that aren't one another.
    static func of(
        _ first: [UInt8], _ second: [UInt8], standing: Standing
    ) -> (value: Double, reason: Reason)? {
        if first == second { return (1, .same) }
        let shorter = min(first.count, second.count)
        let longer = max(first.count, second.count)
        guard standing != .brand else { return nil }
        if isNumeric(first) || isNumeric(second) {
            return haveOneNumber(first, second) && isOneEdit(first, second) ? (0.9, .edit) : nil
        }
        // A short name isn't the plural of another: ‘Elia’ isn't ‘Elias’.
        if shorter >= shortestPlural || PartyName.isTradeWord(first),
            PartyName.stem(of: first) == PartyName.stem(of: second)
        {
            return (0.98, .plural)
        }
        // Two short words that both mean something aren't one.
        guard longer >= 4 || standing == .unknown else { return nil }
        var best: (value: Double, reason: Reason)?
        if longer - shorter <= 1, longer >= 3, isOneEdit(first, second) {
            var cost = editCost(longer)
            // The same letters in another order can hardly be another word.
            if first.count == second.count, hasSameLetters(first, second) { cost *= 0.6 }
            var value = 1 - cost
            if first.first != second.first { value *= 0.98 }
            if standing == .known { value *= 0.7 }
            best = (value, .edit)
        }
        if shorter >= shortestSound, longer > shortestSound, best.map({ $0.value < 0.9 }) ?? true,
            WordSound.key(first) == WordSound.key(second)
        {
            best = (0.9, .sound)
        }
        return best
    }

    /// One letter of a short word is more of what tells it from others than of its length.
    private static func editCost(_ length: Int) -> Double {
        length <= 3 ? 0.5 : length == 4 ? 0.3 : length == 5 ? 0.18 : 1 / Double(length)
    }

    private static func hasSameLetters(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        first.reduce(0) { $0 &+ Int($1) } == second.reduce(0) { $0 &+ Int($1) }
    }

    /// Whether two words hold the same digits, enough of them for a number of somebody's: then only letters differ.
    static func haveOneNumber(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        let digits = first.filter { $0 < 0x3A }
        return digits.count >= 3 && digits == second.filter { $0 < 0x3A }
    }

    static func isNumeric(_ word: [UInt8]) -> Bool { word.contains { $0 < 0x3A } }

    /// Whether one letter put in, left out or replaced, or two neighbours exchanged, makes one word of the other
    /// (optimal string alignment at a distance of 1).
    static func isOneEdit(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        if first.count > second.count { return isOneEdit(second, first) }
        guard second.count - first.count <= 1 else { return false }
        var start = 0
        while start < first.count, first[start] == second[start] { start += 1 }
        var end = 0
        while end < first.count - start, first[first.count - 1 - end] == second[second.count - 1 - end] { end += 1 }
        let left = first.count - start - end
        let right = second.count - start - end
        if first.count == second.count {
            if left == 1 { return true }
            return left == 2 && first[start] == second[start + 1] && first[start + 1] == second[start]
        }
        return left == 0 && right == 1
    }
}
