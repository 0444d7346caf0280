/// The numbers that names are weighed with. Calibrated on the list itself with `assay evaluate screening`; see
/// docs/decisions.
package enum NameScoring {
    /// The least that a word's rarity counts, however common it is.
    static let leastRarity = 0.25
    /// What blanks in other places leave of a likeness.
    static let joinedValue = 0.97
    /// The same with one letter where the blank should be.
    static let misjoinedValue = 0.9
    /// The shortest word that may be several written as one.
    static let shortestJoin = 3
    /// The same where a legal form is one of them.
    static let shortestLegalJoin = 8
    /// Words so short are abbreviations of many: like common words they identify nobody by themselves.
    static let longestAbbreviation = 4
    /// What is left where common words alone are shared and others stand beside them, unless the country is the same.
    static let weakFactor = 0.85
    /// What is left where no word of a name's own is quite the same and those that are alike are this short.
    static let looseFactor = 0.88
    /// What is left where one word is shared and each name goes on in another trade: ‘Maroc Telecom’, ‘Maroc Trading’.
    static let otherTradeFactor = 0.9
    static let looseLetters = 6
    static let looseSoundLetters = 7
    /// Words in another order.
    static let orderFactor = 0.98
    /// Words in another order, of which some aren't the same.
    static let looseOrderFactor = 0.93
    /// From this likeness on a word counts as answered in full.
    static let answered = 0.95
    /// The least score of a listed name that carries the whole name looked for, which the list uses alone elsewhere.
    static let carried = 0.84
    /// So many parties of one name, each with its own place or trade, are a family.
    static let family = 2
    /// The share of words of a trade, a place or an institution that counts where nothing but common words is shared:
    /// ‘First Star Shipping’ and ‘Star Trading’ aren't one.
    static let fullShare = 0.8

    /// The score of a whole name, legal form and all, that is one letter from a listed one: of how many letters it must
    /// be, and of how many when words of it are words of their own (‘Maria Lopez’ isn't ‘Mario Lopez’).
    static let wholeLength = 8
    static let wholeNumberLength = 6
    static let wholeKnownLength = 14
    static let longLength = 12
    static let wholeValue = 0.84
    static let wholeLongValue = 0.88

    /// Whether words may be written as one by mistake: something of the name's own must be among them, and enough of it
    /// when there is a legal form too.
    static func mayJoin(_ kinds: [WordClass], length: Int) -> Bool {
        guard length >= shortestJoin, kinds.contains(where: { $0.identifies || $0.isDescriptive }) else { return false }
        return !kinds.contains(.legal) || length >= shortestLegalJoin
    }

    /// From how many names on a word of the list is one that people write on purpose. Of three letters most are
    /// somebody's abbreviation.
    static func knownFrequency(_ word: [UInt8]) -> UInt32 { word.count <= 3 ? 20 : 2 }

    /// Short words tell little: there are few of them. A short one that nobody knows is a slip as likely as not.
    static func lengthShare(_ word: [UInt8], isKnown: Bool) -> Double {
        word.count <= 2 ? (isKnown ? 0.7 : 0.35) : word.count == 3 ? (isKnown ? 0.85 : 0.6) : 1
    }
}

/// How a name looked for and a listed one compare.
struct NameComparison {
    var score: Double
    /// The score when both parties are of one country.
    var scoreInOneCountry: Double
    /// Nothing of the listed name is left but its legal form, and every word of it is the same.
    var isWholeListed: Bool
    /// Which words of the name looked for were answered, as bits.
    var answered: UInt64
    /// Every identifying word of the name looked for is answered by the listed name.
    var coversQuery: Bool
    /// Every identifying word of the listed name is answered.
    var coversListed: Bool
    var pairs: [Pair]

    struct Pair {
        let places: UInt64
        /// Words of the listed name, by place.
        let listed: Range<Int>
        let value: Double
        let reason: WordLikeness.Reason
    }

    /// Nothing but words that many bear is shared.
    var isCommonOnly: Bool
    /// Nothing of the name looked for is left but its legal form.
    var leavesNothing: Bool

    /// Which of a party's names is the best.
    var rank: Double { score + scoreInOneCountry }

    /// Both names have the same words of their own.
    var hasSameCore: Bool { coversQuery && coversListed }
}

