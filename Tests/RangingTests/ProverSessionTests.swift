import Crypto
import Foundation
import Testing

@testable import Ranging

/// How a prover talks with a landmark that is honest, silent, or somebody else.
struct ProverSessionTests {
    private let fixture: Fixture
    private let grant: SessionGrant

    init() throws {
        fixture = try Fixture()
        grant = try fixture.grant(fixture.directory())
    }

    private var session: SessionID { grant.terms.session }

    /// Lets a second and a half pass, again and again, until the prover gives up; what it sent meanwhile.
    private func exhaust(_ prover: inout ProverSession, from start: UInt64 = 0) -> [Packet] {
        var packets: [Packet] = []
        var now = start
        while !prover.isOver, now < start + 120_000 * millisecond {
            if let packet = prover.tick(now: now) { packets.append(packet) }
            now += 1_500 * millisecond
        }
        return packets
    }

    /// An accept for a prover's hello, signed by the landmark unless by another.
    private func accept(
        _ prover: inout ProverSession, signedBy signer: Curve25519.Signing.PrivateKey? = nil
    ) throws -> Packet {
        let sent = prover.tick(now: 0)
        let hello = try #require(sent?.hello)
        let session = hello.grant.terms.session
        let key = Array(Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation)
        let message = Handshake.acceptMessage(session: session, proverKey: hello.key, landmarkKey: key)
        let signature = try (signer ?? fixture.landmark).signature(for: message)
        return .accept(session: session, key: key, signature: Array(signature))
    }

    /// A prover that the landmark has taken at time 0.
    private func accepted(_ grant: SessionGrant? = nil) throws -> ProverSession {
        var prover = fixture.prover(grant ?? self.grant)
        let accept = try accept(&prover)
        _ = prover.receive(accept, now: 0)
        return prover
    }

    @Test func `a landmark that never answers is silent, after seven hellos`() throws {
        var prover = fixture.prover(grant)
        let packets = exhaust(&prover)
        #expect(packets.count == 7)
        #expect(packets.allSatisfy { $0.hello != nil })
        #expect(prover.isOver)
        #expect(prover.absence == Absence(landmark: "singapore", reason: .silent))
        #expect(prover.record == nil)
    }

    @Test func `whoever answers in a landmark's place without its key is an impostor`() throws {
        var prover = fixture.prover(grant)
        let forged = try accept(&prover, signedBy: Curve25519.Signing.PrivateKey())
        #expect(prover.receive(forged, now: 1) == nil)
        #expect(!prover.isOver)
        #expect(prover.forgeries == 1)
        // It goes on saying hello: the landmark itself may still be there.
        #expect(exhaust(&prover).count == 6)
        #expect(prover.absence == Absence(landmark: "singapore", reason: .impostor))
    }

