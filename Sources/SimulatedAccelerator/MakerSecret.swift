import Crypto
import Foundation

/// The one secret of a maker. All keys and identities of its devices follow from it, so that a demonstration that
/// starts again has the same devices.
struct MakerSecret: Sendable {
    static let byteCount = 48

    private let key: SymmetricKey

    init() { key = SymmetricKey(size: .init(bitCount: Self.byteCount * 8)) }

    /// Nil unless there are 48 bytes.
    init?(rawRepresentation: some Collection<UInt8>) {
        guard rawRepresentation.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: Array(rawRepresentation))
    }

    var rawRepresentation: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// Bytes that belong to the label alone: HKDF with SHA-384 (RFC 5869), the label as its info.
    func bytes(_ count: Int, for label: String) -> [UInt8] {
        HKDF<SHA384>.deriveKey(
            inputKeyMaterial: key, salt: Array("assay simulated maker".utf8), info: Array(label.utf8),
            outputByteCount: count
        )
        .withUnsafeBytes { Array($0) }
    }

    /// - Throws: when the derived number is no P-384 key, which one in 2^190 is not.
    func signingKey(for label: String) throws(SimulationProblem) -> P384.Signing.PrivateKey {
        try SimulationProblem.within("derive the key ‘\(label)’") {
            try P384.Signing.PrivateKey(rawRepresentation: bytes(48, for: label))
        }
    }
}
