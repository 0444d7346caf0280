import Attestation
import Crypto
import Foundation
import Location
import Proof
import ProofSupport
import TestSupport
import Testing

@testable import Ranging

/// An evidence file and its certificate as others read them: the bytes never change within a version.
struct GoldenEvidenceTests {
    private let scene: ProofScene
    private let file: EvidenceFile

    /// A device in Johor, timed by four of five landmarks, with the same keys each time.
    init() throws {
        let secret = try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: 0x10, count: 32))
        scene = try #require(ProofScene(key: SessionKey(key: secret), secret: 0x20))
        let session = try #require(SessionID(bytes: [UInt8](0..<16)))
        let grant = try scene.grant(session: session, nonce: [UInt8](repeating: 0x55, count: 32))
        // Written out: what is computed could differ in its last digit from machine to machine.
        let samples: [(String, [UInt64])] = [
            ("singapore", [1_412_345, 1_398_002]), ("kuala-lumpur", [6_012_345, 6_198_002]),
            ("jakarta", [22_512_345, 22_498_002]), ("bangkok", [31_912_345]),
        ]
        let stage = scene
        let records = try samples.compactMap { id, samples in
            try stage.record(
                of: id, at: ProofScene.johor, grant: grant, unauthenticated: 1, signedAt: stage.now + 5,
                samples: samples)
        }
        file = try scene.file(
            grant: grant, records: records, absences: [Absence(landmark: "manila", reason: .impostor)])
    }

    @Test func `an evidence file`() throws {
        let bytes = Array(try file.bytes())
        let golden = try GoldenFile("evidence-file").bytes(for: bytes)
        #expect(bytes == golden)
        #expect(try EvidenceFile(golden) == file)
    }

    @Test func `a question`() throws {
        let bytes = try CanonicalDER.encode(file.statement.question)
        let golden = try GoldenFile("question").bytes(for: bytes)
        #expect(bytes == golden)
        #expect(try CanonicalDER.decode(Question.self, from: golden, limit: 5_000) == .usual)
    }

    /// But for the digest of the borders, which change with their sources.
    @Test func `the claims of a certificate`() throws {
        let golden = try EvidenceFile(try GoldenFile("evidence-file").bytes(for: Array(try file.bytes())))
        let verified = try golden.verify(
            trusted: [scene.verifierKey], trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        let claims = try VerdictCertificate(verified, signedBy: scene.verifier).claims
        var bytes = try CanonicalDER.encode(claims)
        let borders = try #require(Data(bytes).range(of: Data(claims.borders)))
        bytes.replaceSubrange(borders, with: [UInt8](repeating: 0, count: 32))
        let expected = try GoldenFile("claims-without-borders").bytes(for: bytes)
        #expect(bytes == expected)
    }
}
