import Quantities
import TestSupport
import Testing

@testable import DelayLine

struct DelayLineTests {
    /// A packet of a test: its number, and when it was offered on which way.
    private struct Sent: Hashable {
        let number: Int
        let link: LinkID
        let direction: Link.Direction
        let at: UInt64
    }

    /// What came out, and when.
    private typealias Schedule = [(sent: Sent, at: UInt64)]

    private static let links: [Link] = {
        var plain = Link(forwardDelay: 1_000_000, backwardDelay: 3_000_000)
        var shaky = plain
        shaky.jitter = .exponential(mean: 2_000_000)
        var even = plain
        even.jitter = .uniform(upTo: 5_000_000)
        even.loss = 0.1
        var loose = shaky
        loose.mayReorder = true
        plain.rate = Rate(bitsPerSecond: 10_000_000, queueLimit: 20_000)
        var narrow = shaky
        narrow.rate = Rate(bitsPerSecond: 8_000_000, queueLimit: 30_000)
        return [plain, shaky, even, loose, narrow]
    }()

    /// Offers 4,000 packets over all links, and takes what is due as it goes.
    private static func run(seed: UInt64, traffic: UInt64 = 9) -> (schedule: Schedule, line: DelayLine<Sent>) {
        var random = SplitMix64(seed: traffic)
        var line = DelayLine<Sent>(seed: seed)
        let ids = links.map { line.addLink($0) }
        var schedule: Schedule = []
        var now: UInt64 = 0
        for number in 0..<4_000 {
            now += UInt64(random.index(below: 400_000))
            while let due = line.earliest, due <= now, let item = line.take(at: due) { schedule.append((item, due)) }
            let direction: Link.Direction = random.index(below: 2) == 0 ? .forward : .backward
            let sent = Sent(number: number, link: random.pick(ids), direction: direction, at: now)
            line.offer(sent, bytes: 40 + random.index(below: 1_460), on: sent.link, direction, at: now)
        }
        while let due = line.earliest, let item = line.take(at: due) { schedule.append((item, due)) }
        return (schedule, line)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `nothing leaves before its delay is over`(seed: UInt64) throws {
        let (schedule, line) = Self.run(seed: seed)
        #expect(schedule.count > 3_000)
        for (sent, at) in schedule {
            let link = try #require(line.link(sent.link))
            #expect(at >= sent.at + link.delay(sent.direction))
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `packets of one direction of a link keep their order, unless they may reorder`(seed: UInt64) throws {
        let (schedule, line) = Self.run(seed: seed)
        var wasReordered = false
        for (_, packets) in Dictionary(grouping: schedule, by: { "\($0.sent.link.index) \($0.sent.direction)" }) {
            let numbers = packets.map(\.sent.number)
            let first = try #require(packets.first)
            if try #require(line.link(first.sent.link)).mayReorder {
                wasReordered = wasReordered || numbers != numbers.sorted()
            } else {
                #expect(numbers == numbers.sorted())
            }
        }
        #expect(wasReordered)
    }

    @Test func `the same seed gives the same schedule, another seed another`() {
        let first = Self.run(seed: 4).schedule
        let same = Self.run(seed: 4).schedule
        let other = Self.run(seed: 5).schedule
        #expect(first.map(\.sent) == same.map(\.sent))
        #expect(first.map(\.at) == same.map(\.at))
        #expect(first.map(\.at) != other.map(\.at))
    }

    @Test func `traffic on one link changes nothing on another`() {
        func dues(disturbed: Bool) -> [OfferOutcome] {
            var line = DelayLine<Int>(seed: 8)
            let ids = Self.links.map { line.addLink($0) }
            return (0..<500).map { number in
                let now = UInt64(number) * 1_000_000
                if disturbed {
                    for id in ids.dropFirst(3) { line.offer(0, bytes: 900, on: id, .forward, at: now) }
                    line.offer(0, bytes: 900, on: ids[2], .backward, at: now)
                }
                return line.offer(number, bytes: 100, on: ids[2], .forward, at: now)
            }
        }
        #expect(dues(disturbed: true) == dues(disturbed: false))
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `the counts add up`(seed: UInt64) {
        var (schedule, line) = Self.run(seed: seed)
        #expect(line.counts.offered == 4_000)
        #expect(line.counts.taken == schedule.count)
        #expect(line.counts.scheduled + line.counts.dropped == line.counts.offered)
        #expect(DropReason.allCases.map { line.counts.dropped($0) }.reduce(0, +) == line.counts.dropped)
        #expect(line.underway == 0)
        let id = line.addLink(Link(delay: 5))
        line.offer(schedule[0].sent, bytes: 1, on: id, .forward, at: 0)
        #expect(line.underway == 1)
        #expect(line.counts.offered == line.counts.taken + line.underway + line.counts.dropped)
    }

    @Test(arguments: [0, 0.01, 0.05, 0.2, 0.5, 1])
    func `of ten thousand packets about the asked share is lost`(probability: Double) {
        var link = Link(delay: 1_000)
        link.loss = probability
        var line = DelayLine<Int>(seed: 12)
        let id = line.addLink(link)
        for number in 0..<10_000 { line.offer(number, bytes: 64, on: id, .forward, at: UInt64(number)) }
        let share = Double(line.counts.dropped(.lost)) / 10_000
        // Four standard deviations of a binomial share: exact for 0 and 1.
        #expect(abs(share - probability) <= 4 * (probability * (1 - probability) / 10_000).squareRoot())
    }

    @Test func `a link of another line takes nothing, and says so`() {
        var other = DelayLine<Int>(seed: 1)
        let id = other.addLink(Link(delay: 1))
        var line = DelayLine<Int>(seed: 1)
        #expect(line.offer(1, bytes: 1, on: id, .forward, at: 0) == .dropped(.noSuchLink))
        line.replace(id, with: Link(delay: 2))
        #expect(line.link(id) == nil)
        #expect(line.earliest == nil)
    }

    @Test func `a link set anew holds for later packets, and they don't overtake`() {
        var line = DelayLine<String>(seed: 1)
        let id = line.addLink(Link(delay: 1_000))
        #expect(line.offer("slow", bytes: 1, on: id, .forward, at: 0) == .scheduled(due: 1_000))
        line.replace(id, with: Link(delay: 10))
        #expect(line.offer("quick", bytes: 1, on: id, .forward, at: 1) == .scheduled(due: 1_000))
        #expect(line.take(at: 1_000) == "slow")
        #expect(line.take(at: 1_000) == "quick")
    }

    @Test func `times at the end of the clock never trap`() {
        var link = Link(delay: .max)
        link.jitter = .uniform(upTo: .max)
        link.rate = Rate(bitsPerSecond: 0, queueLimit: .max)
        var line = DelayLine<Int>(seed: 1)
        let id = line.addLink(link)
        #expect(line.offer(1, bytes: .max, on: id, .forward, at: .max - 1) == .scheduled(due: .max))
        #expect(line.offer(2, bytes: -5, on: id, .forward, at: 0) == .scheduled(due: .max))
        #expect(line.take(at: .max) == 1)
    }
}
