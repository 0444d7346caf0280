import Attestation
import Crypto
import Foundation

/// The fresh Ed25519 key that a prover makes for one session. The device's evidence vouches for it, landmarks take
/// hellos by it alone, and it signs the closing.
package struct SessionKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    package init() { key = Curve25519.Signing.PrivateKey() }

    /// A key made before: for examples that must come out the same each time.
    init(key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// 32 bytes.
    package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// - Throws: when the system's randomness fails.
    package func signature(for message: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: message)) }

    /// Whether a signature is by the key with these 32 public bytes.
    package static func isValid(_ signature: [UInt8], for message: [UInt8], by key: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(key)) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    /// Whether 32 bytes are an Ed25519 public key at all.
    package static func isKey(_ bytes: [UInt8]) -> Bool {
        (try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes))) != nil
    }
}
