import Foundation
import Location
import Quantities
import TestSupport
import Testing

struct DelayLawTests {
    typealias Knot = DelayLaw.Knot

    /// Times that grow with the distance, equally scattered.
    private func plain() throws -> DelayLaw {
        try #require(
            DelayLaw(knots: [
                Knot(distance: 10_000, median: 0.18, scatter: 0.4), Knot(distance: 10, median: 0.001, scatter: 0.4),
                Knot(distance: 1_000, median: 0.02, scatter: 0.4),
            ]))
    }

    @Test func `half of all round trips take at most the median`() throws {
        let law = try plain()
        for (distance, median) in [(10.0, 0.001), (1_000, 0.02), (10_000, 0.18)] {
            #expect(abs(law.chance(of: Seconds(median), over: Kilometres(distance)) - 0.5) < 1e-12)
            #expect(abs(law.deviation(of: Seconds(median), over: Kilometres(distance))) < 1e-12)
        }
        // One scatter late: the normal distribution's 84 %.
        let late = Seconds(0.02 * exp(0.4))
        #expect(abs(law.deviation(of: late, over: 1_000) - 1) < 1e-9)
        #expect(abs(law.chance(of: late, over: 1_000) - 0.841_344_746) < 1e-8)
    }

    @Test func `between knots the logarithm goes straight, beyond them the law stays`() throws {
        let law = try plain()
        #expect(abs(exp(law.usual(505).logarithm) - (0.001 * 0.02).squareRoot()) < 1e-12)
        #expect(law.usual(0).logarithm == law.usual(10).logarithm)
        #expect(abs(law.usual(20_000).logarithm - law.usual(10_000).logarithm) < 1e-12)
        #expect(law.knots.map(\.distance) == [10, 1_000, 10_000])
    }

    @Test func `more time is never less likely to do, more distance never more likely`() throws {
        let law = try plain()
        let times = (0...60).map { Seconds(0.000_1 * pow(1.15, Double($0))) }
        let distances = stride(from: 0.0, through: 20_000, by: 250).map { Kilometres($0) }
        for distance in distances {
            let chances = times.map { law.chance(of: $0, over: distance) }
            #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
            #expect(chances.allSatisfy { (0...1).contains($0) })
        }
        for time in times {
            let chances = distances.map { law.chance(of: time, over: $0) }
            #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 })
        }
    }

    @Test(arguments: [0, -0.001, -.infinity, .nan] as [Double])
    func `nothing takes no time`(seconds: Double) throws {
        for law in [try plain(), .ripeAnchors2018] {
            #expect(law.chance(of: Seconds(seconds), over: 0) == 0)
            #expect(law.chance(of: Seconds(seconds), over: 1_000) == 0)
        }
    }

    @Test func `pairs that follow a law give the law back`() throws {
        func median(_ distance: Kilometres) -> Seconds { distance * 3.6 / SignalSpeed.fibre.value + 0.002 }
        var random = SplitMix64(seed: 8)
        let pairs = (0..<8_000).map { _ in
            let distance = Kilometres(random.number(500, 16_000))
            // Nearly normal: the sum of twelve.
            let deviation = (0..<12).reduce(-6) { sum, _ in sum + random.number(0, 1) }
            return (distance: distance, roundTrip: median(distance) * exp(0.3 * deviation))
        }
        let law = try #require(DelayLaw(pairs: pairs))
        let knots = law.knots.filter { $0.distance >= 1_000 }
        #expect(knots.count > 5)
        for knot in knots {
            #expect(abs(knot.median / median(knot.distance) - 1) < 0.05, "\(knot)")
            #expect((0.25...0.36).contains(knot.scatter), "\(knot)")
        }
    }

    @Test func `too few pairs teach nothing`() {
        let pair = (distance: Kilometres(100), roundTrip: Seconds(0.003))
        #expect(DelayLaw(pairs: []) == nil)
        #expect(DelayLaw(pairs: Array(repeating: pair, count: 14)) == nil)
        #expect(DelayLaw(pairs: Array(repeating: pair, count: 15)) != nil)
        // As many, but not at any one distance.
        #expect(DelayLaw(pairs: (0..<21).map { (Kilometres(Double($0) * 900), Seconds(0.003)) }) == nil)
    }

    @Test(arguments: [
        [], [Knot(distance: 10, median: 0, scatter: 1)], [Knot(distance: 10, median: -1, scatter: 1)],
        [Knot(distance: 10, median: 1, scatter: 0)], [Knot(distance: 10, median: .init(.nan), scatter: 1)],
        [Knot(distance: 10, median: 1, scatter: 1), Knot(distance: 20, median: 1, scatter: -1)],
    ])
    func `knots without a time or a scatter make no law`(knots: [Knot]) {
        #expect(DelayLaw(knots: knots) == nil)
    }
}