extension NameIndex {
    /// Weighs a listed name; nil when no identifying word of it is answered.
    func compare(_ query: PreparedName, with name: Int, checksJoins: Bool) -> NameComparison? {
        var listed: [(word: Int, kind: WordClass)] = []
        forEachWord(of: name) { listed.append(($0, $1)) }
        var possible: [(pair: NameComparison.Pair, weight: Double)] = []
        for (place, item) in listed.enumerated() {
            guard let matches = query.matches[UInt32(item.word)] else { continue }
            for match in matches {
                let pair = NameComparison.Pair(
                    places: match.places, listed: place..<(place + 1), value: match.value, reason: match.reason)
                possible.append((pair, item.kind.share * rarity[item.word] * match.value))
            }
        }
        if checksJoins {
            NameJoins.forEach(0..<listed.count, word: { words[listed[$0].word] }) { start, count, hash in
                guard let match = query.joins[hash] else { return }
                let parts = listed[start..<(start + count)]
                let length = parts.reduce(0) { $0 + words[$1.word].count }
                guard NameScoring.mayJoin(parts.map(\.kind), length: length),
                    !isSame(query.name.words, match.places, parts.map(\.word))
                else { return }
                let weight = listed[start..<(start + count)].reduce(0) { $0 + $1.kind.share * rarity[$1.word] }
                let pair = NameComparison.Pair(
                    places: match.places, listed: start..<(start + count), value: match.value, reason: match.reason)
                possible.append((pair, weight * match.value))
            }
        }
        guard !possible.isEmpty else { return nil }
        // The weightiest pairs first; no word is used twice.
        possible.sort { ($0.weight, $1.pair.listed.lowerBound) > ($1.weight, $0.pair.listed.lowerBound) }
        var usedQuery: UInt64 = 0
        var usedListed: UInt64 = 0
        var pairs: [NameComparison.Pair] = []
        for (pair, _) in possible {
            let places = ((UInt64(1) << UInt64(pair.listed.count)) - 1) << UInt64(pair.listed.lowerBound)
            guard usedQuery & pair.places == 0, usedListed & places == 0 else { continue }
            usedQuery |= pair.places
            usedListed |= places
            pairs.append(pair)
        }
        var comparison = weigh(query, listed, pairs, usedQuery, usedListed)
        if let score = comparison?.score, score > 0.4, score < NameScoring.wholeLongValue,
            let whole = wholeLikeness(query, listed.map(\.word), pairs, comparison?.isCommonOnly ?? true)
        {
            comparison?.score = max(score, whole)
            comparison?.scoreInOneCountry = max(score, whole)
        }
        return comparison
    }

    /// The likeness of the names written without blanks; nil unless one letter at most differs, and no digit.
    private func wholeLikeness(
        _ query: PreparedName, _ listed: [Int], _ pairs: [NameComparison.Pair], _ isCommonOnly: Bool
    ) -> Double? {
        let ours = query.letters
        let length = listed.reduce(0) { $0 + words[$1].count }
        guard max(ours.count, length) >= NameScoring.wholeNumberLength, abs(length - ours.count) <= 1 else {
            return nil
        }
        var theirs: [UInt8] = []
        theirs.reserveCapacity(length)
        for word in listed { theirs += words[word] }
        if ours == theirs { return NameScoring.joinedValue }
        guard WordLikeness.isOneEdit(ours, theirs), ours.filter(Self.isDigit) == theirs.filter(Self.isDigit) else {
            return nil
        }
        if WordLikeness.haveOneNumber(ours, theirs) { return NameScoring.wholeValue }
        guard ours.count >= NameScoring.wholeLength else { return nil }
        var same: UInt64 = 0
        for pair in pairs where pair.reason == .same { same |= pair.places }
        if ours.count < NameScoring.wholeKnownLength || isCommonOnly, query.known & ~same != 0 { return nil }
        return ours.count < NameScoring.longLength ? NameScoring.wholeValue : NameScoring.wholeLongValue
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte < 0x3A }

