import Attestation
package import SwiftASN1

/// What a grant allows: which key, by which landmarks, how often, until when, and for which question.
///
///     GrantTerms ::= SEQUENCE {
///         version    INTEGER (2),
///         session    OCTET STRING (SIZE (16)),               -- random
///         nonce      OCTET STRING (SIZE (32)),               -- random
///         device     OCTET STRING (SIZE (32)),               -- digest of the device's identity
///         key        OCTET STRING (SIZE (32)),               -- the session key, Ed25519
///         directory  OCTET STRING (SIZE (32)),               -- SHA-256 of the landmark directory
///         landmarks  SEQUENCE OF OCTET STRING (SIZE (8)),    -- ascending, 1 to 64
///         question   OCTET STRING (SIZE (32)),               -- digest of the question
///         issued     INTEGER,                                -- seconds since 1970
///         lifetime   INTEGER (1..604800),                    -- seconds
///         rounds     INTEGER (1..64),                        -- for each landmark
///         pause      INTEGER (1..3600000),                   -- longest between rounds, milliseconds
///         verifier   OCTET STRING (SIZE (32)) }              -- Ed25519
package struct GrantTerms: Sendable, Hashable {
    package static let roundLimit = 64
    package static let landmarkLimit = 64

    package let session: SessionID
    package let nonce: [UInt8]
    package let device: [UInt8]
    package let key: [UInt8]
    package let directory: [UInt8]
    /// The landmarks that may time this session, each by the first eight bytes of its key's SHA-256.
    package let landmarks: [LandmarkName]
    /// Nobody can put an easier question later.
    package let question: [UInt8]
    package let issued: UInt64
    package let lifetime: UInt32
    package let rounds: UInt16
    /// Rounds follow one another after 1 ms to this many, at random.
    package let pauseMilliseconds: UInt32
    package let verifier: [UInt8]

    /// How rounds are spread in time.
    package struct Schedule: Sendable, Equatable {
        /// Rounds that each landmark times, at most 64.
        package var rounds: UInt16
        /// The longest pause between two rounds, in milliseconds.
        package var pauseMilliseconds: UInt32
        /// Seconds within which all must be over.
        package var lifetime: UInt32

        /// Values beyond the limits of a grant are brought within them.
        package init(rounds: UInt16 = 10, pauseMilliseconds: UInt32 = 20, lifetime: UInt32 = 600) {
            self.rounds = min(max(rounds, 1), UInt16(GrantTerms.roundLimit))
            self.pauseMilliseconds = min(max(pauseMilliseconds, 1), 3_600_000)
            self.lifetime = min(max(lifetime, 1), 604_800)
        }
    }

    /// - Parameters:
    ///   - session: a fresh random one unless an example must come out the same each time.
    ///   - nonce: the same.
    ///   - device: that is to be timed.
    ///   - key: its public key.
    ///   - directory: of all landmarks.
    ///   - landmarks: that shall time it.
    ///   - question: the digest of what is asked.
    ///   - schedule: rounds, pauses and lifetime.
    ///   - issued: seconds since 1970.
    ///   - verifier: the public key of who signs.
    package init(
        session: SessionID = SessionID(), nonce: [UInt8]? = nil, device: [UInt8], key: [UInt8],
        directory: LandmarkDirectory, landmarks: [LandmarkName], question: [UInt8], schedule: Schedule, issued: UInt64,
        verifier: [UInt8]
    ) {
        self.session = session
        self.nonce = nonce ?? SessionID().bytes + SessionID().bytes
        self.device = device
        self.key = key
        self.directory = directory.digest
        self.landmarks = Array(landmarks.sorted().prefix(Self.landmarkLimit))
        self.question = question
        self.issued = issued
        lifetime = schedule.lifetime
        rounds = schedule.rounds
        pauseMilliseconds = schedule.pauseMilliseconds
        self.verifier = verifier
    }

    /// Whether it may be used at a time in seconds since 1970. Clocks may differ by a minute.
    package func isCurrent(at now: UInt64) -> Bool {
        let slack: UInt64 = 60
        let end = issued.addingReportingOverflow(UInt64(lifetime) + slack)
        let latest = now.addingReportingOverflow(slack)
        return !latest.overflow && issued <= latest.partialValue && !end.overflow && now <= end.partialValue
    }

    /// The 32 bytes that the device's evidence vouches for when a session opens: SHA-256 over a label, the session, the
    /// session key, the landmark directory and the verifier's nonce. Each has a fixed length, so no two inputs give
    /// the same bytes.
    package var binding: [UInt8] {
        Digest32.sha256("assay session binding 2", session.bytes, key, directory, nonce)
    }
}

extension GrantTerms: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in try GrantTerms(nodes: &nodes) }
    }

    private init(nodes: inout ASN1NodeCollection.Iterator) throws {
        _ = try CanonicalDER.integer(&nodes, in: 2...2, "grant's version")
        session = try SessionID(nodes: &nodes)
        nonce = try CanonicalDER.octets(&nodes, count: 32, "nonce")
        device = try CanonicalDER.octets(&nodes, count: 32, "device")
        key = try CanonicalDER.octets(&nodes, count: 32, "session key")
        directory = try CanonicalDER.octets(&nodes, count: 32, "directory digest")
        landmarks = try CanonicalDER.list(LandmarkName.self, &nodes, limit: Self.landmarkLimit, "grant's landmarks")
        guard !landmarks.isEmpty, zip(landmarks, landmarks.dropFirst()).allSatisfy(<) else {
            throw CanonicalDER.Problem(description: "the grant's landmarks are none, or not in ascending order")
        }
        question = try CanonicalDER.octets(&nodes, count: 32, "question digest")
        issued = UInt64(try CanonicalDER.integer(&nodes, in: 0...Int64.max, "time of issue"))
        lifetime = UInt32(try CanonicalDER.integer(&nodes, in: 1...604_800, "lifetime"))
        rounds = UInt16(try CanonicalDER.integer(&nodes, in: 1...Int64(Self.roundLimit), "rounds"))
        pauseMilliseconds = UInt32(try CanonicalDER.integer(&nodes, in: 1...3_600_000, "pause"))
        verifier = try CanonicalDER.octets(&nodes, count: 32, "verifier key")
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(2)
            for part in [session.bytes, nonce, device, key, directory] {
                try coder.serialize(ASN1OctetString(contentBytes: part[...]))
            }
            try coder.serializeSequenceOf(landmarks)
            try coder.serialize(ASN1OctetString(contentBytes: question[...]))
            try coder.serialize(Int64(clamping: issued))
            try coder.serialize(Int64(lifetime))
            try coder.serialize(Int64(rounds))
            try coder.serialize(Int64(pauseMilliseconds))
            try coder.serialize(ASN1OctetString(contentBytes: verifier[...]))
        }
    }
}

extension SessionID {
    init(nodes: inout ASN1NodeCollection.Iterator) throws {
        guard let id = SessionID(bytes: try CanonicalDER.octets(&nodes, count: 16, "session")) else {
            throw CanonicalDER.Problem(description: "the session is not 16 bytes")
        }
        self = id
    }
}
