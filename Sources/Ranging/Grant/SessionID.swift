import Attestation

/// The random 16 bytes that name a session.
package struct SessionID: Sendable, Hashable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// A fresh random one.
    package init() {
        var random = SystemRandomNumberGenerator()
        high = random.next()
        low = random.next()
    }

    /// Nil unless there are 16 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads 16 bytes of a datagram without copying them; nil when they aren't there.
    init?(_ datagram: UnsafeRawBufferPointer, at offset: Int) {
        guard offset >= 0, datagram.count >= 16, offset <= datagram.count - 16 else { return nil }
        high = UInt64(bigEndian: datagram.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        low = UInt64(bigEndian: datagram.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    /// The sixteen bytes in order, for digests that take memory.
    var raw: (UInt64, UInt64) { (high.bigEndian, low.bigEndian) }

    /// In hex.
    package var description: String { Hex.string(bytes) }
}