    private func weigh(
        _ query: PreparedName, _ listed: [(word: Int, kind: WordClass)], _ pairs: [NameComparison.Pair],
        _ usedQuery: UInt64, _ usedListed: UInt64
    ) -> NameComparison? {
        var isIdentified = false
        // A common word, or an inexact one among common ones, identifies nobody by itself.
        var isCommonOnly = true
        var looseLetters = 0
        var same = 0
        var isBySound = false
        var isSlip = false
        var isLoose = true
        var fullQuery: UInt64 = 0
        var fullListed: UInt64 = 0
        for pair in pairs {
            for place in pair.listed {
                if listed[place].kind.identifies {
                    isIdentified = true
                    looseLetters += min(words[listed[place].word].count, query.length(of: pair.places))
                    if pair.reason == .sound { isBySound = true }
                    if query.slips & pair.places != 0 { isSlip = true }
                    if pair.value >= NameScoring.answered { isLoose = false }
                    if pair.value >= NameScoring.answered {
                        same += 1
                        if !isCommon[listed[place].word] { isCommonOnly = false }
                    }
                }
                if pair.value >= NameScoring.answered { fullListed |= 1 << UInt64(place) }
            }
            if pair.value >= NameScoring.answered { fullQuery |= pair.places }
        }
        guard isIdentified else { return nil }
        func share(_ kind: WordClass) -> Double {
            isCommonOnly && kind.isDescriptive ? NameScoring.fullShare : kind.share
        }
        func weight(_ place: Int) -> Double { share(listed[place].kind) * rarity[listed[place].word] }
        var answered = 0.0
        var shared = 0.0
        for pair in pairs {
            for place in pair.listed {
                shared += weight(place)
                answered += weight(place) * pair.value
            }
        }
        var unansweredQuery = 0.0
        var coversQuery = true
        var leavesNothing = true
        var tradesQuery = false
        var tradesListed = false
        for (place, word) in query.name.words.enumerated() {
            if usedQuery & (1 << UInt64(place)) == 0 {
                unansweredQuery += share(word.kind) * query.rarities[place]
                if word.kind != .legal, word.kind != .particle { leavesNothing = false }
                if word.kind == .generic || word.kind == .institution { tradesQuery = true }
            }
            if word.kind.identifies, fullQuery & (1 << UInt64(place)) == 0 { coversQuery = false }
        }
        var unansweredListed = 0.0
        var coversListed = true
        var isWholeListed = true
        for (place, item) in listed.enumerated() {
            if usedListed & (1 << UInt64(place)) == 0 {
                unansweredListed += weight(place)
                if item.kind != .legal, item.kind != .particle { isWholeListed = false }
                if item.kind == .generic || item.kind == .institution { tradesListed = true }
            }
            if item.kind.identifies, fullListed & (1 << UInt64(place)) == 0 { coversListed = false }
        }
        let query = shared + unansweredQuery
        let whole = shared + unansweredListed
        let least = min(answered / query, answered / whole)
        let both = 2 * answered / (query + whole)
        var score = (least + both) / 2
        let isExact = pairs.allSatisfy { $0.value >= NameScoring.answered }
        if !isInOrder(pairs) {
            score *= isExact ? NameScoring.orderFactor : NameScoring.looseOrderFactor
        }
        if isLoose,
            looseLetters <= NameScoring.looseLetters && !isSlip
                || isBySound && looseLetters < NameScoring.looseSoundLetters
        {
            score *= NameScoring.looseFactor
        }
        // Two common words together are somebody's own: ‘Moore Threads’.
        if same < 2, tradesQuery, tradesListed { score *= NameScoring.otherTradeFactor }
        let isWeak = isCommonOnly && same < 2 && !(leavesNothing && isWholeListed)
        return NameComparison(
            score: isWeak ? score * NameScoring.weakFactor : score, scoreInOneCountry: score,
            isWholeListed: isWholeListed && isExact, answered: usedQuery, coversQuery: coversQuery,
            coversListed: coversListed, pairs: pairs,
            isCommonOnly: isCommonOnly, leavesNothing: leavesNothing)
    }

    /// Whether the words stand apart in both names alike: then nothing was joined.
    private func isSame(_ ours: [PartyName.Word], _ places: UInt64, _ theirs: [Int]) -> Bool {
        let first = places.trailingZeroBitCount
        return places.nonzeroBitCount == theirs.count
            && theirs.indices.allSatisfy { ours[first + $0].bytes == words[theirs[$0]] }
    }

    private func isInOrder(_ pairs: [NameComparison.Pair]) -> Bool {
        let sorted = pairs.sorted { $0.listed.lowerBound < $1.listed.lowerBound }
        return zip(sorted, sorted.dropFirst()).allSatisfy {
            $0.places.trailingZeroBitCount < $1.places.trailingZeroBitCount
        }
    }
}
