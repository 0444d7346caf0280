package import Attestation
package import Crypto
import Foundation
package import SwiftASN1

/// The verifier's leave for one session key to be timed: without it a landmark answers nobody.
///
///     SessionGrant ::= SEQUENCE {
///         terms      GrantTerms,
///         signature  OCTET STRING (SIZE (64)) }  -- Ed25519 by the verifier over "assay grant 2" and the terms
package struct SessionGrant: Sendable, Hashable {
    /// Longer ones are refused unread: 64 landmarks take about 970 bytes.
    package static let sizeLimit = 1_100

    package let terms: GrantTerms
    package let signature: [UInt8]

    /// Signs terms.
    ///
    /// - Throws: when the system's randomness fails.
    package init(_ terms: GrantTerms, signedBy key: Curve25519.Signing.PrivateKey) throws {
        self.terms = terms
        signature = Array(try key.signature(for: try Self.message(terms)))
    }

    private init(terms: GrantTerms, signature: [UInt8]) {
        self.terms = terms
        self.signature = signature
    }

    /// - Throws: `CanonicalDER.Problem` with what was expected.
    package init(decoding bytes: [UInt8]) throws(CanonicalDER.Problem) {
        self = try CanonicalDER.decode(from: bytes, limit: Self.sizeLimit)
    }

    /// The DER.
    package var encoded: [UInt8] { (try? CanonicalDER.encode(self)) ?? [] }

    private static func message(_ terms: GrantTerms) throws -> [UInt8] {
        Array("assay grant 2".utf8) + (try CanonicalDER.encode(terms))
    }

    /// Whether the verifier that it names signed it.
    package var hasValidSignature: Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(terms.verifier)),
            let message = try? Self.message(terms)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

extension SessionGrant: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            SessionGrant(
                terms: try GrantTerms(derEncoded: &nodes),
                signature: try CanonicalDER.octets(&nodes, count: 64, "grant's signature"))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(terms)
            try coder.serialize(ASN1OctetString(contentBytes: signature[...]))
        }
    }
}
