import Crypto
package import Foundation

/// A SHA-256 hash of a leaf or of a node of a Merkle tree, 32 bytes.
///
/// Leaves and nodes are hashed with different first bytes (RFC 9162, section 2.1.1), so that neither can be
/// passed off as the other.
package struct TreeHash: Sendable, Hashable, CustomStringConvertible {
    /// The bytes of any hash.
    package static let byteCount = 32

    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    // The 32 bytes as they lie in memory; the words have no meaning as numbers.
    private let words: SIMD4<UInt64>

    /// A hash from its bytes; nil unless there are exactly 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var words = SIMD4<UInt64>()
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.words = words
    }

    /// A hash from 64 hexadecimal digits in either case; nil for anything else.
    package init?(hexadecimal text: String) {
        let digits = text.utf8.compactMap { byte in
            byte < 0x80 ? Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) : nil
        }
        guard digits.count == 2 * Self.byteCount, text.utf8.count == digits.count else { return nil }
        self.init(bytes: stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    private init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// SHA-256(0x00 ‖ data): the hash of an entry of the log.
    package static func leaf(_ data: some DataProtocol) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0x00)) { hasher.update(bufferPointer: $0) }
        hasher.update(data: data)
        return TreeHash(hasher.finalize())
    }

    /// SHA-256(0x01 ‖ left ‖ right): the hash of two neighbouring subtrees.
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0x01)) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: left.words) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: right.words) { hasher.update(bufferPointer: $0) }
        return TreeHash(hasher.finalize())
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// 64 hexadecimal digits in lower case.
    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
