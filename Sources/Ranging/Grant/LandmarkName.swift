import Attestation
import Crypto
package import SwiftASN1

/// A landmark in eight bytes: the first of its key's SHA-256. Short enough for a grant in one datagram; to take
/// another's name one would have to find a key whose digest begins alike, and that key would still sign nothing that
/// the directory knows.
package struct LandmarkName: Sendable, Hashable, Comparable {
    package let value: UInt64

    package init(key: [UInt8]) {
        value = SHA256.hash(data: key).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private init(bytes: [UInt8]) { value = bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    package static func < (a: LandmarkName, b: LandmarkName) -> Bool { a.value < b.value }

    package var bytes: [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
}

extension LandmarkName: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .octetString }

    package init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        let octets = try ASN1OctetString(derEncoded: node, withIdentifier: identifier)
        guard octets.bytes.count == 8 else {
            throw CanonicalDER.Problem(description: "a landmark's name has \(octets.bytes.count) bytes; expected 8")
        }
        self.init(bytes: Array(octets.bytes))
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try ASN1OctetString(contentBytes: bytes[...]).serialize(into: &coder, withIdentifier: identifier)
    }
}
