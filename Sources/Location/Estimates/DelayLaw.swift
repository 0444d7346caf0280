import Foundation
package import Quantities

/// How long round trips over a distance usually take: one law for all paths, as Spotter has it (S. Laki et al.,
/// "Spotter: A model based active geolocation service", INFOCOM 2011), calibrated on a mesh of landmarks.
///
/// The logarithm of the round trip is taken as normal, with a median and a scatter that depend on the distance.
/// The law says what is usual, never what is possible: no verdict may rest on it.
package struct DelayLaw: Sendable, Equatable {
    /// What a mesh showed at about one distance.
    package struct Knot: Sendable, Equatable {
        package let distance: Kilometres
        package let median: Seconds
        /// Of the logarithm: 1.4826 times the median absolute deviation.
        package let scatter: Double

        package init(distance: Kilometres, median: Seconds, scatter: Double) {
            self.distance = distance
            self.median = median
            self.scatter = scatter
        }
    }

    /// By distance; at least one.
    package let knots: [Knot]

    /// Distances that calibration sorts pairs by.
    private static let edges: [Double] = [
        0, 5, 15, 40, 80, 130, 200, 300, 400, 550, 750, 1_000, 1_500, 2_000, 3_000, 4_500, 6_000, 8_000, 10_000,
        13_000, 16_000, 20_100,
    ]
    /// Fewer pairs say nothing about a distance.
    private static let fewest = 15

    package init?(knots: [Knot]) {
        guard !knots.isEmpty, knots.allSatisfy({ $0.median.value > 0 && $0.scatter > 0 }) else { return nil }
        self.knots = knots.sorted { $0.distance < $1.distance }
    }

    /// Calibrates on pairs of known distance; nil when there are too few.
    package init?(pairs: [(distance: Kilometres, roundTrip: Seconds)]) {
        let knots = zip(Self.edges, Self.edges.dropFirst()).compactMap { low, high -> Knot? in
            let near = pairs.filter { $0.distance.value >= low && $0.distance.value < high }
            guard near.count >= Self.fewest else { return nil }
            let logarithms = near.map { log($0.roundTrip.value) }
            guard let median = logarithms.median else { return nil }
            let scatter = 1.4826 * (logarithms.map { abs($0 - median) }.median ?? 0)
            let mean = near.reduce(0) { $0 + $1.distance.value } / Double(near.count)
            return Knot(distance: Kilometres(mean), median: Seconds(exp(median)), scatter: max(0.05, scatter))
        }
        self.init(knots: Self.rising(knots))
    }

    /// A longer way never usually takes less: where a median falls below an earlier one, that one stands.
    private static func rising(_ knots: [Knot]) -> [Knot] {
        var longest = Seconds.zero
        return knots.map { knot in
            longest = max(longest, knot.median)
            return Knot(distance: knot.distance, median: longest, scatter: knot.scatter)
        }
    }

    /// Median logarithm (of seconds) and scatter at a distance, between knots by straight lines.
    package func usual(_ distance: Kilometres) -> (logarithm: Double, scatter: Double) {
        let above = knots.firstIndex { $0.distance >= distance } ?? knots.count
        let high = knots[min(above, knots.count - 1)]
        let low = knots[max(0, above - 1)]
        let span = high.distance - low.distance
        let share = span > .zero ? min(1, max(0, (distance - low.distance) / span)) : 0
        let ends = (log(low.median.value), log(high.median.value))
        return (ends.0 + share * (ends.1 - ends.0), low.scatter + share * (high.scatter - low.scatter))
    }

    /// How far from usual a round trip over a distance is, in scatters: negative for a fast one.
    package func deviation(of roundTrip: Seconds, over distance: Kilometres) -> Double {
        deviation(ofLogarithm: log(roundTrip.value), over: distance)
    }

    /// The same for the logarithm of seconds, which a search takes once.
    func deviation(ofLogarithm logarithm: Double, over distance: Kilometres) -> Double {
        let usual = usual(distance)
        return (logarithm - usual.logarithm) / usual.scatter
    }

    /// The chance that a round trip over a distance takes at most so long.
    package func chance(of roundTrip: Seconds, over distance: Kilometres) -> Double {
        guard roundTrip.value > 0 else { return 0 }
        return 0.5 * erfc(-deviation(of: roundTrip, over: distance) / 2.0.squareRoot())
    }
}
