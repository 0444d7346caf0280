import Crypto
package import Foundation

/// The public half of the key that stands for a device: Ed25519, 32 bytes.
package struct DeviceIdentity: Sendable, Hashable, Codable {
    package let bytes: [UInt8]

    /// Nil unless it is a valid Ed25519 public key.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes))) != nil else {
            return nil
        }
        self.bytes = Array(bytes)
    }

    /// The short name that pages and addresses use: the first eight bytes of the key's digest, in hex.
    package var id: String {
        SHA256.hash(data: bytes).prefix(8).map { Hex.byte($0) }.joined()
    }

    /// Whether a signature over the message is this device's.
    package func isValid(signature: some DataProtocol, for message: some DataProtocol) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes)) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    package init(from decoder: any Decoder) throws {
        let data = try decoder.singleValueContainer().decode(Data.self)
        guard let identity = DeviceIdentity(bytes: data) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a base64 Ed25519 public key"))
        }
        self = identity
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(bytes))
    }
}

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

    private init?(key: Curve25519.Signing.PrivateKey) {
        guard let identity = DeviceIdentity(bytes: key.publicKey.rawRepresentation) else { return nil }
        self.key = key
        self.identity = identity
    }

    /// - Throws: when the system's randomness fails.
    package func signature(for message: some DataProtocol) throws -> [UInt8] {
        Array(try key.signature(for: message))
    }
}
