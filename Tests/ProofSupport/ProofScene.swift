package import Attestation
package import Crypto
import Foundation
import Geodesy
package import Location
package import Proof
import Quantities
package import Ranging

/// A verifier, five landmarks and a device, without sockets: round trips are computed from where it truly is.
package struct ProofScene {
    /// Where a device stands, in degrees.
    package typealias Place = (latitude: Double, longitude: Double)

    package let verifier: Curve25519.Signing.PrivateKey
    package let device: SoftwareDeviceKey
    /// Answers in the scene's session.
    package private(set) var key: SessionKey
    package let directory: LandmarkDirectory
    /// When grants are issued, in seconds since 1970.
    package let now: UInt64
    private let keys: [String: Curve25519.Signing.PrivateKey]

    /// Borders and cells, made once for all tests.
    package static let atlas = Result { try RegionAtlas.bundled() }

    package static let johor = (latitude: 1.7136, longitude: 103.5297)
    package static let shenzhen = (latitude: 22.547, longitude: 114.085)

    /// Nil when keys can't be made.
    ///
    /// - Parameters:
    ///   - key: the session key.
    ///   - secret: makes all other keys the same each time, from 32 equal bytes each; nil makes random ones.
    package init?(now: UInt64 = 1_795_000_000, key: SessionKey = SessionKey(), secret: UInt8? = nil) {
        guard let device = SoftwareDeviceKey(key: Self.signingKey(secret, 0)) else { return nil }
        self.device = device
        self.key = key
        self.now = now
        verifier = Self.signingKey(secret, 1)
        let sites = [
            ("singapore", 1.2897, 103.8501), ("kuala-lumpur", 3.1412, 101.6865), ("jakarta", -6.2146, 106.8451),
            ("bangkok", 13.754, 100.5014), ("manila", 14.6042, 120.9822),
        ]
        var keys: [String: Curve25519.Signing.PrivateKey] = [:]
        directory = LandmarkDirectory(
            epoch: 1,
            entries: sites.enumerated().map { index, site in
                let (id, latitude, longitude) = site
                let key = Self.signingKey(secret, 2 + UInt8(index))
                keys[id] = key
                return Landmark(
                    id: id, name: id, key: Array(key.publicKey.rawRepresentation), latitude: latitude,
                    longitude: longitude, errorMetres: 1_000, address: "127.0.0.1:9")
            })
        self.keys = keys
    }

    /// The same scene with a fresh session key: every session takes one of its own.
    package func renewed() -> ProofScene {
        var scene = self
        scene.key = SessionKey()
        return scene
    }

    private static func signingKey(_ secret: UInt8?, _ number: UInt8) -> Curve25519.Signing.PrivateKey {
        guard let secret,
            let key = try? Curve25519.Signing.PrivateKey(
                rawRepresentation: Data(repeating: secret &+ number, count: 32))
        else { return Curve25519.Signing.PrivateKey() }
        return key
    }

    package var verifierKey: [UInt8] { Array(verifier.publicKey.rawRepresentation) }

    /// The names of landmarks, by their ids.
    package func names(_ ids: [String]) -> [LandmarkName] { ids.compactMap { directory.entry($0)?.shortName } }

    /// A grant of two rounds by every landmark, or by some.
    ///
    /// - Parameters:
    ///   - session, nonce: fresh random ones unless given.
    ///   - signer: whoever signs it; the scene's verifier unless given.
    package func grant(
        question: Question = .usual, landmarks: [String]? = nil, directory: LandmarkDirectory? = nil,
        session: SessionID = SessionID(), nonce: [UInt8]? = nil,
        signedBy signer: Curve25519.Signing.PrivateKey? = nil
    ) throws -> SessionGrant {
        let terms = GrantTerms(
            session: session, nonce: nonce, device: device.identity.digest, key: key.publicKey,
            directory: directory ?? self.directory,
            landmarks: landmarks.map(names) ?? self.directory.entries.map(\.shortName), question: question.digest,
            schedule: GrantTerms.Schedule(rounds: 2, pauseMilliseconds: 20, lifetime: 600), issued: now,
            verifier: verifierKey)
        return try SessionGrant(terms, signedBy: signer ?? verifier)
    }

    package func directorySignature() throws -> [UInt8] {
        Array(try verifier.signature(for: LandmarkDirectory.message(directory.encoded)))
    }

    /// A record as its landmark would sign it; nil for a landmark that isn't there.
    ///
    /// - Parameters:
    ///   - stretch: how many times longer the way is than a straight one.
    ///   - challenges: more than two are more than the grant allows.
    ///   - samples: in nanoseconds, instead of those that follow from the place.
    ///   - other: another key than the grant's.
    package func record(
        of id: String, at place: Place, grant: SessionGrant, stretch: Double = 2.3, unauthenticated: UInt16 = 0,
        replayed: UInt16 = 0, answered: Bool = true, signedAt: UInt64? = nil, challenges: UInt16 = 2,
        samples: [UInt64]? = nil, key other: [UInt8]? = nil
    ) throws -> SignedRecord? {
        guard let entry = directory.entry(id), let key = keys[id],
            let landmark = Coordinates(latitude: entry.latitude, longitude: entry.longitude),
            let there = Coordinates(latitude: place.latitude, longitude: place.longitude)
        else { return nil }
        let oneWay = GreatCircle.distance(landmark, there) / SignalSpeed.fibre.value * stretch
        let nanoseconds = UInt64((oneWay.value * 2e9).rounded(.up)) + 60_000
        var refusals = Refusals()
        refusals.unauthenticated = unauthenticated
        refusals.replayed = replayed
        return try SignedRecord(
            RangingRecord(
                session: grant.terms.session, key: other ?? grant.terms.key, landmark: id,
                signedAt: signedAt ?? now + 5, clock: .process, challenges: challenges,
                samples: samples ?? (answered ? [nanoseconds, nanoseconds + 9_000] : []), refusals: refusals),
            key: key)
    }
}

extension Question {
    /// What the example consignment asks.
    package static let usual = Question(regions: "cn+hk+mo")
}
