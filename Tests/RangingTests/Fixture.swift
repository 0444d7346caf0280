import Attestation
import Crypto
import Foundation
import Testing

@testable import Ranging

/// A verifier, a device with a session key, and one landmark.
struct Fixture {
    let verifier: Curve25519.Signing.PrivateKey
    let landmark: Curve25519.Signing.PrivateKey
    let device: SoftwareDeviceKey
    /// Answers in the session.
    let key: SessionKey
    /// Seconds since 1970.
    let now: UInt64 = 1_795_000_000
    /// Where the prover sends from, and where it doesn't.
    let home: SocketAddress
    let elsewhere: SocketAddress

    /// Fresh random keys.
    init() throws {
        try self.init(
            verifier: Curve25519.Signing.PrivateKey(), landmark: Curve25519.Signing.PrivateKey(),
            device: Curve25519.Signing.PrivateKey(), session: Curve25519.Signing.PrivateKey())
    }

    /// The same keys each time, for bytes that must come out the same: each of 32 equal bytes.
    static func fixed() throws -> Fixture {
        func key(_ byte: UInt8) throws -> Curve25519.Signing.PrivateKey {
            try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: byte, count: 32))
        }
        return try Fixture(verifier: key(0x11), landmark: key(0x22), device: key(0x33), session: key(0x44))
    }

    private init(
        verifier: Curve25519.Signing.PrivateKey, landmark: Curve25519.Signing.PrivateKey,
        device: Curve25519.Signing.PrivateKey, session: Curve25519.Signing.PrivateKey
    ) throws {
        self.verifier = verifier
        self.landmark = landmark
        self.device = try #require(SoftwareDeviceKey(key: device))
        key = SessionKey(key: session)
        home = try #require(SocketAddress("10.0.0.1:1000"))
        elsewhere = try #require(SocketAddress("10.0.0.2:1000"))
    }

    var verifierKey: [UInt8] { Array(verifier.publicKey.rawRepresentation) }

    /// What the directory says of the landmark.
    func entry(address: String = "127.0.0.1:9") -> Landmark {
        Landmark(
            id: "singapore", name: "Singapore", key: Array(landmark.publicKey.rawRepresentation), latitude: 1.2897,
            longitude: 103.8501, errorMetres: 500, address: address)
    }

    func directory(address: String = "127.0.0.1:9") -> LandmarkDirectory {
        LandmarkDirectory(epoch: 7, entries: [entry(address: address)])
    }

    /// The landmark and so many others that nobody runs.
    func directory(others: Int) -> LandmarkDirectory {
        LandmarkDirectory(
            epoch: 7,
            entries: [entry()]
                + (0..<others).map { index in
                    Landmark(
                        id: "other-\(index)", name: "Other", key: [UInt8](repeating: UInt8(index), count: 32),
                        latitude: 0, longitude: Double(index), errorMetres: 500, address: "127.0.0.1:9")
                })
    }

    /// Terms by all landmarks of a directory, or by those named.
    func terms(
        _ directory: LandmarkDirectory, session: SessionID = SessionID(), nonce: [UInt8]? = nil,
        landmarks: [LandmarkName]? = nil, rounds: UInt16 = 3, pause: UInt32 = 20, lifetime: UInt32 = 600,
        issued: UInt64? = nil
    ) -> GrantTerms {
        GrantTerms(
            session: session, nonce: nonce, device: device.identity.digest, key: key.publicKey, directory: directory,
            landmarks: landmarks ?? directory.entries.map(\.shortName), question: [UInt8](repeating: 0, count: 32),
            schedule: GrantTerms.Schedule(rounds: rounds, pauseMilliseconds: pause, lifetime: lifetime),
            issued: issued ?? now, verifier: verifierKey)
    }

    func grant(
        _ directory: LandmarkDirectory, landmarks: [LandmarkName]? = nil, rounds: UInt16 = 3, pause: UInt32 = 20,
        lifetime: UInt32 = 600, issued: UInt64? = nil
    ) throws -> SessionGrant {
        try SessionGrant(
            terms(
                directory, landmarks: landmarks, rounds: rounds, pause: pause, lifetime: lifetime, issued: issued),
            signedBy: verifier)
    }

    /// Who answers the landmark in a session, with the session's key unless with another.
    func prover(_ grant: SessionGrant, key other: SessionKey? = nil, now: UInt64 = 0) -> ProverSession {
        ProverSession(landmark: entry(), grant: grant, key: other ?? key, now: now)
    }

    /// A record as the landmark would sign it, with what is changed in it.
    func record(
        _ grant: SessionGrant, key other: [UInt8]? = nil, landmark id: String = "singapore",
        samples: [UInt64] = [2_134_567, 2_120_001], refusals: Refusals = Refusals(),
        signedBy signer: Curve25519.Signing.PrivateKey? = nil
    ) throws -> SignedRecord {
        try SignedRecord(
            RangingRecord(
                session: grant.terms.session, key: other ?? key.publicKey, landmark: id, signedAt: now + 1,
                clock: .kernel, challenges: 3, samples: samples, refusals: refusals),
            key: signer ?? landmark)
    }
}

/// Nanoseconds in a millisecond.
let millisecond: UInt64 = 1_000_000

extension [UInt8] {
    /// 32 equal bytes.
    static func equal(_ byte: UInt8, count: Int = 32) -> [UInt8] { [UInt8](repeating: byte, count: count) }
}
