/// A name that is looked for, with every word of the list that one of its words may be.
struct PreparedName {
    /// One or more neighbouring words of the name looked for, as a word of the list.
    struct Match {
        /// Which words of the name looked for, as bits.
        let places: UInt64
        let value: Double
        let reason: WordLikeness.Reason
    }

    private(set) var name: PartyName
    /// By the number of a word of the list.
    private(set) var matches: [UInt32: [Match]] = [:]
    /// By the hash of two or three words of the list, written as one.
    private(set) var joins: [UInt64: Match] = [:]
    /// How rare each word is, which is what it weighs when nothing answers it.
    let rarities: [Double]
    /// Which words are words of their own, as bits.
    private(set) var known: UInt64 = 0
    /// Which words are legal forms that say that this is a company, as bits.
    let legalForms: UInt64
    /// Which words have letters that hardly go together, as bits.
    private(set) var slips: UInt64 = 0
    /// The name without blanks.
    let letters: [UInt8]

    /// - Parameter looksAtAll: weighs every word of the list instead of those under the word's keys: the slow way that
    ///   the index is held against.
    init(_ name: PartyName, index: NameIndex, looksAtAll: Bool = false) {
        var words = name.words
        legalForms = words.indices.prefix(64).reduce(0) { bits, place in
            words[place].kind == .legal && words[place].bytes.count >= 3 ? bits | 1 << UInt64(place) : bits
        }
        var standings: [WordLikeness.Standing] = []
        var rarities: [Double] = []
        for place in words.indices {
            let number = index.number(of: words[place].bytes)
            let isCommon = CommonWords.contains(words[place].bytes)
            let isBrand = Brands.all.contains(words[place].bytes)
            let least = NameScoring.knownFrequency(words[place].bytes)
            let isKnown = isCommon || number.map { index.frequency[Int($0)] >= least } ?? false
            standings.append(isBrand ? .brand : isKnown ? .known : .unknown)
            rarities.append(
                number.map { index.rarity[Int($0)] }
                    ?? NameScoring.lengthShare(words[place].bytes, isKnown: isCommon))
            let isAmongLegal =
                (place > 0 && words[place - 1].kind == .legal)
                || (place + 1 < words.count && words[place + 1].kind == .legal)
            let isRare = number.map { index.frequency[Int($0)] < 4 } ?? true
            if !isCommon, isAmongLegal || isRare && words[place].bytes.count >= 3, words[place].kind == .own,
                PartyName.looksLegal(place, in: words), words.count(where: { $0.kind == .own }) > 1
            {
                words[place] = PartyName.Word(bytes: words[place].bytes, kind: .legal)
            }
        }
        let name = PartyName(words: words)
        self.name = name
        self.rarities = rarities
        letters = Array(words.map(\.bytes).joined())
        for (place, standing) in standings.enumerated() where place < 64 && standing != .unknown {
            known |= 1 << UInt64(place)
        }
        for (place, word) in name.words.enumerated() where place < 64 {
            if standings[place] == .unknown, index.triples.isSlip(word.bytes) { slips |= 1 << UInt64(place) }
            func weigh(_ number: UInt32) {
                guard
                    let likeness = WordLikeness.of(
                        word.bytes, index.words[Int(number)], standing: standings[place])
                else { return }
                add(Match(places: 1 << UInt64(place), value: likeness.value, reason: likeness.reason), for: number)
            }
            if looksAtAll {
                for number in index.words.indices { weigh(UInt32(number)) }
            } else {
                index.forEachCandidate(like: word.bytes, weigh)
            }
        }
        addJoins(index, standings)
    }

    /// The letters of some of its words.
    func length(of places: UInt64) -> Int {
        name.words.indices.reduce(0) { $0 + (places & (1 << UInt64($1)) != 0 ? name.words[$1].bytes.count : 0) }
    }

    private mutating func add(_ match: Match, for number: UInt32) {
        guard let known = matches[number] else {
            matches[number] = [match]
            return
        }
        if !known.contains(where: { $0.places == match.places }) { matches[number] = known + [match] }
    }

    /// Blanks too many, too few, and in other places.
    private mutating func addJoins(_ index: NameIndex, _ standings: [WordLikeness.Standing]) {
        let words = name.words
        for start in words.indices where start < 64 {
            for count in 2...NameJoins.most where start + count <= min(words.count, 64) {
                let parts = words[start..<(start + count)]
                let joined = Array(parts.map(\.bytes).joined())
                guard parts.contains(where: \.kind.identifies),
                    NameScoring.mayJoin(parts.map(\.kind), length: joined.count)
                else { continue }
                let match = Match(
                    places: ((UInt64(1) << UInt64(count)) - 1) << UInt64(start), value: NameScoring.joinedValue,
                    reason: .joined)
                joins[WordKeys.hash(joined)] = match
                if let number = index.number(of: joined) { add(match, for: number) }
            }
            // One word here is several in the list; one letter of it may be wrong where the blank was.
            let word = words[start].bytes
            guard word.count >= NameScoring.shortestJoin, words[start].kind.identifies, standings[start] != .brand
            else { continue }
            let place = UInt64(1) << UInt64(start)
            joins[WordKeys.hash(word)] = Match(places: place, value: NameScoring.joinedValue, reason: .joined)
            WordKeys.deletions(of: word, keepsDigits: true) { hash in
                if joins[hash] == nil {
                    joins[hash] = Match(places: place, value: NameScoring.misjoinedValue, reason: .joined)
                }
            }
        }
    }
}
