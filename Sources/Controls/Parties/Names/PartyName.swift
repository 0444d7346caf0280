/// A party's name in the form that names are compared in: folded words in order, each with its class.
package struct PartyName: Sendable, Equatable {
    package struct Word: Sendable, Equatable {
        package let bytes: [UInt8]
        package let kind: WordClass

        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    package let words: [Word]

    init(words: [Word]) { self.words = words }

    package init(_ text: String) { words = Self.withIdentity(Self.classified(text)) }

    /// The words with their classes as they are, whether or not one of them identifies.
    static func classified(_ text: String) -> [Word] {
        let folded = NameFolding.words(of: text)
        let phrase = legalPhrases(folded)
        var words: [Word] = []
        words.reserveCapacity(folded.count)
        for (index, bytes) in folded.enumerated() {
            let isAtEnd =
                index == 0 || index + 2 >= folded.count || folded[index...].allSatisfy { Self.isLegalAtEnd($0) }
            let kind: WordClass =
                if phrase[index] || LegalForms.anywhere.contains(bytes)
                    || (isAtEnd && LegalForms.atEnds.contains(bytes))
                {
                    .legal
                } else {
                    Self.kind(of: bytes)
                }
            words.append(Word(bytes: bytes, kind: kind))
        }
        return words
    }

    /// A name of nothing but common words is known by them.
    private static func withIdentity(_ words: [Word]) -> [Word] {
        guard !words.contains(where: { $0.kind == .own }) else { return words }
        let hasWords = words.contains { $0.kind != .legal && $0.kind != .particle }
        return words.map { word in
            !hasWords || (word.kind != .legal && word.kind != .particle) ? Word(bytes: word.bytes, kind: .own) : word
        }
    }

    /// Whether the name says of itself that it is a company's. Two letters may be anything.
    package var hasLegalForm: Bool { words.contains { $0.kind == .legal && $0.bytes.count >= 3 } }

    private static func kind(of word: [UInt8]) -> WordClass {
        if word.count == 1 { return WordLikeness.isNumeric(word) ? .own : .particle }
        if WordClasses.particles.contains(word) { return .particle }
        if WordClasses.places.contains(word) { return .place }
        let stem = stem(of: word)
        if WordClasses.generic.contains(stem) || WordClasses.generic.contains(word) { return .generic }
        return WordClasses.institutions.contains(stem) ? .institution : .own
    }

    /// Whether a word describes a trade or a body, in whichever form.
    static func isTradeWord(_ word: [UInt8]) -> Bool {
        let stem = stem(of: word)
        return WordClasses.generic.contains(stem) || WordClasses.institutions.contains(stem)
    }

    /// A word that may be a legal form, misspelt: it stands where legal forms stand and is one letter from one.
    static func looksLegal(_ index: Int, in words: [Word]) -> Bool {
        let word = words[index].bytes
        if LegalForms.areJoined(in: word) { return true }
        guard word.count >= 2, !WordLikeness.isNumeric(word),
            index == 0 || words[(index + 1)...].allSatisfy({ $0.kind == .legal || $0.bytes.count <= 4 })
        else { return false }
        return LegalForms.usual.contains { WordLikeness.isOneEdit(word, $0) }
    }

    private static func isLegalAtEnd(_ word: [UInt8]) -> Bool {
        LegalForms.atEnds.contains(word) || LegalForms.anywhere.contains(word)
    }

    /// One form for a word, its plural and what it is shortened to.
    static func stem(of word: [UInt8]) -> [UInt8] {
        if let whole = WordClasses.synonyms[word] { return whole }
        let singular = singular(of: word)
        return WordClasses.synonyms[singular] ?? singular
    }

    private static func singular(of word: [UInt8]) -> [UInt8] {
        guard word.count >= 5, word.last == UInt8(ascii: "s") else { return word }
        if word.hasSuffix("ies") { return Array(word.dropLast(3)) + [UInt8(ascii: "y")] }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        return Array(word.dropLast())
    }

    private static func legalPhrases(_ words: [[UInt8]]) -> [Bool] {
        var isLegal = [Bool](repeating: false, count: words.count)
        for phrase in phrases where phrase.count <= words.count {
            for start in 0...(words.count - phrase.count)
            where zip(phrase.indices, phrase).allSatisfy({ words[start + $0] == $1 }) {
                for index in phrase.indices { isLegal[start + index] = true }
            }
        }
        return isLegal
    }

    private static let phrases = LegalForms.phrases.map { $0.map { Array($0.utf8) } }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { suffix($0.count).elementsEqual($0) }
    }
}
