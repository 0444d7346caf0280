import Attestation
import Crypto
import Foundation
import Testing

@testable import Ranging

/// A landmark on a manual clock, without a socket.
struct LandmarkDeskTests {
    private let fixture: Fixture
    private let directory: LandmarkDirectory
    private let prover = SocketAddress("10.0.0.1:1000")
    private let stranger = SocketAddress("10.0.0.2:1000")
    private let millisecond: UInt64 = 1_000_000

    init() throws {
        fixture = try Fixture()
        directory = fixture.directory()
    }

    private func desk(trusting verifier: Curve25519.Signing.PrivateKey? = nil) -> LandmarkDesk {
        let key = Array((verifier ?? fixture.verifier).publicKey.rawRepresentation)
        return LandmarkDesk(id: "singapore", key: fixture.landmark, verifiers: [key])
    }

    /// Meets the landmark and plays its rounds, each answer arriving after `delay`; returns its record.
    private func play(
        _ desk: inout LandmarkDesk, rounds: UInt16 = 3, delay: UInt64,
        answer: (Packet, Packet?) -> [Packet]
    ) throws -> SignedRecord? {
        let address = try #require(prover)
        let entry = try #require(directory.entries.first)
        let grant = try fixture.grant(directory, rounds: rounds)
        var session = ProverSession(landmark: entry, grant: grant, device: fixture.device, now: 0)
        var now: UInt64 = millisecond
        let first = session.tick(now: now)
        let hello = try #require(first)
        var outgoing = desk.receive(hello, from: address, now: now, wallClock: fixture.now)
        for _ in 0..<200 {
            if outgoing.isEmpty {
                now = max(now, desk.nextDeadline ?? now)
                outgoing = desk.tick(now: now, wallClock: fixture.now)
                if desk.nextDeadline == nil, outgoing.isEmpty { break }
                if outgoing.isEmpty { continue }
            }
            let sent = outgoing.removeFirst()
            if case .record(_, let record) = sent.packet { return record }
            if let timed = sent.timedSession { desk.sent(session: timed, at: now) }
            let honest = session.receive(sent.packet, now: now)
            now += delay
            for packet in answer(sent.packet, honest) {
                outgoing += desk.receive(packet, from: address, now: now, wallClock: fixture.now)
            }
        }
        return nil
    }

    @Test func `a stranger's first hello is answered with a cookie and nothing is kept`() throws {
        var desk = desk()
        let grant = try fixture.grant(directory)
        let empty = [UInt8](repeating: 0, count: 32)
        let hello = Packet.Hello(grant: grant, key: empty, cookie: empty, signature: [UInt8](repeating: 0, count: 64))
        let answer = desk.receive(.hello(hello), from: try #require(stranger), now: 1, wallClock: fixture.now)
        #expect(answer.count == 1)
        guard case .cookie? = answer.first?.packet else {
            Issue.record("expected a cookie")
            return
        }
        #expect(desk.nextDeadline == nil)
    }

    @Test func `an honest prover is timed, round by round`() throws {
        var desk = desk()
        let record = try #require(try play(&desk, delay: 5 * millisecond) { _, honest in honest.map { [$0] } ?? [] })
        #expect(record.record.samples == [5, 5, 5].map { $0 * millisecond })
        #expect(record.record.leastRoundTrip == 0.005)
        #expect(record.record.refusals.total == 0)
        #expect(record.isSigned(by: try #require(directory.entries.first)))
    }

    @Test func `a cookie of one address is worth nothing at another`() throws {
        var desk = desk()
        let grant = try fixture.grant(directory)
        var session = ProverSession(
            landmark: try #require(directory.entries.first), grant: grant, device: fixture.device, now: 0)
        let address = try #require(prover)
        let hello = session.tick(now: 1)
        let cookies = desk.receive(try #require(hello), from: address, now: 1, wallClock: fixture.now)
        let greeting = session.receive(try #require(cookies.first).packet, now: 2)
        let second = try #require(greeting)
        let answer = desk.receive(second, from: try #require(stranger), now: 2, wallClock: fixture.now)
        guard case .cookie? = answer.first?.packet else {
            Issue.record("expected another cookie")
            return
        }
    }

    @Test func `a grant by another verifier, or of another day, opens nothing`() throws {
        var foreign = desk(trusting: Curve25519.Signing.PrivateKey())
        #expect(try play(&foreign, delay: millisecond) { _, honest in honest.map { [$0] } ?? [] } == nil)
        let old = try fixture.grant(directory, issued: fixture.now - 86_400)
        #expect(!old.isCurrent(at: fixture.now))
        #expect(!(try fixture.grant(directory, issued: fixture.now + 3_600).isCurrent(at: fixture.now)))
    }

    @Test func `a guessed answer is counted and refused, and the true one still counts`() throws {
        var desk = desk()
        let record = try play(&desk, delay: 2 * millisecond) { packet, honest in
            guard case .challenge(let session, let round, _) = packet, let honest else {
                return honest.map { [$0] } ?? []
            }
            let guess = Packet.reply(session: session, round: round, mac: [UInt8](repeating: 0, count: 32))
            return [guess, honest]
        }
        let refusals = try #require(record).record.refusals
        #expect(refusals.unauthenticated == 3)
        #expect(try #require(record).record.samples.count == 3)
    }

    @Test func `somebody without the key gets no sample at all`() throws {
        var desk = desk()
        let record = try play(&desk, delay: millisecond) { packet, honest in
            guard case .challenge(let session, let round, _) = packet else { return honest.map { [$0] } ?? [] }
            return [Packet.reply(session: session, round: round, mac: [UInt8](repeating: 7, count: 32))]
        }
        let result = try #require(record).record
        #expect(result.samples.isEmpty)
        #expect(result.refusals.unauthenticated == 3)
        #expect(result.challenges == 3)
    }

    @Test func `a reply a second time, or for a round that never was, is counted and refused`() throws {
        var desk = desk()
        let record = try play(&desk, delay: millisecond) { packet, honest in
            guard case .challenge(let session, let round, _) = packet, let honest else {
                return honest.map { [$0] } ?? []
            }
            let future = Packet.reply(session: session, round: round + 40, mac: [UInt8](repeating: 1, count: 32))
            return [future, honest, honest]
        }
        let refusals = try #require(record).record.refusals
        // The last repeat comes when the session is over; its record is signed by then.
        #expect(refusals.repeated >= 2)
        #expect(refusals.untimely >= 3)
    }

    @Test func `another device's signature doesn't open the session`() throws {
        var desk = desk()
        let grant = try fixture.grant(directory)
        let thief = try #require(SoftwareDeviceKey())
        var session = ProverSession(
            landmark: try #require(directory.entries.first), grant: grant, device: thief, now: 0)
        let address = try #require(prover)
        let hello = session.tick(now: 1)
        let cookies = desk.receive(try #require(hello), from: address, now: 1, wallClock: fixture.now)
        let greeting = session.receive(try #require(cookies.first).packet, now: 2)
        let answer = desk.receive(try #require(greeting), from: address, now: 2, wallClock: fixture.now)
        #expect(answer.isEmpty)
    }
}
