import Foundation
import Testing

@testable import Ranging

/// When a landmark signs, what it doesn't sign, and for how long it keeps it.
struct RecordKeepingTests {
    private let fixture: Fixture
    private let grant: SessionGrant
    private var bench: LandmarkBench

    init() throws {
        fixture = try Fixture()
        grant = try fixture.grant(fixture.directory())
        bench = LandmarkBench(fixture)
    }

    private var fetch: Packet { .fetch(session: grant.terms.session) }

    @Test mutating func `a record says which key was timed, in which session, and when it was signed`() throws {
        bench.now = 5_000 * millisecond
        let played = bench.play(grant, delay: millisecond)
        let record = try #require(played).record
        #expect(record.session == grant.terms.session)
        #expect(record.key == fixture.key.publicKey)
        #expect(record.landmark == "singapore")
        #expect(record.signedAt == fixture.now + 5)
    }

    @Test(arguments: [3, -3, 86_400, -86_400] as [Int64])
    mutating func `a wall clock that was stepped during a session gives no record`(step: Int64) throws {
        var prover = fixture.prover(grant)
        bench.greet(&prover, from: fixture.home)
        bench.step = step
        let played = bench.play(&prover, from: fixture.home, delay: millisecond)
        #expect(played == nil)
        #expect(bench.desk.tally.clockSteps == 1)
        #expect(bench.desk.tally.records == 0)
        #expect(bench.ask(fetch, from: fixture.home) == [])
    }

    @Test(arguments: [2, -2] as [Int64])
    mutating func `a wall clock that is corrected by two seconds or less doesn't matter`(step: Int64) throws {
        var prover = fixture.prover(grant)
        bench.greet(&prover, from: fixture.home)
        bench.step = step
        let played = bench.play(&prover, from: fixture.home, delay: millisecond)
        #expect(played != nil)
        #expect(bench.desk.tally.clockSteps == 0)
    }

    @Test mutating func `a record can be fetched again, by its prover alone`() throws {
        #expect(bench.ask(fetch, from: fixture.home) == [])
        let played = bench.play(grant, delay: millisecond)
        let record = Packet.record(session: grant.terms.session, try #require(played))
        #expect(bench.ask(fetch, from: fixture.home) == [record])
        #expect(bench.ask(fetch, from: fixture.home) == [record])
        #expect(bench.ask(fetch, from: fixture.elsewhere) == [])
        #expect(bench.desk.tally.records == 1)
    }

    @Test mutating func `no record is given while rounds are under way`() throws {
        var prover = fixture.prover(grant)
        bench.greet(&prover, from: fixture.home)
        _ = bench.wait()
        #expect(bench.ask(fetch, from: fixture.home) == [])
    }

    @Test mutating func `a record is forgotten after the keepsake`() throws {
        let played = bench.play(grant, delay: millisecond)
        #expect(played != nil)
        let end = bench.now + LandmarkDesk.keepsake
        bench.now = end - 1
        #expect(bench.tick().count == 0)
        #expect(bench.desk.guestCount == 1)
        #expect(bench.ask(fetch, from: fixture.home).count == 1)
        bench.now = end
        #expect(bench.tick().count == 0)
        #expect(bench.desk.guestCount == 0)
        #expect(bench.ask(fetch, from: fixture.home) == [])
        #expect(bench.desk.nextDeadline == nil)
    }

    @Test mutating func `a prover whose record was lost fetches it`() throws {
        var prover = fixture.prover(grant)
        // It answers every challenge, and the record never arrives.
        bench.greet(&prover, from: fixture.home)
        for _ in 0..<3 {
            let sent = bench.wait()
            let reply = prover.receive(try #require(sent.first).packet, now: bench.now)
            _ = bench.ask(try #require(reply), from: fixture.home)
        }
        #expect(prover.record == nil)
        let asked = prover.tick(now: bench.now + 2_000 * millisecond)
        let question = try #require(asked)
        #expect(question == fetch)
        let answer = bench.ask(question, from: fixture.home).first
        _ = prover.receive(try #require(answer), now: bench.now)
        #expect(prover.record?.record.samples.count == 3)
        #expect(prover.isOver)
    }

    @Test mutating func `a session that nobody answers ends in a signed record without samples`() throws {
        let played = bench.play(grant, delay: 0) { _, _ in [] }
        let record = try #require(played)
        #expect(record.isSigned(by: fixture.entry()))
        #expect(record.record.samples.isEmpty)
        #expect(record.record.challenges == 3)
        #expect(record.record.refusals == Refusals())
        #expect(record.record.clock == .process)
    }
}
