package import Attestation
package import Crypto
import Foundation
package import SwiftASN1

/// A record with its landmark's signature.
///
///     SignedRecord ::= SEQUENCE {
///         record     RangingRecord,
///         signature  OCTET STRING (SIZE (64)) }  -- Ed25519 over "assay record 2" and the record
package struct SignedRecord: Sendable, Hashable {
    /// The largest has 64 samples and takes about 1,000 bytes.
    package static let sizeLimit = 1_150

    package let record: RangingRecord
    package let signature: [UInt8]

    /// - Throws: when the system's randomness fails.
    package init(_ record: RangingRecord, key: Curve25519.Signing.PrivateKey) throws {
        self.record = record
        signature = Array(try key.signature(for: try Self.message(record)))
    }

    private init(record: RangingRecord, signature: [UInt8]) {
        self.record = record
        self.signature = signature
    }

    /// - Throws: `CanonicalDER.Problem` with what was expected.
    package init(decoding bytes: [UInt8]) throws(CanonicalDER.Problem) {
        self = try CanonicalDER.decode(from: bytes, limit: Self.sizeLimit)
    }

    /// The DER.
    package var encoded: [UInt8] { (try? CanonicalDER.encode(self)) ?? [] }

    private static func message(_ record: RangingRecord) throws -> [UInt8] {
        Array("assay record 2".utf8) + (try CanonicalDER.encode(record))
    }

    package func isSigned(by landmark: Landmark) -> Bool {
        guard let message = try? Self.message(record) else { return false }
        return SessionKey.isValid(signature, for: message, by: landmark.key)
    }
}

extension SignedRecord: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            SignedRecord(
                record: try RangingRecord(derEncoded: &nodes),
                signature: try CanonicalDER.octets(&nodes, count: 64, "record's signature"))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(record)
            try coder.serialize(ASN1OctetString(contentBytes: signature[...]))
        }
    }
}
