import Quantities
import TestSupport
import Testing

@testable import DelayLine

struct RateTests {
    /// When packets of random sizes, offered in bursts, leave a link.
    private static func departures(of link: Link, seed: UInt64) -> [(bytes: Int, at: UInt64)] {
        var random = SplitMix64(seed: seed)
        var line = DelayLine<Int>(seed: seed)
        let id = line.addLink(link)
        var now: UInt64 = 0
        for _ in 0..<400 {
            if random.index(below: 4) == 0 { now += UInt64(random.index(below: 5_000_000)) }
            let bytes = 40 + random.index(below: 1_460)
            line.offer(bytes, bytes: bytes, on: id, .forward, at: now)
        }
        var departures: [(bytes: Int, at: UInt64)] = []
        while let due = line.earliest, let bytes = line.take(at: due) { departures.append((bytes, due)) }
        return departures
    }

    @Test(arguments: [1, 2, 3] as [UInt64], [Jitter.none, .exponential(mean: 1_000_000)])
    func `the rate is never exceeded over any window`(seed: UInt64, jitter: Jitter) {
        var link = Link(delay: 1_000_000)
        link.rate = Rate(bitsPerSecond: 9_999_991, queueLimit: 50_000)
        link.jitter = jitter
        let departures = Self.departures(of: link, seed: seed)
        #expect(departures.count > 100)
        for (first, start) in departures.enumerated() {
            var bits = 0
            for end in departures.dropFirst(first + 1) {
                // The first packet of a window was sent before it.
                bits += end.bytes * 8
                #expect(Double(bits) <= Double(end.at - start.at) * 9_999_991 / 1e9)
            }
        }
    }

    @Test func `a packet takes its length on the wire, then its delay`() {
        var link = Link(delay: 1_000_000)
        link.rate = Rate(bitsPerSecond: 8_000_000, queueLimit: 3_000)
        var line = DelayLine<Int>(seed: 1)
        let id = line.addLink(link)
        // 1,000 bytes at 1 byte/µs: 1 ms each.
        #expect(line.offer(1, bytes: 1_000, on: id, .forward, at: 0) == .scheduled(due: 2_000_000))
        #expect(line.offer(2, bytes: 1_000, on: id, .forward, at: 0) == .scheduled(due: 3_000_000))
        #expect(line.offer(3, bytes: 1_000, on: id, .forward, at: 0) == .scheduled(due: 4_000_000))
        #expect(line.offer(4, bytes: 1_000, on: id, .forward, at: 0) == .dropped(.queueFull))
        // The other direction has a wire of its own.
        #expect(line.offer(5, bytes: 1_000, on: id, .backward, at: 0) == .scheduled(due: 2_000_000))
        // A millisecond later there is room for one more.
        #expect(line.offer(6, bytes: 1_000, on: id, .forward, at: 1_000_000) == .scheduled(due: 5_000_000))
        #expect(line.offer(7, bytes: 1, on: id, .forward, at: 1_000_000) == .dropped(.queueFull))
        #expect(line.counts.dropped(.queueFull) == 2)
    }

    @Test func `a lost packet has taken its time of the wire`() {
        var link = Link(delay: 0)
        link.rate = Rate(bitsPerSecond: 8_000_000, queueLimit: 10_000)
        link.loss = 1
        var line = DelayLine<Int>(seed: 1)
        let id = line.addLink(link)
        #expect(line.offer(1, bytes: 1_000, on: id, .forward, at: 0) == .dropped(.lost))
        link.loss = 0
        line.replace(id, with: link)
        #expect(line.offer(2, bytes: 1_000, on: id, .forward, at: 0) == .scheduled(due: 2_000_000))
    }

    @Test(arguments: [(1_000, 8_000_000, 1_000_000), (1, 3, 2_666_666_667), (0, 5, 0)] as [(Int, UInt64, UInt64)])
    func `serialisation is bits over rate, rounded up`(bytes: Int, rate: UInt64, expected: UInt64) {
        #expect(Rate(bitsPerSecond: rate, queueLimit: 0).serialisation(of: bytes) == expected)
    }
}
