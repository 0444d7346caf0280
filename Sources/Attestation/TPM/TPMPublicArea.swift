import Crypto
import CryptoExtras
import Foundation

/// The public part of an attestation key (`TPMT_PUBLIC`).
///
/// Read are RSA keys of 2,048 bits with the exponent 65537 and the scheme RSASSA or RSAPSS, and keys on NIST P-256 with
/// ECDSA; SHA-256 throughout, and no symmetric algorithm, as signing keys have none.
package struct TPMPublicArea: Sendable {
    enum Key: Sendable {
        case rsassa(_RSA.Signing.PublicKey)
        case rsapss(_RSA.Signing.PublicKey)
        case ecdsa(P256.Signing.PublicKey)
    }

    /// No key that is read here is larger: an RSA key takes 282 bytes without a policy, and a policy at most 64 more.
    package static let sizeLimit = 512

    /// The key's name: `00 0b` and SHA-256 over these bytes. 34 bytes.
    package let name: [UInt8]
    let attributes: TPMKeyAttributes
    let key: Key

    /// - Throws: `malformed`, or `unsupported` for an algorithm that isn't among those above.
    package init(_ bytes: [UInt8]) throws(EvidenceRefusal) {
        guard bytes.count <= Self.sizeLimit else {
            throw EvidenceRefusal(
                .malformed, "the attestation key has \(bytes.count) bytes; at most \(Self.sizeLimit) are read")
        }
        var reader = TPMReader(bytes, of: "the attestation key")
        let type = try reader.algorithm()
        try reader.expect(.sha256, as: "name algorithm")
        attributes = TPMKeyAttributes(rawValue: try reader.integer())
        _ = try reader.sized("the policy", limit: 64)
        try reader.expect(.null, as: "symmetric algorithm")
        switch type {
        case .rsa: key = try reader.rsaKey()
        case .ecc: key = try reader.ellipticKey()
        default: throw EvidenceRefusal(.unsupported, "the attestation key's type \(type) is neither RSA nor ECC")
        }
        try reader.end()
        name = [0x00, 0x0b] + Array(SHA256.hash(data: bytes))
    }

    /// Every reason for which this key's signature wouldn't be a TPM's word.
    package var faults: [EvidenceFault] { attributes.faults }
}

extension TPMReader {
    fileprivate mutating func expect(_ expected: TPMAlgorithm, as role: String) throws(EvidenceRefusal) {
        let found = try algorithm()
        guard found == expected else {
            throw EvidenceRefusal(.unsupported, "the attestation key's \(role) is \(found); expected \(expected)")
        }
    }

    /// `TPMS_RSA_PARMS` behind its symmetric algorithm, and the modulus.
    fileprivate mutating func rsaKey() throws(EvidenceRefusal) -> TPMPublicArea.Key {
        let scheme = try algorithm()
        guard scheme == .rsassa || scheme == .rsapss else {
            throw EvidenceRefusal(.unsupported, "the attestation key's scheme \(scheme) is neither RSASSA nor RSAPSS")
        }
        try expect(.sha256, as: "hash")
        let bits = try integer(UInt16.self)
        // Zero stands for the default.
        let exponent = try integer(UInt32.self)
        let modulus = try sized("the modulus", limit: 256)
        guard bits == 2048, exponent == 0 || exponent == 65537 else {
            throw EvidenceRefusal(
                .unsupported, "an RSA key of \(bits) bits with the exponent \(exponent) is not read here")
        }
        guard modulus.count == 256, let first = modulus.first, first >= 0x80,
            let key = try? _RSA.Signing.PublicKey(n: modulus, e: [1, 0, 1] as [UInt8])
        else { throw EvidenceRefusal(.malformed, "the attestation key's modulus is not of 2,048 bits") }
        return scheme == .rsassa ? .rsassa(key) : .rsapss(key)
    }

    /// `TPMS_ECC_PARMS` behind its symmetric algorithm, and the point.
    fileprivate mutating func ellipticKey() throws(EvidenceRefusal) -> TPMPublicArea.Key {
        try expect(.ecdsa, as: "scheme")
        try expect(.sha256, as: "hash")
        let curve = try integer(UInt16.self)
        try expect(.null, as: "key derivation")
        let x = try sized("the point", limit: 66)
        let y = try sized("the point", limit: 66)
        guard curve == 0x0003 else {
            throw EvidenceRefusal(.unsupported, "the attestation key's curve \(curve) is not NIST P-256 (3)")
        }
        guard let point = PaddedPair.bytes(x, y), let key = try? P256.Signing.PublicKey(rawRepresentation: point) else {
            throw EvidenceRefusal(.malformed, "the attestation key's point is not on the curve")
        }
        return .ecdsa(key)
    }
}

/// Two numbers of at most 32 bytes as swift-crypto takes points and signatures: 32 bytes each. A TPM may leave leading
/// zeros out.
enum PaddedPair {
    /// Nil when one is longer.
    static func bytes(_ first: [UInt8], _ second: [UInt8]) -> [UInt8]? {
        guard first.count <= 32, second.count <= 32 else { return nil }
        return [first, second].flatMap { [UInt8](repeating: 0, count: 32 - $0.count) + $0 }
    }
}
