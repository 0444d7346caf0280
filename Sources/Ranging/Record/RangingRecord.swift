import Attestation
package import SwiftASN1

/// What one landmark measured in one session: every sample, and everything it refused.
///
///     RangingRecord ::= SEQUENCE {
///         version     INTEGER (2),
///         session     OCTET STRING (SIZE (16)),
///         key         OCTET STRING (SIZE (32)),            -- the session key that it timed
///         landmark    UTF8String (SIZE (1..64)),
///         signedAt    INTEGER,                             -- seconds since 1970
///         clock       INTEGER { process (0), kernel (1) },
///         challenges  INTEGER (0..64),
///         samples     SEQUENCE OF INTEGER,                 -- nanoseconds, in order; nothing is subtracted
///         least       INTEGER,                             -- of the samples; 0 when there is none
///         refusals    Refusals }
package struct RangingRecord: Sendable, Hashable {
    /// Where the landmark's times come from.
    package enum Clock: UInt8, Sendable, CaseIterable {
        /// The process's monotonic clock, read around the system calls.
        case process = 0
        /// The kernel's own timestamps, at both ends of every sample.
        case kernel = 1
    }

    package static let sampleLimit = GrantTerms.roundLimit

    package let session: SessionID
    /// Ed25519.
    package let key: [UInt8]
    package let landmark: String
    package let signedAt: UInt64
    package let clock: Clock
    /// Challenges sent.
    package let challenges: UInt16
    /// Round trips in nanoseconds, in order.
    package let samples: [UInt64]
    package let refusals: Refusals

    package init(
        session: SessionID, key: [UInt8], landmark: String, signedAt: UInt64, clock: Clock, challenges: UInt16,
        samples: [UInt64], refusals: Refusals
    ) {
        self.session = session
        self.key = key
        self.landmark = landmark
        self.signedAt = signedAt
        self.clock = clock
        self.challenges = challenges
        self.samples = samples.prefix(Self.sampleLimit).map { min(max($0, 1), UInt64(Int64.max)) }
        self.refusals = refusals
    }

    /// The least round trip in nanoseconds; nil when no reply was good.
    package var least: UInt64? { samples.min() }

    /// The same in seconds.
    package var leastRoundTrip: Double? { least.map { Double($0) / 1e9 } }
}

extension RangingRecord: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in try RangingRecord(nodes: &nodes) }
    }

    private init(nodes: inout ASN1NodeCollection.Iterator) throws {
        _ = try CanonicalDER.integer(&nodes, in: 2...2, "record's version")
        let session = try SessionID(nodes: &nodes)
        let key = try CanonicalDER.octets(&nodes, count: 32, "session key")
        let landmark = try CanonicalDER.text(&nodes, limit: 64, "landmark id")
        let signedAt = UInt64(try CanonicalDER.integer(&nodes, in: 0...Int64.max, "time of signing"))
        let clock = UInt8(try CanonicalDER.integer(&nodes, in: 0...1, "clock"))
        let challenges = try CanonicalDER.integer(&nodes, in: 0...Int64(GrantTerms.roundLimit), "challenges")
        let samples = try CanonicalDER.list(Int64.self, &nodes, limit: Self.sampleLimit, "samples")
        guard samples.allSatisfy({ $0 > 0 }), samples.count <= challenges else {
            throw CanonicalDER.Problem(description: "the samples are not positive, or more than the challenges")
        }
        let least = try CanonicalDER.integer(&nodes, in: 0...Int64.max, "least sample")
        guard least == samples.min() ?? 0 else {
            throw CanonicalDER.Problem(description: "the least sample is stated as \(least) and isn't")
        }
        self.init(
            session: session, key: key, landmark: landmark, signedAt: signedAt,
            clock: Clock(rawValue: clock) ?? .process, challenges: UInt16(challenges),
            samples: samples.map { UInt64($0) }, refusals: try Refusals(derEncoded: &nodes))
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(2)
            try coder.serialize(ASN1OctetString(contentBytes: session.bytes[...]))
            try coder.serialize(ASN1OctetString(contentBytes: key[...]))
            try coder.serialize(ASN1UTF8String(landmark))
            try coder.serialize(Int64(clamping: signedAt))
            try coder.serialize(Int64(clock.rawValue))
            try coder.serialize(Int64(challenges))
            try coder.serializeSequenceOf(samples.map { Int64(clamping: $0) })
            try coder.serialize(Int64(clamping: least ?? 0))
            try coder.serialize(refusals)
        }
    }
}
