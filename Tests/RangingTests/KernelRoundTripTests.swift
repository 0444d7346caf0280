import Quantities
import Testing

@testable import Ranging

/// A wall clock that is stepped or slewed against the monotonic one, which here shows true time.
private struct InventedClocks {
    /// Nanoseconds that the wall clock is ahead at first.
    var ahead: Int64 = 1_795_000_000_000_000_000
    /// Steps: at what true time, by how many nanoseconds.
    var steps: [(at: UInt64, by: Int64)] = []
    /// Nanoseconds that the wall clock gains in a millisecond; 500 is what an NTP daemon slews by.
    var gain: Int64 = 0

    func wall(at time: UInt64) -> UInt64 {
        let stepped = steps.filter { $0.at <= time }.reduce(0) { $0 + $1.by }
        return UInt64(ahead + stepped + Int64(time) + Int64(time) * gain / 1_000_000)
    }

    /// Three readings over a width, beginning at a time.
    func bracket(at time: UInt64, width: UInt64 = 80) -> ClockBracket {
        ClockBracket(before: time, wall: wall(at: time + width / 2), after: time + width)
    }

    /// A round sent at 10 µs that takes so long; the clocks are read at 9 µs and 20 µs after it is over.
    func judge(_ roundTrip: UInt64) -> KernelRoundTrip {
        let before = bracket(at: 9_000)
        let received = 10_000 + roundTrip
        let after = bracket(at: received + 20_000)
        return KernelRoundTrip.judge(
            sent: wall(at: 10_000), received: wall(at: received), before: before, after: after,
            outer: after.before - before.after)
    }
}

struct KernelRoundTripTests {
    @Test(arguments: [0, 1, 700, 40_000, 250_000_000] as [UInt64])
    func `on even clocks the round trip is the difference of the stamps and the brackets' uncertainty`(
        roundTrip: UInt64
    ) {
        guard case .measured(let nanoseconds) = InventedClocks().judge(roundTrip) else {
            Issue.record("expected a measurement")
            return
        }
        #expect((roundTrip...(roundTrip + 160)).contains(nanoseconds))
    }

    /// Before the stamp of sending, between the stamps, and between the stamp of arrival and the last reading.
    @Test(
        arguments: [9_500, 10_000, 30_000, 49_999, 50_001, 60_000] as [UInt64], [-1_000_000_000, -500, 500, 1_000_000])
    func `a wall clock that is stepped while a round is under way measures nothing`(time: UInt64, step: Int64) {
        #expect(InventedClocks(steps: [(time, step)]).judge(40_000) == .clockStepped)
    }

    @Test(arguments: [8_000, 80_000] as [UInt64])
    func `a step before the round or after it is none of its business`(time: UInt64) {
        #expect(InventedClocks(steps: [(time, 1_000_000_000)]).judge(40_000) != .clockStepped)
    }

    @Test(arguments: [-500, 500] as [Int64], [40_000, 100_000_000] as [UInt64])
    func `a clock that is kept by others measures a little too long, and never too short`(
        gain: Int64, roundTrip: UInt64
    ) {
        guard case .measured(let nanoseconds) = InventedClocks(gain: gain).judge(roundTrip) else {
            Issue.record("500 parts in a million are what the kernel allows")
            return
        }
        #expect((roundTrip...(roundTrip + 200 + roundTrip / 1_000)).contains(nanoseconds))
    }

    @Test(arguments: [-80_000, -1_000, 1_000, 80_000] as [Int64])
    func `a clock that somebody bends further measures nothing`(gain: Int64) {
        #expect(InventedClocks(gain: gain).judge(100_000_000) == .clockStepped)
    }

    @Test func `stamps that contradict the process's clock measure nothing`() {
        let before = ClockBracket(before: 0, wall: 1_000_000, after: 100)
        let after = ClockBracket(before: 5_000, wall: 1_005_000, after: 5_100)
        func judge(_ sent: UInt64, _ received: UInt64) -> KernelRoundTrip {
            KernelRoundTrip.judge(sent: sent, received: received, before: before, after: after, outer: 4_900)
        }
        #expect(judge(1_000_200, 1_004_800) == .measured(nanoseconds: 4_700))
        #expect(judge(1_000_050, 1_005_000) == .measured(nanoseconds: 4_900))
        #expect(judge(1_000_200, 1_000_199) == .clockStepped)
        #expect(judge(1_000_200, 1_006_200) == .clockStepped)
    }

    @Test func `whatever happens to the clock once, no round trip is told shorter than it was`() {
        var random = SplitMix64(seed: 27)
        var measured = 0
        for _ in 0..<20_000 {
            let step = Int64(random.next() % 400) - 200
            let clocks = InventedClocks(
                steps: [(random.next() % 100_000, step)], gain: step.signum() * Int64(random.next() % 3))
            let roundTrip = random.next() % 60_000
            guard case .measured(let nanoseconds) = clocks.judge(roundTrip) else { continue }
            measured += 1
            #expect(nanoseconds >= roundTrip)
            #expect(nanoseconds <= roundTrip + 400)
        }
        #expect(measured > 1_000)
    }

    @Test func `no reading of any clock ends the program`() {
        var random = SplitMix64(seed: 5)
        let extremes: [UInt64] = [0, 1, UInt64(Int64.max), UInt64(Int64.max) + 1, .max]
        func any() -> UInt64 { random.next() % 3 == 0 ? random.next() : extremes[Int(random.next() % 5)] }
        for _ in 0..<20_000 {
            let before = ClockBracket(before: any(), wall: any(), after: any())
            let after = ClockBracket(before: any(), wall: any(), after: any())
            let outer = any()
            let judgement = KernelRoundTrip.judge(
                sent: any(), received: any(), before: before, after: after, outer: outer)
            if case .measured(let nanoseconds) = judgement { #expect(nanoseconds <= outer) }
        }
    }

    @Test func `the machine's own clocks are read in order`() {
        for _ in 0..<100 {
            let bracket = ClockBracket.read()
            #expect(bracket.before <= bracket.after)
            #expect(bracket.lowestOffset <= bracket.highestOffset)
        }
    }
}
