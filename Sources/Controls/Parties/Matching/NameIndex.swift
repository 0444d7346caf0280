/// The names of a list, arranged so that those like a given one are found without looking at all.
///
/// Every name is a run of numbers of words; each word knows the names that are recognised by it, and is found under its
/// keys. What the index leaves out could not have reached a threshold: `NameScoring` asks for a word that identifies.
package struct NameIndex: Sendable {
    /// Every word of the list, once.
    let words: [[UInt8]]
    private let numbers: [[UInt8]: UInt32]
    /// How rare each word is: 1 for a word of one name, towards 0 for a word of all.
    let rarity: [Double]
    let triples: LetterTriples
    /// Whether each word is one that many bear.
    let isCommon: [Bool]
    /// In how many names each word stands.
    let frequency: [UInt32]

    private let nameStarts: [UInt32]
    private let nameWords: [UInt32]
    private let nameKinds: [WordClass]
    /// Of each name, its party and which of the party's names it is: 0 the first, then the others.
    let parties: [UInt32]
    let aliases: [UInt16]

    private let postingStarts: [UInt32]
    private let postings: [UInt32]
    private let keys: KeyTable
    private let joins: KeyTable

    var count: Int { parties.count }

    init(_ builder: consuming NameIndexBuilder) {
        let vocabulary = builder.words
        var counts = [UInt32](repeating: 0, count: vocabulary.count)
        var starts = [UInt32](repeating: 0, count: vocabulary.count + 1)
        for name in 0..<builder.parties.count {
            for place in builder.range(of: name) where builder.isFirst(place, of: name) {
                counts[Int(builder.nameWords[place])] += 1
                if builder.nameKinds[place].identifies { starts[Int(builder.nameWords[place]) + 1] += 1 }
            }
        }
        for index in vocabulary.indices { starts[index + 1] += starts[index] }
        var next = starts
        var postings = [UInt32](repeating: 0, count: Int(starts.last ?? 0))
        for name in 0..<builder.parties.count {
            for place in builder.range(of: name)
            where builder.nameKinds[place].identifies && builder.isFirst(place, of: name) {
                let word = Int(builder.nameWords[place])
                postings[Int(next[word])] = UInt32(name)
                next[word] += 1
            }
        }
        let scale = 1 / max(1, Double(builder.parties.count)).logarithm
        words = vocabulary
        triples = LetterTriples(vocabulary)
        numbers = builder.numbers
        frequency = counts
        rarity = zip(counts, vocabulary).map { count, word in
            NameScoring.lengthShare(word, isKnown: count > 1)
                * max(NameScoring.leastRarity, 1 - Double(max(1, count)).logarithm * scale)
        }
        isCommon = vocabulary.map { $0.count <= NameScoring.longestAbbreviation || CommonWords.contains($0) }
        nameStarts = builder.nameStarts
        nameWords = builder.nameWords
        nameKinds = builder.nameKinds
        parties = builder.parties
        aliases = builder.aliases
        postingStarts = starts
        self.postings = postings
        keys = KeyTable(Self.wordKeys(vocabulary))
        joins = KeyTable(builder.joinKeys())
    }

    private static func wordKeys(_ words: [[UInt8]]) -> [UInt64] {
        var entries: [UInt64] = []
        entries.reserveCapacity(words.reduce(0) { $0 + $1.count + 2 })
        for (number, word) in words.enumerated() {
            WordKeys.deletions(of: word, keepsDigits: true) { entries.append(WordKeys.entry($0, UInt32(number))) }
            if word.count >= WordLikeness.shortestSound {
                entries.append(WordKeys.entry(WordKeys.sound(of: word), UInt32(number)))
            }
            if word.count >= 2 {
                entries.append(WordKeys.entry(WordKeys.stem(of: word), UInt32(number)))
            }
        }
        return entries
    }

    func number(of word: [UInt8]) -> UInt32? { numbers[word] }

    /// The words of a name, with their classes.
    func forEachWord(of name: Int, _ body: (_ word: Int, _ kind: WordClass) -> Void) {
        for place in Int(nameStarts[name])..<Int(nameStarts[name + 1]) {
            body(Int(nameWords[place]), nameKinds[place])
        }
    }

    /// The names that a word identifies.
    func names(with word: UInt32) -> ArraySlice<UInt32> {
        postings[Int(postingStarts[Int(word)])..<Int(postingStarts[Int(word) + 1])]
    }

    /// Words that may be like this one.
    func forEachCandidate(like word: [UInt8], _ body: (UInt32) -> Void) {
        if let number = numbers[word] { body(number) }
        WordKeys.deletions(of: word, keepsDigits: true) { keys.forEach($0, body) }
        if word.count >= WordLikeness.shortestSound { keys.forEach(WordKeys.sound(of: word), body) }
        if word.count >= 2 { keys.forEach(WordKeys.stem(of: word), body) }
    }

    /// Names in which neighbouring words, written as one, may be this one.
    func forEachName(joining hash: UInt64, _ body: (UInt32) -> Void) { joins.forEach(hash, body) }
}
