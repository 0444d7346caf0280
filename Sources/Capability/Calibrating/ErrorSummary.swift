import Foundation

/// How far predictions lie from measurements: relative errors, predicted ÷ measured − 1.
package struct ErrorSummary: Sendable, Hashable, Encodable {
    package let count: Int
    /// Mean of the absolute errors.
    package let mean: Double
    /// Median of the absolute errors.
    package let median: Double
    /// What nine in ten absolute errors stay below.
    package let p90: Double
    /// Median of the signed errors: above zero when predictions are too slow.
    package let bias: Double
    /// Signed errors that one in ten lies below, and one in ten above: the 80 % band.
    package let tenth: Double
    package let ninetieth: Double

    package init(_ errors: [Double]) {
        let signed = errors.sorted()
        let absolute = errors.map(abs).sorted()
        count = errors.count
        mean = errors.isEmpty ? 0 : absolute.reduce(0, +) / Double(errors.count)
        median = Self.quantile(absolute, 0.5)
        p90 = Self.quantile(absolute, 0.9)
        bias = Self.quantile(signed, 0.5)
        tenth = Self.quantile(signed, 0.1)
        ninetieth = Self.quantile(signed, 0.9)
    }

    /// A quantile of sorted values, between neighbours in proportion; zero when there are none.
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let place = share * Double(sorted.count - 1)
        let index = Int(place)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
    }
}
