import Foundation
package import Quantities

/// How far an estimate may be off, in parts that are independent of one another: standard deviations of the logarithm
/// of a time.
///
/// Parts add as squares. The interval that is stated holds the truth in about eight of ten cases, if logarithms of
/// errors are normal; `assay evaluate capability` counts how often it does.
package struct Doubt: Sendable, Hashable {
    package struct Part: Sendable, Hashable, Codable {
        /// Such as `experts`, `memory bandwidth`, `software age`.
        package let name: String
        /// Standard deviation of the answer's logarithm that comes of it.
        package let sigma: Double
    }

    package private(set) var parts: [Part] = []

    /// The normal deviate that one in ten lies beyond.
    package static let tenthQuantile = 1.281_551_565_544_6

    package init() {}

    package mutating func add(_ name: String, sigma: Double) {
        guard sigma > 0, sigma.isFinite else { return }
        parts.append(Part(name: name, sigma: sigma))
    }

    package var sigma: Double { parts.reduce(0) { $0 + $1.sigma * $1.sigma }.squareRoot() }

    /// The part that moves the answer most.
    package var largest: Part? { parts.max { $0.sigma < $1.sigma } }

    /// What a time is multiplied by at either end of the interval.
    package var factors: (low: Double, high: Double) {
        let width = exp(Self.tenthQuantile * sigma)
        return (1 / width, width)
    }

    /// The interval about a time, or about a rate, whose best value is given.
    package func interval(about best: Double) -> Interval<Double> {
        Interval(spanning: best, best * factors.low, best * factors.high)
    }
}
