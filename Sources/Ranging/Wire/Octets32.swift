/// Thirty-two bytes that need no allocation: a challenge, or the MAC that answers it.
package struct Octets32: Sendable, Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Zeros.
    package init() { words = (0, 0, 0, 0) }

    /// Nil unless there are 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var iterator = bytes.makeIterator()
        func word() -> UInt64 { (0..<8).reduce(0) { word, _ in word << 8 | UInt64(iterator.next() ?? 0) } }
        words = (word(), word(), word(), word())
    }

    /// Reads them from a datagram; nil when they aren't there.
    init?(_ datagram: UnsafeRawBufferPointer, at offset: Int) {
        guard offset >= 0, datagram.count >= 32, offset <= datagram.count - 32 else { return nil }
        func word(_ index: Int) -> UInt64 {
            UInt64(bigEndian: datagram.loadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self))
        }
        words = (word(0), word(1), word(2), word(3))
    }

    package var bytes: [UInt8] { withBytes { Array($0) } }

    /// Lends the bytes in order.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(
            of: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian), body)
    }

    /// Without a branch that depends on where they differ.
    func isEqualInConstantTime(to other: Octets32) -> Bool {
        let difference =
            (words.0 ^ other.words.0) | (words.1 ^ other.words.1) | (words.2 ^ other.words.2)
            | (words.3 ^ other.words.3)
        return difference == 0
    }

    package static func == (a: Octets32, b: Octets32) -> Bool { a.isEqualInConstantTime(to: b) }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
