import Foundation
import Testing

@testable import Ranging

/// What a landmark counts as an answer in time, and what it calls everything else.
struct RoundTests {
    private let fixture: Fixture
    private let directory: LandmarkDirectory
    private let zeros = Octets32()

    init() throws {
        fixture = try Fixture()
        directory = fixture.directory()
    }

    @Test func `an honest prover is timed, round by round`() throws {
        var bench = LandmarkBench(fixture)
        let played = bench.play(try fixture.grant(directory), delay: 5 * millisecond)
        let record = try #require(played)
        #expect(record.record.samples == [5, 5, 5].map { $0 * millisecond })
        #expect(record.record.leastRoundTrip == 0.005)
        #expect(record.record.challenges == 3)
        #expect(record.record.clock == .process)
        #expect(record.record.refusals == Refusals())
        #expect(record.isSigned(by: fixture.entry()))
        #expect(bench.desk.tally.records == 1)
        #expect(bench.desk.tally.samples == 3)
    }

    @Test func `a round trip begins when the challenge leaves, not when it was thought of`() throws {
        var bench = LandmarkBench(fixture)
        var prover = fixture.prover(try fixture.grant(directory, rounds: 1))
        bench.greet(&prover, from: fixture.home)
        let sent = bench.wait()
        let item = try #require(sent.first)
        bench.now += 2 * millisecond
        bench.desk.sent(try #require(item.timed), Departure(monotonic: bench.now))
        bench.now += 3 * millisecond
        let reply = prover.receive(item.packet, now: bench.now)
        let answer = try #require(reply)
        guard case .record(_, let record)? = bench.ask(answer, from: fixture.home).first else {
            Issue.record("expected a record")
            return
        }
        #expect(record.record.samples == [3 * millisecond])
    }

    @Test func `a guessed answer is counted and refused, and the true one still counts`() throws {
        var bench = LandmarkBench(fixture)
        let record = bench.play(try fixture.grant(directory), delay: 2 * millisecond) { packet, honest in
            guard let (session, round) = packet.challenge, let honest else { return [] }
            return [.reply(session: session, round: round, mac: zeros), honest]
        }
        let result = try #require(record).record
        #expect(result.refusals.unauthenticated == 3)
        #expect(result.refusals.total == 3)
        #expect(result.samples.count == 3)
    }

    @Test func `somebody without the key gets no sample at all`() throws {
        var bench = LandmarkBench(fixture)
        let guess = try #require(Octets32([UInt8].equal(7)))
        let record = bench.play(try fixture.grant(directory), delay: millisecond) { packet, _ in
            packet.challenge.map { [.reply(session: $0.session, round: $0.round, mac: guess)] } ?? []
        }
        let result = try #require(record).record
        #expect(result.samples.isEmpty)
        #expect(result.leastRoundTrip == nil)
        #expect(result.refusals.unauthenticated == 3)
        #expect(result.refusals.total == 3)
        #expect(result.challenges == 3)
    }

    @Test func `the same answer a second time is doubled`() throws {
        var bench = LandmarkBench(fixture)
        let record = bench.play(try fixture.grant(directory), delay: millisecond) { _, honest in
            honest.map { [$0, $0] } ?? []
        }
        let result = try #require(record).record
        // The last repeat comes when the session is over; its record is signed by then.
        #expect(result.refusals.doubled == 2)
        #expect(result.refusals.total == 2)
        #expect(result.samples.count == 3)
    }

    @Test(arguments: [0, 4, 41, .max] as [UInt32])
    func `an answer for a round that wasn't begun is early`(round: UInt32) throws {
        var bench = LandmarkBench(fixture)
        let record = bench.play(try fixture.grant(directory), delay: millisecond) { packet, honest in
            guard let (session, _) = packet.challenge, let honest else { return [] }
            return [.reply(session: session, round: round, mac: zeros), honest]
        }
        let result = try #require(record).record
        #expect(result.refusals.early == 3)
        #expect(result.refusals.total == 3)
        #expect(result.samples.count == 3)
    }

    @Test func `a true answer for a round that was given up is late`() throws {
        var bench = LandmarkBench(fixture)
        var kept: Packet?
        let record = bench.play(try fixture.grant(directory), delay: 400 * millisecond) { packet, honest in
            switch packet.challenge?.round {
            case 1?:
                // Held back: the landmark gives the round up and begins the next.
                kept = honest
                return []
            case 2?: return [kept, honest].compactMap(\.self)
            default: return honest.map { [$0] } ?? []
            }
        }
        let result = try #require(record).record
        #expect(result.refusals.late == 1)
        #expect(result.refusals.total == 1)
        #expect(result.samples == [400, 400].map { $0 * millisecond })
    }

    @Test func `a sample is never longer than a second`() throws {
        var bench = LandmarkBench(fixture)
        let slow = bench.play(try fixture.grant(directory), delay: 1_000 * millisecond + 1)
        let result = try #require(slow).record
        #expect(result.refusals.late == 3)
        #expect(result.refusals.total == 3)
        #expect(result.samples.isEmpty)
        var other = LandmarkBench(fixture)
        let justInTime = other.play(try fixture.grant(directory), delay: 1_000 * millisecond)
        #expect(try #require(justInTime).record.samples.count == 3)
    }

    @Test func `a true answer of another round is replayed, whatever round it is put for`() throws {
        var bench = LandmarkBench(fixture)
        var macs: [Octets32] = []
        let record = bench.play(try fixture.grant(directory), delay: millisecond) { packet, honest in
            guard let (session, round) = packet.challenge, let honest, let mac = honest.mac else { return [] }
            // Both earlier answers for the third round, and the second one for the first round.
            var replies = round == 3 ? macs.map { Packet.reply(session: session, round: 3, mac: $0) } : []
            if round == 3, let second = macs.last { replies.append(.reply(session: session, round: 1, mac: second)) }
            macs.append(mac)
            return replies + [honest]
        }
        let result = try #require(record).record
        #expect(result.refusals.replayed == 3)
        #expect(result.refusals.total == 3)
        #expect(result.samples.count == 3)
    }

    @Test func `a guess for a round that is over is unauthenticated`() throws {
        var bench = LandmarkBench(fixture)
        let record = bench.play(try fixture.grant(directory), delay: millisecond) { packet, honest in
            guard let (session, round) = packet.challenge, let honest else { return [] }
            return round > 1 ? [.reply(session: session, round: 1, mac: zeros), honest] : [honest]
        }
        #expect(try #require(record).record.refusals.unauthenticated == 2)
    }

    @Test func `an answer that came before its challenge left shows a stepped clock and is no sample`() throws {
        var bench = LandmarkBench(fixture)
        var prover = fixture.prover(try fixture.grant(directory, rounds: 1))
        bench.greet(&prover, from: fixture.home)
        let sent = bench.wait()
        let challenge = try #require(sent.first).packet
        let reply = prover.receive(challenge, now: bench.now)
        let answer = try #require(reply)
        bench.now -= 1
        guard case .record(_, let record)? = bench.ask(answer, from: fixture.home).first else {
            Issue.record("expected a record")
            return
        }
        #expect(record.record.refusals.clockSteps == 1)
        #expect(record.record.samples.isEmpty)
    }

    @Test func `an answer from another address is astray and counts for nothing`() throws {
        var bench = LandmarkBench(fixture)
        var prover = fixture.prover(try fixture.grant(directory, rounds: 1))
        bench.greet(&prover, from: fixture.home)
        let sent = bench.wait()
        let challenge = try #require(sent.first).packet
        let answer = prover.receive(challenge, now: bench.now)
        let reply = try #require(answer)
        #expect(bench.ask(reply, from: fixture.elsewhere) == [])
        #expect(bench.desk.tally.astray == 1)
        guard case .record(_, let record)? = bench.ask(reply, from: fixture.home).first else {
            Issue.record("expected a record")
            return
        }
        #expect(record.record.refusals == Refusals())
        #expect(record.record.samples.count == 1)
    }

    @Test func `a flood of refused answers adds no state, and the true answer still counts`() throws {
        var bench = LandmarkBench(fixture)
        var prover = fixture.prover(try fixture.grant(directory, rounds: 1))
        bench.greet(&prover, from: fixture.home)
        let sent = bench.wait()
        let challenge = try #require(sent.first).packet
        let session = try #require(challenge.challenge).session
        let deadline = bench.desk.nextDeadline
        for number in 0..<9_000 {
            let round: UInt32 = number.isMultiple(of: 3) ? 0 : number.isMultiple(of: 2) ? 1 : UInt32(number)
            bench.now += 10_000
            #expect(bench.ask(.reply(session: session, round: round, mac: zeros), from: fixture.home) == [])
        }
        #expect(bench.desk.nextDeadline == deadline)
        #expect(bench.desk.guestCount == 1)
        let reply = prover.receive(challenge, now: bench.now)
        let answer = try #require(reply)
        guard case .record(_, let record)? = bench.ask(answer, from: fixture.home).first else {
            Issue.record("expected a record")
            return
        }
        #expect(record.record.refusals.total == 9_000)
        #expect(record.record.samples == [90 * millisecond])
    }

    @Test(arguments: [1, 50, 2_000] as [UInt32])
    func `rounds follow one another after a millisecond to the pause of the grant`(pause: UInt32) throws {
        var bench = LandmarkBench(fixture)
        let grant = try fixture.grant(directory, rounds: 64, pause: pause)
        let delay = 3 * millisecond
        #expect(bench.play(grant, delay: delay) != nil)
        #expect(bench.challengedAt.count == 64)
        // The first follows the accept; each other, the answer before it.
        let answered = [millisecond] + bench.challengedAt.dropLast().map { $0 + delay }
        let pauses = zip(bench.challengedAt, answered).map { $0 - $1 }
        #expect(pauses.allSatisfy { (millisecond...UInt64(pause) * millisecond).contains($0) })
        // Nobody can tell when the next one comes, unless there is no room.
        #expect(pause == 1 ? Set(pauses).count == 1 : Set(pauses).count > 60)
    }

    @Test func `a count stops where its field ends`() {
        var refusals = Refusals()
        refusals.late = .max - 1
        for _ in 0..<3 { refusals.count(\.late) }
        #expect(refusals.late == .max)
        #expect(refusals.total == Int(UInt16.max))
    }
}
