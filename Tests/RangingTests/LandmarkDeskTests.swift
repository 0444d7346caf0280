import Attestation
import Crypto
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Ranging

/// Whom a landmark takes, and what strangers cost it: on a manual clock, without a socket.
struct LandmarkDeskTests {
    private let fixture: Fixture
    private let directory: LandmarkDirectory

    init() throws {
        fixture = try Fixture()
        directory = fixture.directory()
    }

    /// What the landmark says to an honest prover's hellos.
    private func answers(
        to grant: SessionGrant, key: SessionKey? = nil, at bench: inout LandmarkBench
    ) -> [Packet] {
        var prover = fixture.prover(grant, key: key)
        return bench.greet(&prover, from: fixture.home)
    }

    /// With a good grant and zeros for all else.
    private func emptyHello() throws -> Packet {
        .hello(
            Packet.Hello(
                grant: try fixture.grant(directory), key: .equal(0), cookie: .equal(0),
                signature: .equal(0, count: 64)))
    }

    @Test func `a stranger's first hello is answered with a cookie and nothing is kept`() throws {
        var bench = LandmarkBench(fixture)
        let hello = try emptyHello()
        let answers = bench.ask(hello, from: fixture.elsewhere)
        #expect(answers.map(\.isCookie) == [true])
        #expect(bench.desk.nextDeadline == nil)
        #expect(bench.desk.guestCount == 0)
        #expect(bench.desk.tally.strangers == 1)
    }

    @Test func `ten thousand strangers leave no state`() throws {
        var bench = LandmarkBench(fixture)
        let hello = try emptyHello().encoded
        for number in 0..<10_000 {
            let address = try #require(SocketAddress("10.1.\(number / 250).\(number % 250):\(1_024 + number)"))
            #expect(bench.receive(hello, from: address).count == 1)
        }
        #expect(bench.desk.guestCount == 0)
        #expect(bench.desk.nextDeadline == nil)
        #expect(bench.desk.tally.strangers == 10_000)
        #expect(bench.desk.tally.sessions == 0)
    }

    @Test func `a prover with a cookie, a grant and its key is taken`() throws {
        var bench = LandmarkBench(fixture)
        let answers = answers(to: try fixture.grant(directory), at: &bench)
        #expect(answers.map(\.isCookie) == [true, false])
        #expect(answers.map(\.isAccept) == [false, true])
        #expect(bench.desk.guestCount == 1)
        #expect(bench.desk.tally.sessions == 1)
    }

