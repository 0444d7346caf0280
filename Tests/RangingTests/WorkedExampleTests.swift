import Attestation
import Crypto
import Foundation
import Testing

@testable import Ranging

/// docs/protocol.md shows one session in hex. Here it is played again from its keys, and must come out the same.
struct WorkedExampleTests {
    /// A secret key of 32 equal bytes: nobody else's, and easy to type.
    private static func secret(_ byte: UInt8) -> Data { Data(repeating: byte, count: 32) }

    /// What the document names, in its order.
    private static func session() throws -> [(name: String, bytes: [UInt8])] {
        let verifier = try Curve25519.Signing.PrivateKey(rawRepresentation: secret(1))
        let landmarkKey = try Curve25519.Signing.PrivateKey(rawRepresentation: secret(2))
        let sessionKey = SessionKey(key: try Curve25519.Signing.PrivateKey(rawRepresentation: secret(3)))
        let device = try #require(SoftwareDeviceKey(rawRepresentation: secret(4)))
        let proverOwn = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret(5))
        let landmarkOwn = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret(6))
        let landmark = Landmark(
            id: "singapore", name: "Singapore", key: Array(landmarkKey.publicKey.rawRepresentation),
            latitude: 1.2897, longitude: 103.8501, errorMetres: 10_000, address: "192.0.2.7:4701")
        let directory = LandmarkDirectory(epoch: 1, entries: [landmark])
        let id = try #require(SessionID(bytes: [UInt8](repeating: 7, count: 16)))
        let terms = GrantTerms(
            session: id, nonce: [UInt8](repeating: 8, count: 32), device: device.identity.digest,
            key: sessionKey.publicKey, directory: directory, landmarks: [landmark.shortName],
            question: [UInt8](repeating: 9, count: 32),
            schedule: GrantTerms.Schedule(rounds: 2, pauseMilliseconds: 20, lifetime: 600), issued: 1_795_000_000,
            verifier: Array(verifier.publicKey.rawRepresentation))
        let grant = try SessionGrant(terms, signedBy: verifier)
        let proverPublic = Array(proverOwn.publicKey.rawRepresentation)
        let landmarkPublic = Array(landmarkOwn.publicKey.rawRepresentation)
        let hello = Packet.hello(
            .init(
                grant: grant, key: proverPublic, cookie: [UInt8](repeating: 10, count: 32),
                signature: try sessionKey.signature(
                    for: Handshake.helloMessage(
                        grant: grant, landmark: landmark.shortName, proverKey: proverPublic,
                        cookie: [UInt8](repeating: 10, count: 32)))))
        let accept = Packet.accept(
            session: id, key: landmarkPublic,
            signature: Array(
                try landmarkKey.signature(
                    for: Handshake.acceptMessage(
                        session: id, proverKey: proverPublic, landmarkKey: landmarkPublic))))
        let roundKey = try RoundKey(
            own: landmarkOwn, peer: proverPublic, session: id, landmark: landmark.id, proverKey: proverPublic,
            landmarkKey: landmarkPublic)
        let challenge = try #require(Octets32([UInt8](repeating: 11, count: 32)))
        let mac = roundKey.answer(session: id, round: 1, challenge: challenge)
        let record = try SignedRecord(
            RangingRecord(
                session: id, key: sessionKey.publicKey, landmark: landmark.id, signedAt: 1_795_000_001, clock: .kernel,
                challenges: 2, samples: [2_134_567, 2_120_001], refusals: Refusals()), key: landmarkKey)
        return [
            ("directory", directory.encoded), ("grant", grant.encoded), ("binding", terms.binding),
            ("evidence", try CanonicalDER.encode(try #require(try device.evidence(over: terms.binding).first))),
            ("hello", hello.encoded), ("accept", accept.encoded),
            ("challenge", Packet.challenge(session: id, round: 1, challenge: challenge).encoded),
            ("reply", Packet.reply(session: id, round: 1, mac: mac).encoded),
            ("record", Packet.record(session: id, record).encoded),
        ]
    }

    private static let document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/protocol.md")

    /// The hex block that follows a marker, and where it stands.
    private static func block(_ name: String, in text: String) throws -> Range<String.Index> {
        let marker = try #require(text.range(of: "<!-- example: \(name) -->\n```text\n"))
        let end = try #require(text.range(of: "```", range: marker.upperBound..<text.endIndex))
        return marker.upperBound..<end.lowerBound
    }

    private static func lines(_ bytes: [UInt8]) -> String {
        stride(from: 0, to: bytes.count, by: 32).map { Hex.string(bytes.dropFirst($0).prefix(32)) + "\n" }.joined()
    }

    @Test func `the document's session comes out again, byte for byte`() throws {
        var text = try String(contentsOf: Self.document, encoding: .utf8)
        let isWriting = ProcessInfo.processInfo.environment["ASSAY_WRITE_GOLDEN"] != nil
        for (name, bytes) in try Self.session() {
            let range = try Self.block(name, in: text)
            if isWriting {
                text.replaceSubrange(range, with: Self.lines(bytes))
            } else {
                #expect(text[range] == Self.lines(bytes), "docs/protocol.md: \(name)")
            }
        }
        if isWriting { try Data(text.utf8).write(to: Self.document) }
    }

    @Test func `the document's packets are read as they stand`() throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        for name in ["hello", "accept", "challenge", "reply", "record"] {
            let hex = text[try Self.block(name, in: text)].filter { !$0.isWhitespace }
            let bytes = try #require(Hex.bytes(String(hex)))
            #expect(try Packet(decoding: bytes).encoded == bytes)
        }
    }

    @Test func `both sides come to the same round key`() throws {
        let prover = Curve25519.KeyAgreement.PrivateKey()
        let landmark = Curve25519.KeyAgreement.PrivateKey()
        let keys = (Array(prover.publicKey.rawRepresentation), Array(landmark.publicKey.rawRepresentation))
        let id = SessionID()
        func key(_ own: Curve25519.KeyAgreement.PrivateKey, _ peer: [UInt8]) throws -> RoundKey {
            try RoundKey(
                own: own, peer: peer, session: id, landmark: "a", proverKey: keys.0, landmarkKey: keys.1)
        }
        let challenge = try #require(Octets32([UInt8](repeating: 1, count: 32)))
        let answers = [try key(prover, keys.1), try key(landmark, keys.0)].map {
            $0.answer(session: id, round: 1, challenge: challenge)
        }
        #expect(answers[0] == answers[1])
    }
}
