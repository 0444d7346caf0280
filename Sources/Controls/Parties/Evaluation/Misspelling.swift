package import Quantities

/// One slip of the finger.
package enum Misspelling: String, Sendable, Codable, CaseIterable {
    case insertion, deletion, substitution, transposition

    /// The text with one slip of this kind at a place drawn at random; nil for text that is too short for it.
    package func applied(to text: String, using random: inout SplitMix64) -> String? {
        var letters = Array(text)
        guard letters.count >= 2 else { return nil }
        let place = Int(random.next() % UInt64(letters.count))
        let letter = Self.alphabet[Int(random.next() % UInt64(Self.alphabet.count))]
        switch self {
        case .insertion: letters.insert(letter, at: place)
        case .deletion: letters.remove(at: place)
        case .substitution: letters[place] = letter
        case .transposition:
            let place = min(place, letters.count - 2)
            letters.swapAt(place, place + 1)
        }
        return String(letters)
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
}
