import Foundation
import Testing

@testable import Ranging

/// Hellos for a session that is under way: an accept that was lost, a NAT that forgot, and somebody who wants in.
struct HelloAgainTests {
    private let fixture: Fixture
    private let grant: SessionGrant
    private var bench: LandmarkBench
    private var prover: ProverSession
    /// The hello that the landmark took, and its answer.
    private let hello: Packet.Hello
    private let accept: Packet

    /// A prover is taken from home.
    init() throws {
        fixture = try Fixture()
        grant = try fixture.grant(fixture.directory())
        bench = LandmarkBench(fixture)
        prover = fixture.prover(grant)
        let first = prover.tick(now: bench.now)
        let cookie = bench.ask(try #require(first), from: fixture.home).first
        let second = prover.receive(try #require(cookie), now: bench.now)
        hello = try #require(second?.hello)
        let answer = bench.ask(.hello(hello), from: fixture.home).first
        accept = try #require(answer)
        _ = prover.receive(accept, now: bench.now)
        #expect(bench.desk.guestCount == 1)
    }

    /// The same hello with another cookie, and what else is changed.
    private func greeting(cookie: [UInt8], key: [UInt8]? = nil, signature: [UInt8]? = nil) -> Packet {
        .hello(
            Packet.Hello(
                grant: grant, key: key ?? hello.key, cookie: cookie, signature: signature ?? hello.signature))
    }

    /// What a holder of a key says from an address whose cookie it has.
    private func signed(cookie: [UInt8], by key: SessionKey, of grant: SessionGrant? = nil) throws -> [UInt8] {
        try key.signature(
            for: Handshake.helloMessage(
                grant: grant ?? self.grant, landmark: fixture.entry().shortName, proverKey: hello.key, cookie: cookie))
    }

    /// The cookie that the landmark gives an address.
    private mutating func cookie(at address: SocketAddress) throws -> [UInt8] {
        let answer = bench.ask(greeting(cookie: .equal(0)), from: address).first
        guard case .cookie(_, let cookie)? = answer else {
            Issue.record("expected a cookie")
            return []
        }
        return cookie
    }

    /// The next challenge, and where it goes.
    private mutating func nextChallenge() throws -> LandmarkDesk.Outgoing {
        let outgoing = bench.wait()
        return try #require(outgoing.first)
    }

    @Test mutating func `the same hello again is answered with the same accept`() throws {
        let deadline = bench.desk.nextDeadline
        #expect(bench.ask(.hello(hello), from: fixture.home) == [accept])
        #expect(bench.desk.guestCount == 1)
        #expect(bench.desk.nextDeadline == deadline)
        #expect(bench.desk.tally.sessions == 1)
    }

    @Test mutating func `a hello with another X25519 key for a running session is refused`() throws {
        var second = fixture.prover(grant)
        #expect(bench.greet(&second, from: fixture.home).map(\.isCookie) == [true])
        #expect(bench.desk.tally.impostors == 1)
        #expect(try nextChallenge().destination == fixture.home)
        let answer = bench.ask(.hello(hello), from: fixture.home)
        #expect(answer == [accept])
    }

    @Test mutating func `a prover whose address changed goes on after a new hello`() throws {
        let cookie = try cookie(at: fixture.elsewhere)
        let signature = try signed(cookie: cookie, by: fixture.key)
        #expect(bench.ask(greeting(cookie: cookie, signature: signature), from: fixture.elsewhere) == [accept])
        let item = try nextChallenge()
        #expect(item.destination == fixture.elsewhere)
        let reply = prover.receive(item.packet, now: bench.now)
        let answer = try #require(reply)
        bench.now += millisecond
        // The old address is anybody's now.
        #expect(bench.ask(answer, from: fixture.home) == [])
        #expect(bench.desk.tally.astray == 1)
        #expect(bench.ask(answer, from: fixture.elsewhere) == [])
        #expect(bench.desk.tally.astray == 1)
        #expect(try nextChallenge().packet.challenge?.round == 2)
        #expect(bench.desk.guestCount == 1)
        #expect(bench.desk.tally.sessions == 1)
    }

    @Test mutating func `a thief with a cookie but without the session key doesn't move the session`() throws {
        let thief = SessionKey()
        let cookie = try cookie(at: fixture.elsewhere)
        let signature = try signed(cookie: cookie, by: thief)
        #expect(bench.ask(greeting(cookie: cookie, signature: signature), from: fixture.elsewhere) == [])
        #expect(bench.ask(greeting(cookie: cookie, key: .equal(9)), from: fixture.elsewhere) == [])
        #expect(bench.desk.tally.impostors == 2)
        #expect(try nextChallenge().destination == fixture.home)
    }

    @Test mutating func `a hello that was overheard is worth nothing from another address`() throws {
        let cookie = try cookie(at: fixture.elsewhere)
        #expect(bench.ask(greeting(cookie: cookie), from: fixture.elsewhere) == [])
        #expect(bench.desk.tally.impostors == 1)
        #expect(try nextChallenge().destination == fixture.home)
    }
}
