package import Crypto
package import Foundation

/// A device key held in software: assurance level L0. Whoever can read the host's memory can copy it, so it
/// proves where *a holder of the key* is, never where the chip is.
package struct SoftwareDeviceKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    package let identity: DeviceIdentity

    /// A fresh random key; nil only if the key generator yields an invalid public key.
    package init?() {
        self.init(key: Curve25519.Signing.PrivateKey())
    }

    /// The key from its 32 secret bytes; nil when they are no key.
    package init?(rawRepresentation: Data) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: rawRepresentation) else { return nil }
        self.init(key: key)
    }

    /// The secret itself: for a file that only its owner can read.
    package var rawRepresentation: Data { key.rawRepresentation }

    /// A key from elsewhere, such as a file.
    package init?(key: Curve25519.Signing.PrivateKey) {
        guard let identity = DeviceIdentity(kind: .softwareKey, key: key.publicKey.rawRepresentation) else {
            return nil
        }
        self.key = key
        self.identity = identity
    }
}

extension SoftwareDeviceKey: EvidenceSource {
    /// The signature over the label and the 32 bytes, behind the public key.
    ///
    /// - Throws: when the system's randomness fails.
    package func evidence(over nonce: [UInt8]) throws -> [Evidence] {
        let statement = SoftwareKeyStatement(
            key: identity.key, nonce: nonce,
            signature: Array(try key.signature(for: SoftwareKeyStatement.message(nonce: nonce))))
        return [Evidence(kind: .softwareKey, body: try CanonicalDER.encode(statement))]
    }
}