    @Test func `a cookie of one address is worth nothing at another`() throws {
        var bench = LandmarkBench(fixture)
        var prover = fixture.prover(try fixture.grant(directory))
        let hello = prover.tick(now: 1)
        let answer = bench.ask(try #require(hello), from: fixture.home).first
        let cookie = try #require(answer)
        let greeting = prover.receive(cookie, now: 2)
        let answers = bench.ask(try #require(greeting), from: fixture.elsewhere)
        #expect(answers.map(\.isCookie) == [true])
        #expect(answers.first != cookie)
        #expect(bench.desk.guestCount == 0)
    }

    @Test func `a cookie of one session is worth nothing in another`() throws {
        var bench = LandmarkBench(fixture)
        var first = fixture.prover(try fixture.grant(directory))
        var second = fixture.prover(try fixture.grant(directory))
        let tick = first.tick(now: 1)
        let other = second.tick(now: 1)
        let hello = try #require(tick)
        guard case .cookie(_, let cookie)? = bench.ask(hello, from: fixture.home).first else {
            Issue.record("expected a cookie")
            return
        }
        let wanted = try #require(other?.hello)
        let borrowed = Packet.Hello(
            grant: wanted.grant, key: wanted.key, cookie: cookie, signature: wanted.signature)
        #expect(bench.ask(.hello(borrowed), from: fixture.home).map(\.isCookie) == [true])
        #expect(bench.desk.guestCount == 0)
    }

    @Test func `a grant by another verifier opens nothing`() throws {
        var bench = LandmarkBench(fixture, trusting: Curve25519.Signing.PrivateKey())
        #expect(bench.play(try fixture.grant(directory), delay: millisecond) == nil)
        #expect(bench.desk.tally.grantsRefused == 1)
        #expect(bench.desk.guestCount == 0)
    }

    @Test func `a grant in a trusted verifier's name that it didn't sign opens nothing`() throws {
        var bench = LandmarkBench(fixture)
        let forged = try SessionGrant(fixture.terms(directory), signedBy: Curve25519.Signing.PrivateKey())
        #expect(answers(to: forged, at: &bench).map(\.isCookie) == [true])
        #expect(bench.desk.tally.grantsRefused == 1)
        #expect(bench.desk.guestCount == 0)
    }

    /// Clocks may differ by a minute, and no more.
    @Test(arguments: [(-86_400, false), (-661, false), (-660, true), (60, true), (61, false), (3_600, false)])
    func `a grant of another time opens nothing`(offset: Int, isTaken: Bool) throws {
        var bench = LandmarkBench(fixture)
        let grant = try fixture.grant(directory, issued: UInt64(Int(fixture.now) + offset))
        #expect(grant.terms.isCurrent(at: fixture.now) == isTaken)
        #expect(answers(to: grant, at: &bench).last?.isAccept == isTaken)
        #expect(bench.desk.guestCount == (isTaken ? 1 : 0))
        #expect(bench.desk.tally.grantsRefused == (isTaken ? 0 : 1))
    }

    @Test func `a grant that doesn't name this landmark opens nothing`() throws {
        var bench = LandmarkBench(fixture)
        let others = fixture.directory(others: 3)
        let names = others.entries.filter { $0.id != "singapore" }.map(\.shortName)
        let grant = try fixture.grant(others, landmarks: names)
        #expect(answers(to: grant, at: &bench).map(\.isCookie) == [true])
        #expect(bench.desk.tally.grantsRefused == 1)
        #expect(bench.desk.guestCount == 0)
    }

    @Test func `another key's signature doesn't open the session`() throws {
        var bench = LandmarkBench(fixture)
        #expect(answers(to: try fixture.grant(directory), key: SessionKey(), at: &bench).map(\.isCookie) == [true])
        #expect(bench.desk.tally.impostors == 1)
        #expect(bench.desk.guestCount == 0)
    }

    @Test(arguments: [1, 64])
    func `no answer is larger than its question`(landmarks: Int) throws {
        var bench = LandmarkBench(fixture)
        let grant = try fixture.grant(fixture.directory(others: landmarks - 1), rounds: 64)
        var prover = fixture.prover(grant)
        var question = prover.tick(now: bench.now)
        var asked = 0
        while let packet = question {
            let answers = bench.ask(packet, from: fixture.home)
            #expect(answers.map(\.encoded.count).reduce(0, +) <= packet.encoded.count)
            #expect(bench.ask(packet, from: fixture.home).map(\.encoded.count).reduce(0, +) <= packet.encoded.count)
            question = answers.first.flatMap { prover.receive($0, now: bench.now) }
            asked += 1
        }
        #expect(asked == 2)
        // The record of 64 rounds, asked for by itself.
        var outgoing = bench.wait()
        while let challenge = outgoing.first?.packet, challenge.challenge != nil {
            let reply = prover.receive(challenge, now: bench.now)
            bench.now += 900 * millisecond
            outgoing = bench.receive(try #require(reply).encoded, from: fixture.home)
            if outgoing.isEmpty { outgoing = bench.wait() }
        }
        let fetch = Packet.fetch(session: grant.terms.session)
        let record = bench.ask(fetch, from: fixture.home)
        #expect(record.count == 1)
        #expect(record.map(\.encoded.count).reduce(0, +) <= fetch.encoded.count)
    }

    @Test func `what is no question of this protocol is counted and not answered`() throws {
        var bench = LandmarkBench(fixture)
        var random = SplitMix64(seed: 31)
        let session = SessionID()
        let foreign: [Packet] = [
            .cookie(session: session, cookie: .equal(1)),
            .accept(session: session, key: .equal(1), signature: .equal(2, count: 64)),
            .challenge(session: session, round: 1, challenge: try #require(Octets32([UInt8].equal(3)))),
            .record(session: session, try fixture.record(try fixture.grant(directory))),
        ]
        let cut = Array(Packet.fetch(session: session).encoded.dropLast())
        let noise = (0..<200).map { _ in random.bytes(random.index(below: 1_500)) }
        let datagrams = foreign.map(\.encoded) + [cut, []] + noise
        for datagram in datagrams { #expect(bench.ask(datagram: datagram, from: fixture.elsewhere) == []) }
        #expect(bench.desk.tally.malformed == UInt64(datagrams.count))
        #expect(bench.desk.guestCount == 0)
    }

    @Test func `replies and fetches for sessions that aren't here are counted and not answered`() throws {
        var bench = LandmarkBench(fixture)
        let mac = try #require(Octets32([UInt8].equal(3)))
        #expect(bench.ask(.reply(session: SessionID(), round: 1, mac: mac), from: fixture.home) == [])
        #expect(bench.ask(.fetch(session: SessionID()), from: fixture.home) == [])
        #expect(bench.desk.tally.astray == 2)
        #expect(bench.desk.guestCount == 0)
    }
}
