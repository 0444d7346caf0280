import Crypto
import Foundation

/// What stands for a device on a roster: the kind of its evidence, and the key or serial number that the evidence
/// must show.
package struct DeviceIdentity: Sendable, Hashable, Codable {
    package let kind: EvidenceKind
    /// A software key: the Ed25519 public key, 32 bytes. A TPM: the name of its attestation key, 34 bytes. An NVIDIA
    /// device: the serial number of its own certificate, 9 bytes.
    package let key: [UInt8]

    /// Nil unless the key has between 1 and 64 bytes, and of a software key unless it is a valid Ed25519 public key.
    package init?(kind: EvidenceKind, key: some Collection<UInt8>) {
        guard (1...64).contains(key.count), !kind.rawValue.isEmpty, kind.rawValue.utf8.count <= 40 else { return nil }
        if kind == .softwareKey {
            guard key.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: Data(key))) != nil else {
                return nil
            }
        }
        self.kind = kind
        self.key = Array(key)
    }

    /// SHA-256 over the kind, a zero byte and the key: what grants and records carry.
    package var digest: [UInt8] {
        var hash = SHA256()
        hash.update(data: Array(kind.rawValue.utf8) + [0])
        hash.update(data: key)
        return Array(hash.finalize())
    }

    /// The short name that pages and addresses use: the first eight bytes of the digest, in hex.
    package var id: String { Hex.string(digest.prefix(8)) }

    private enum CodingKeys: CodingKey { case kind, key }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decodeIfPresent(EvidenceKind.self, forKey: .kind) ?? .softwareKey
        let key = try container.decode(Data.self, forKey: .key)
        guard let identity = DeviceIdentity(kind: kind, key: key) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not the base64 key of a \(kind) device"))
        }
        self = identity
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(Data(key), forKey: .key)
    }
}
