/// Keys under which words that may be one word are found: the word, the word without each of its letters, and its sound.
///
/// Two words one edit apart share such a key: that is the symmetric deletion index (W. Garbe, SymSpell, 2012) at a
/// distance of 1. A key is 40 bits of a 64-bit FNV-1a hash: what shares a key by chance is weighed and dropped.
enum WordKeys {
    static let bits: UInt64 = 24
    /// The most things that a key can point to.
    static let limit = 1 << 24

    private static let start: UInt64 = 0xcbf2_9ce4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01b3

    /// FNV-1a (Fowler, Noll, Vo).
    static func hash(_ bytes: some Sequence<UInt8>, from start: UInt64 = start) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* prime }
        return hash
    }

    /// A key with what it points to.
    static func entry(_ hash: UInt64, _ target: UInt32) -> UInt64 {
        (hash & ~(UInt64(limit) - 1)) | (UInt64(target) & (UInt64(limit) - 1))
    }

    static func deletions(of word: [UInt8], keepsDigits: Bool = false, _ body: (UInt64) -> Void) {
        body(hash(word))
        guard word.count >= 2 else { return }
        for left in word.indices
        where (left == 0 || word[left] != word[left - 1]) && !(keepsDigits && word[left] < 0x3A) {
            var hash = Self.start
            for index in word.indices where index != left { hash = (hash ^ UInt64(word[index])) &* prime }
            body(hash)
        }
    }

    static func sound(of word: [UInt8]) -> UInt64 { hash(WordSound.key(word), from: ~start) }

    static func stem(of word: [UInt8]) -> UInt64 { hash(PartyName.stem(of: word), from: start ^ 0x5555) }

    /// Words written as one.
    static func joined(_ words: some Sequence<[UInt8]>) -> UInt64 {
        words.reduce(start) { hash($1, from: $0) }
    }
}

/// Sorted keys with what each points to.
struct KeyTable: Sendable {
    private let entries: [UInt64]

    init(_ entries: consuming [UInt64]) {
        entries.sort()
        self.entries = entries
    }

    /// Everything under a key; things under other keys of the same 40 bits may be among them.
    func forEach(_ hash: UInt64, _ body: (UInt32) -> Void) {
        let low = WordKeys.entry(hash, 0)
        let mask = UInt64(WordKeys.limit) - 1
        var first = 0
        var last = entries.count
        while first < last {
            let middle = (first + last) / 2
            if entries[middle] < low { first = middle + 1 } else { last = middle }
        }
        while first < entries.count, entries[first] & ~mask == low {
            body(UInt32(entries[first] & mask))
            first += 1
        }
    }
}
