import Attestation
package import Location
import Ranging
package import SwiftASN1

/// What evidence is asked to prove.
///
///     Question ::= SEQUENCE {
///         regions         UTF8String (SIZE (1..4096)),   -- such as cn+hk+mo
///         speed           UTF8String,                    -- fibre or vacuum
///         faultTolerance  INTEGER (0..1000),
///         validity        INTEGER (0..31536000) }        -- seconds
package struct Question: Sendable, Codable, Hashable {
    /// The set to be outside of (or inside), such as `cn+hk+mo`.
    package let regions: String
    package let speed: SignalSpeed
    /// The proof must survive removing any this many landmarks.
    package let faultTolerance: Int
    /// Seconds that an answer stays valid after the last measurement.
    package let validity: Int

    package init(regions: String, speed: SignalSpeed = .fibre, faultTolerance: Int = 1, validity: Int = 86_400) {
        self.regions = regions
        self.speed = speed
        self.faultTolerance = faultTolerance
        self.validity = validity
    }

    /// SHA-256 of the question, as the verifier's grant carries it.
    package var digest: [UInt8] {
        Digest32.sha256("assay question 2", (try? CanonicalDER.encode(self)) ?? [])
    }
}

extension Question: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            let regions = try CanonicalDER.text(&nodes, limit: 4_096, "regions")
            let speed = try CanonicalDER.text(&nodes, limit: 16, "speed")
            guard let known = SignalSpeed(rawValue: speed) else {
                throw CanonicalDER.Problem(description: "the speed is ‘\(speed)’; expected fibre or vacuum")
            }
            let faultTolerance = try CanonicalDER.integer(&nodes, in: 0...1_000, "fault tolerance")
            let validity = try CanonicalDER.integer(&nodes, in: 0...31_536_000, "validity")
            return Question(
                regions: regions, speed: known, faultTolerance: Int(faultTolerance), validity: Int(validity))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1UTF8String(regions))
            try coder.serialize(ASN1UTF8String(speed.rawValue))
            try coder.serialize(faultTolerance)
            try coder.serialize(validity)
        }
    }
}
