package import Attestation
package import Crypto
package import Foundation
import Geodesy
package import Location
package import Proof
import Quantities
package import Ranging

/// A verifier, five landmarks and a device, without sockets: round trips are computed from where it truly is.
package struct ProofScene {
    package let verifier = Curve25519.Signing.PrivateKey()
    package let device: SoftwareDeviceKey
    package let directory: LandmarkDirectory
    package let now: UInt64
    private let keys: [String: Curve25519.Signing.PrivateKey]

    /// Borders and cells, made once for all tests.
    package static let atlas = Result { try RegionAtlas.bundled() }

    package static let johor = (latitude: 1.7136, longitude: 103.5297)
    package static let shenzhen = (latitude: 22.547, longitude: 114.085)

    /// Nil when keys can't be made.
    package init?(now: UInt64 = 1_795_000_000) {
        guard let device = SoftwareDeviceKey() else { return nil }
        self.device = device
        self.now = now
        let sites = [
            ("singapore", 1.2897, 103.8501), ("kuala-lumpur", 3.1412, 101.6865), ("jakarta", -6.2146, 106.8451),
            ("bangkok", 13.754, 100.5014), ("manila", 14.6042, 120.9822),
        ]
        var keys: [String: Curve25519.Signing.PrivateKey] = [:]
        directory = LandmarkDirectory(
            epoch: 1,
            entries: sites.map { id, latitude, longitude in
                let key = Curve25519.Signing.PrivateKey()
                keys[id] = key
                return LandmarkDirectory.Entry(
                    id: id, name: id, key: Array(key.publicKey.rawRepresentation), latitude: latitude,
                    longitude: longitude, errorMetres: 1_000, address: "127.0.0.1:9")
            })
        self.keys = keys
    }

    package var verifierKey: [UInt8] { Array(verifier.publicKey.rawRepresentation) }

    package func grant(question: Question = Question(regions: "cn+hk+mo")) throws -> SessionGrant {
        try SessionGrant(
            device: device.identity, directory: directory, questionDigest: question.digest, rounds: 2, issued: now,
            lifetime: 600, verifier: verifier)
    }

    package func directorySignature() throws -> Data { try verifier.signature(for: directory.encoded) }

    /// A record as its landmark would sign it; `change` bends it before that.
    package func record(
        of id: String, at place: (latitude: Double, longitude: Double), grant: SessionGrant, stretch: Double = 2.3,
        unauthenticated: UInt16 = 0, answered: Bool = true, signedAt: UInt64? = nil
    ) throws -> SignedRecord? {
        guard let entry = directory.entry(id), let key = keys[id],
            let landmark = Coordinates(latitude: entry.latitude, longitude: entry.longitude),
            let there = Coordinates(latitude: place.latitude, longitude: place.longitude)
        else { return nil }
        let oneWay = GreatCircle.distance(landmark, there) / SignalSpeed.fibre.value * stretch
        let nanoseconds = UInt64((oneWay.value * 2e9).rounded(.up)) + 60_000
        var refusals = RangingRecord.Refusals()
        refusals.unauthenticated = unauthenticated
        return try SignedRecord(
            RangingRecord(
                session: grant.session, device: device.identity, landmark: id, signedAt: signedAt ?? now + 5,
                clock: .process, challenges: 2, samples: answered ? [nanoseconds, nanoseconds + 9_000] : [],
                refusals: refusals),
            key: key)
    }

    /// Evidence that a device at a place would hand in.
    package func evidence(
        at place: (latitude: Double, longitude: Double), grant: SessionGrant? = nil,
        question: Question = Question(regions: "cn+hk+mo"), answered: Bool = true, unauthenticated: UInt16 = 0
    ) throws -> EvidenceFile {
        let grant = try grant ?? self.grant(question: question)
        let records = try directory.entries.compactMap {
            try record(of: $0.id, at: place, grant: grant, unauthenticated: unauthenticated, answered: answered)
        }
        return try file(grant: grant, records: records, question: question)
    }

    package func file(
        grant: SessionGrant, records: [SignedRecord], question: Question = Question(regions: "cn+hk+mo"),
        nonce: [UInt8]? = nil
    ) throws -> EvidenceFile {
        try EvidenceFile(
            question: question, grant: grant,
            deviceEvidence: try DeviceEvidence(
                key: device, session: grant.session, directory: directory.digest, nonce: nonce ?? grant.nonce),
            directory: directory, directorySignature: try directorySignature(), records: records, key: device)
    }
}
