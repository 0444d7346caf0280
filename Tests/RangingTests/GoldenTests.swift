import Attestation
import Crypto
import Foundation
import TestSupport
import Testing

@testable import Ranging

/// Bytes that other programs read and write as well: they never change within a version of the protocol.
struct GoldenTests {
    private let fixture: Fixture
    private let directory: LandmarkDirectory
    private let grant: SessionGrant

    init() throws {
        fixture = try Fixture.fixed()
        directory = fixture.directory(others: 2)
        let session = try #require(SessionID(bytes: [UInt8](0..<16)))
        let terms = fixture.terms(directory, session: session, nonce: .equal(0x55), rounds: 10, pause: 20)
        grant = try SessionGrant(terms, signedBy: fixture.verifier)
    }

    /// The record of three rounds with one refusal of each kind, differently often.
    private func record() throws -> SignedRecord {
        var refusals = Refusals()
        refusals.unauthenticated = 1
        refusals.replayed = 2
        refusals.doubled = 3
        refusals.late = 200
        refusals.early = 300
        refusals.clockSteps = .max
        return try fixture.record(grant, samples: [2_134_567, 127, 128], refusals: refusals)
    }

    @Test func `a directory`() throws {
        let golden = try GoldenFile("directory").bytes(for: directory.encoded)
        #expect(directory.encoded == golden)
        #expect(try LandmarkDirectory(decoding: golden) == directory)
    }

    @Test func `a grant`() throws {
        let golden = try GoldenFile("grant").bytes(for: grant.encoded)
        #expect(grant.encoded == golden)
        #expect(try SessionGrant(decoding: golden) == grant)
        #expect(try SessionGrant(decoding: golden).hasValidSignature)
    }

    @Test func `a record`() throws {
        let record = try record().record
        let bytes = try CanonicalDER.encode(record)
        let golden = try GoldenFile("record").bytes(for: bytes)
        #expect(bytes == golden)
        #expect(try CanonicalDER.decode(RangingRecord.self, from: golden, limit: SignedRecord.sizeLimit) == record)
    }

    @Test func `a signed record`() throws {
        let record = try record()
        let golden = try GoldenFile("signed-record").bytes(for: record.encoded)
        #expect(record.encoded == golden)
        #expect(try SignedRecord(decoding: golden) == record)
        #expect(try SignedRecord(decoding: golden).isSigned(by: fixture.entry()))
    }

    @Test func `a software key's evidence`() throws {
        let evidence = try #require(try fixture.device.evidence(over: grant.terms.binding).first)
        let bytes = try CanonicalDER.encode(evidence)
        let golden = try GoldenFile("evidence").bytes(for: bytes)
        #expect(bytes == golden)
        #expect(try CanonicalDER.decode(Evidence.self, from: golden, limit: Evidence.sizeLimit) == evidence)
    }

    @Test(arguments: ["hello", "cookie", "accept", "challenge", "reply", "record", "fetch"])
    func `a packet`(name: String) throws {
        let packet = try packet(name)
        let golden = try GoldenFile("packet-\(name)").bytes(for: packet.encoded)
        #expect(packet.encoded == golden)
        #expect(try Packet(decoding: golden) == packet)
    }

    /// With the signatures and the MAC that belong there, and 32 equal bytes where the protocol wants random ones.
    private func packet(_ name: String) throws -> Packet {
        let session = grant.terms.session
        let prover = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Data([UInt8].equal(0x66)))
        let landmark = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Data([UInt8].equal(0x77)))
        let proverKey = Array(prover.publicKey.rawRepresentation)
        let landmarkKey = Array(landmark.publicKey.rawRepresentation)
        let challenge = try #require(Octets32([UInt8].equal(0x99)))
        switch name {
        case "hello":
            let message = Handshake.helloMessage(
                grant: grant, landmark: fixture.entry().shortName, proverKey: proverKey, cookie: .equal(0x88))
            let signature = try fixture.key.signature(for: message)
            return .hello(.init(grant: grant, key: proverKey, cookie: .equal(0x88), signature: signature))
        case "cookie": return .cookie(session: session, cookie: .equal(0x88))
        case "accept":
            let message = Handshake.acceptMessage(session: session, proverKey: proverKey, landmarkKey: landmarkKey)
            let signature = Array(try fixture.landmark.signature(for: message))
            return .accept(session: session, key: landmarkKey, signature: signature)
        case "challenge": return .challenge(session: session, round: 3, challenge: challenge)
        case "reply":
            let key = try RoundKey(
                own: prover, peer: landmarkKey, session: session, landmark: "singapore", proverKey: proverKey,
                landmarkKey: landmarkKey)
            return .reply(
                session: session, round: 3, mac: key.answer(session: session, round: 3, challenge: challenge))
        case "record": return .record(session: session, try record())
        default: return .fetch(session: session)
        }
    }
}
