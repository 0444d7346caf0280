package import SwiftASN1

/// What a device hands in to vouch for 32 bytes: opaque until the verifier of its kind has read it.
///
///     Evidence ::= SEQUENCE {
///         kind  UTF8String,
///         body  OCTET STRING }
package struct Evidence: Sendable, Hashable {
    /// Larger bodies are refused unread: a GPU's report with its certificates takes about 12 kB.
    package static let sizeLimit = 64 << 10

    package let kind: EvidenceKind
    /// In the encoding of its kind.
    package let body: [UInt8]

    package init(kind: EvidenceKind, body: [UInt8]) {
        self.kind = kind
        self.body = body
    }
}

extension Evidence: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            let kind = try CanonicalDER.text(&nodes, limit: 40, "kind of evidence")
            return Evidence(
                kind: EvidenceKind(rawValue: kind), body: Array(try ASN1OctetString(derEncoded: &nodes).bytes))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1UTF8String(kind.rawValue))
            try coder.serialize(ASN1OctetString(contentBytes: body[...]))
        }
    }
}