    @Test func `an impostor's accept doesn't keep the landmark out`() throws {
        var prover = fixture.prover(grant)
        let forged = try accept(&prover, signedBy: Curve25519.Signing.PrivateKey())
        _ = prover.receive(forged, now: 1)
        var bench = LandmarkBench(fixture)
        bench.now = 2_000 * millisecond
        let played = bench.play(&prover, from: fixture.home, delay: millisecond)
        _ = prover.receive(.record(session: session, try #require(played)), now: bench.now)
        #expect(prover.record == played)
        #expect(prover.absence == nil)
    }

    @Test func `made-up cookies cost a few hellos and no more`() {
        var prover = fixture.prover(grant)
        _ = prover.tick(now: 0)
        var hellos = 0
        for number: UInt8 in 1...100 {
            let cookie = Packet.cookie(session: session, cookie: .equal(number))
            if prover.receive(cookie, now: 1) != nil { hellos += 1 }
            // The same again isn't answered again.
            #expect(prover.receive(cookie, now: 1) == nil)
        }
        #expect(hellos == 7)
    }

    @Test func `an accept of another hello is worth nothing`() throws {
        var first = fixture.prover(grant)
        var second = fixture.prover(grant)
        _ = second.tick(now: 0)
        let accept = try accept(&first)
        _ = second.receive(accept, now: 1)
        #expect(second.forgeries == 1)
        #expect(second.absence?.reason == .impostor)
    }

    @Test func `a landmark that takes the session and falls silent leaves it unfinished`() throws {
        var prover = try accepted()
        let packets = exhaust(&prover, from: 1)
        #expect(!packets.isEmpty)
        // In turn: for a record that was lost, and for an address that a NAT has changed.
        for (number, packet) in packets.enumerated() {
            #expect((packet == .fetch(session: session)) == number.isMultiple(of: 2))
            #expect(packet.isHello == !number.isMultiple(of: 2))
        }
        #expect(prover.absence == Absence(landmark: "singapore", reason: .unfinished))
    }

    @Test func `long pauses are bridged by a fetch every fifteen seconds, and nothing is given up meanwhile`() throws {
        var prover = try accepted(try fixture.grant(fixture.directory(), pause: 60_000))
        var asked: [UInt64] = []
        for second in 1...69 {
            let packet = prover.tick(now: UInt64(second) * 1_000 * millisecond)
            if packet != nil { asked.append(UInt64(second)) }
        }
        #expect(asked == [16, 32, 48, 64])
        #expect(!prover.isOver)
        // Three rounds of a minute and a second each, and ten seconds more, without a word.
        #expect(prover.tick(now: 192_000 * millisecond) != nil)
        #expect(prover.tick(now: 208_000 * millisecond) == nil)
        #expect(prover.absence?.reason == .unfinished)
        #expect(prover.isOver)
    }

    @Test func `a challenge is answered at once, as often as it comes, and only in its own session`() throws {
        var prover = try accepted()
        let challenge = try #require(Octets32([UInt8].equal(5)))
        let other = Packet.challenge(session: SessionID(), round: 1, challenge: challenge)
        #expect(prover.receive(other, now: 1) == nil)
        let own = Packet.challenge(session: session, round: 1, challenge: challenge)
        let reply = prover.receive(own, now: 2)
        #expect(reply?.mac != nil)
        #expect(prover.receive(own, now: 3) == reply)
        let next = Packet.challenge(session: session, round: 2, challenge: challenge)
        #expect(prover.receive(next, now: 4)?.mac != reply?.mac)
    }

    @Test func `no challenge is answered before the landmark has shown its key`() throws {
        var prover = fixture.prover(grant)
        _ = prover.tick(now: 0)
        let challenge = try #require(Octets32([UInt8].equal(5)))
        #expect(prover.receive(.challenge(session: session, round: 1, challenge: challenge), now: 1) == nil)
    }

    @Test func `the record of another landmark, key or signer is ignored, and the true one is taken`() throws {
        var prover = try accepted()
        let otherLandmark = try fixture.record(grant, landmark: "bangkok")
        let otherKey = try fixture.record(grant, key: SessionKey().publicKey)
        let otherSigner = try fixture.record(grant, signedBy: Curve25519.Signing.PrivateKey())
        for (number, record) in [otherLandmark, otherKey, otherSigner].enumerated() {
            _ = prover.receive(.record(session: session, record), now: 1)
            #expect(prover.record == nil)
            #expect(prover.forgeries == number + 1)
        }
        let foreign = try fixture.record(try fixture.grant(fixture.directory()))
        _ = prover.receive(.record(session: foreign.record.session, foreign), now: 2)
        #expect(prover.record == nil)
        let record = try fixture.record(grant)
        _ = prover.receive(.record(session: session, record), now: 3)
        #expect(prover.record == record)
        #expect(prover.isOver)
        #expect(prover.absence == nil)
    }

    @Test func `no record is taken before the landmark has taken the session`() throws {
        var prover = fixture.prover(grant)
        _ = prover.tick(now: 0)
        _ = prover.receive(.record(session: session, try fixture.record(grant)), now: 1)
        #expect(prover.record == nil)
    }
}
