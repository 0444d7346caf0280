import Foundation

/// A name as words of lower-case letters a–z and digits, without accents and punctuation, in its own order.
///
/// Unicode's compatibility form first (NFKD), then other scripts in Latin letters, Chinese characters by
/// `HanNames`. An apostrophe joins (‘Mo'er’ is ‘moer’), dots inside abbreviations join (‘L.L.C.’ is ‘llc’), all other
/// punctuation parts words.
enum NameFolding {
    /// At most so many words and bytes of a word are looked at.
    static let mostWords = 48
    static let longestWord = 64

    static func words(of name: String) -> [[UInt8]] {
        var name = name
        if let words = name.utf8.withContiguousStorageIfAvailable(asciiWords), let words { return words }
        name.makeContiguousUTF8()
        return name.utf8.withContiguousStorageIfAvailable(asciiWords).flatMap(\.self) ?? foreignWords(name)
    }

    /// Nil when the name isn't ASCII.
    private static func asciiWords(_ bytes: UnsafeBufferPointer<UInt8>) -> [[UInt8]]? {
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var letters = 0  // single letters with dots behind them that stand at the end of `words`
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func end(withDot: Bool) {
            defer { if !withDot { letters = 0 } }
            guard !word.isEmpty else { return }
            defer { word = [] }
            if letters > 0, word.count == 1, let last = words.indices.last, words[last].count < longestWord {
                words[last] += word
                if withDot { letters += 1 }
                return
            }
            guard words.count < mostWords else { return }
            letters = withDot && word.count == 1 ? 1 : 0
            words.append(Array(word.prefix(longestWord)))
        }
        for byte in bytes {
            if isLetter(byte) {
                word.append(byte | 0x20)
            } else if isDigit(byte) {
                word.append(byte)
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                continue
            } else if byte == UInt8(ascii: ".") {
                end(withDot: true)
            } else if byte == UInt8(ascii: "&") {
                end(withDot: false)
                word = Array("and".utf8)
                end(withDot: false)
            } else {
                end(withDot: false)
            }
        }
        end(withDot: false)
        return words
    }

    private static func foreignWords(_ name: String) -> [[UInt8]] {
        var text = String(name.prefix(2_000))
        if text.unicodeScalars.contains(where: HanNames.isHan) { text = HanNames.romanised(text) }
        var folded = latin(text)
        if folded.unicodeScalars.contains(where: { $0.properties.isAlphabetic && !$0.isASCII }) {
            folded = latin(folded.applyingTransform(.toLatin, reverse: false) ?? folded)
        }
        let bytes = folded.unicodeScalars.map { UInt8(exactly: $0.value).flatMap { $0 < 0x80 ? $0 : nil } ?? 0x20 }
        return bytes.withUnsafeBufferPointer(asciiWords) ?? []
    }

    /// Without marks, and with the letters that don't come apart written as people do without them.
    private static func latin(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            if let plain = letters[scalar] {
                result.append(contentsOf: plain.unicodeScalars)
                continue
            }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark, .modifierLetter, .format: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static let letters: [Unicode.Scalar: String] = [
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae",
        "œ": "oe",
        "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ħ": "h", "Ħ": "h", "’": "'", "‘": "'", "ʼ": "'",
        "ʻ": "'", "´": "'", "ə": "a", "Ə": "a", "ь": "", "Ь": "", "ъ": "", "Ъ": "", "\u{2B9}": "", "\u{2BA}": "",
    ]
}
