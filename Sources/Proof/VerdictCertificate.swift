package import Attestation
package import Crypto
import Foundation
import Geodesy
import Location
import Ranging
package import SwiftASN1

/// A verifier's signed word for what evidence proved, for who needs the answer and not its working. It names the
/// evidence by digest, from which anybody recomputes the same.
///
///     VerdictCertificate ::= SEQUENCE {
///         claims     VerdictClaims,
///         signature  OCTET STRING (SIZE (64)) }   -- Ed25519 by the verifier over "assay certificate 2" and the claims
package struct VerdictCertificate: Sendable, Hashable {
    /// Larger ones are refused unread.
    package static let sizeLimit = 8 << 10

    package let claims: VerdictClaims
    package let signature: [UInt8]

    /// - Throws: when the system's randomness fails.
    package init(_ verified: VerifiedEvidence, signedBy key: Curve25519.Signing.PrivateKey) throws {
        claims = VerdictClaims(verified, verifier: Array(key.publicKey.rawRepresentation))
        signature = Array(try key.signature(for: try Self.message(claims)))
    }

    private init(claims: VerdictClaims, signature: [UInt8]) {
        self.claims = claims
        self.signature = signature
    }

    /// - Throws: `CanonicalDER.Problem` with what was expected.
    package init(decoding bytes: [UInt8]) throws(CanonicalDER.Problem) {
        self = try CanonicalDER.decode(from: bytes, limit: Self.sizeLimit)
    }

    /// The DER.
    package func encoded() throws -> [UInt8] { try CanonicalDER.encode(self) }

    private static func message(_ claims: VerdictClaims) throws -> [UInt8] {
        Array("assay certificate 2".utf8) + (try CanonicalDER.encode(claims))
    }

    /// Whether the verifier that it names signed it.
    package var hasValidSignature: Bool {
        guard let message = try? Self.message(claims) else { return false }
        return SessionKey.isValid(signature, for: message, by: claims.verifier)
    }
}

/// What a certificate says.
///
///     VerdictClaims ::= SEQUENCE {
///         format          UTF8String ("assay-certificate-2"),
///         evidence        OCTET STRING (SIZE (32)),   -- SHA-256 of the evidence file
///         device          OCTET STRING (SIZE (32)),   -- digest of the device's identity
///         verdict         UTF8String,
///         strictVerdict   UTF8String,                 -- the same at the speed of light in vacuum
///         regions         UTF8String,
///         speed           UTF8String,
///         faultTolerance  INTEGER,
///         assurance       UTF8String,                 -- L0, L1 or L2
///         measuredAt      INTEGER,                    -- seconds since 1970
///         validUntil      INTEGER,
///         borders         OCTET STRING (SIZE (32)),   -- SHA-256 of the border cells
///         verifier        OCTET STRING (SIZE (32)) }  -- Ed25519
package struct VerdictClaims: Sendable, Hashable {
    package static let format = "assay-certificate-2"

    package let evidence: [UInt8]
    package let device: [UInt8]
    package let verdict: String
    package let strictVerdict: String
    package let regions: String
    package let speed: String
    package let faultTolerance: Int
    package let assurance: String
    package let measuredAt: UInt64
    package let validUntil: UInt64
    package let borders: [UInt8]
    package let verifier: [UInt8]

    init(_ verified: VerifiedEvidence, verifier: [UInt8]) {
        let finding = verified.finding
        evidence = Array(SHA256.hash(data: (try? CanonicalDER.encode(verified.vouched.file)) ?? []))
        device = verified.device.digest
        verdict = finding.verdict.rawValue
        strictVerdict = verified.strictFinding.verdict.rawValue
        regions = finding.regions.description
        speed = finding.speed.rawValue
        faultTolerance = finding.faultTolerance
        assurance = verified.assurance.rawValue
        measuredAt = verified.measuredAt
        validUntil = verified.validUntil
        borders = BordersDigest.bytes
        self.verifier = verifier
    }
}

/// The borders that this program's verdicts rest on.
enum BordersDigest {
    /// SHA-256 of the bundled border cells; zeros if the program's resources are not whole.
    static let bytes: [UInt8] =
        (try? BorderCells.bundledFile()).map { Array(SHA256.hash(data: $0)) } ?? [UInt8](repeating: 0, count: 32)
}

extension VerdictCertificate: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            VerdictCertificate(
                claims: try VerdictClaims(derEncoded: &nodes),
                signature: try CanonicalDER.octets(&nodes, count: 64, "certificate's signature"))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(claims)
            try coder.serialize(ASN1OctetString(contentBytes: signature[...]))
        }
    }
}

extension VerdictClaims: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in try VerdictClaims(nodes: &nodes) }
    }

    private init(nodes: inout ASN1NodeCollection.Iterator) throws {
        let format = try CanonicalDER.text(&nodes, limit: 40, "format")
        guard format == Self.format else {
            throw CanonicalDER.Problem(description: "the format is ‘\(format)’; expected \(Self.format)")
        }
        evidence = try CanonicalDER.octets(&nodes, count: 32, "evidence digest")
        device = try CanonicalDER.octets(&nodes, count: 32, "device")
        verdict = try CanonicalDER.text(&nodes, limit: 32, "verdict")
        strictVerdict = try CanonicalDER.text(&nodes, limit: 32, "strict verdict")
        regions = try CanonicalDER.text(&nodes, limit: 4_096, "regions")
        speed = try CanonicalDER.text(&nodes, limit: 16, "speed")
        faultTolerance = Int(try CanonicalDER.integer(&nodes, in: 0...1_000, "fault tolerance"))
        assurance = try CanonicalDER.text(&nodes, limit: 8, "assurance")
        measuredAt = UInt64(try CanonicalDER.integer(&nodes, in: 0...Int64.max, "time of measurement"))
        validUntil = UInt64(try CanonicalDER.integer(&nodes, in: 0...Int64.max, "end of validity"))
        borders = try CanonicalDER.octets(&nodes, count: 32, "borders digest")
        verifier = try CanonicalDER.octets(&nodes, count: 32, "verifier key")
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1UTF8String(Self.format))
            for part in [evidence, device] { try coder.serialize(ASN1OctetString(contentBytes: part[...])) }
            for text in [verdict, strictVerdict, regions, speed] { try coder.serialize(ASN1UTF8String(text)) }
            try coder.serialize(faultTolerance)
            try coder.serialize(ASN1UTF8String(assurance))
            try coder.serialize(Int64(clamping: measuredAt))
            try coder.serialize(Int64(clamping: validUntil))
            for part in [borders, verifier] { try coder.serialize(ASN1OctetString(contentBytes: part[...])) }
        }
    }
}
