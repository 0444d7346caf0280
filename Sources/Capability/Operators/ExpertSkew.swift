import Foundation

/// How unevenly tokens choose among experts.
///
/// Popularities are taken to be spread by a power law over a span: the density of a popularity w is proportional to
/// w⁻ᵃ between one and the span. An exponent of one spreads them evenly on a logarithmic scale. Kept are the mean of
/// each eighth of the experts, relative to the mean of all, the variance, and the most popular's.
package struct ExpertSkew: Sendable, Hashable {
    /// Mean popularity of each eighth of the experts, the least popular first; their mean is one.
    package let eighths: SIMD8<Double>
    /// Variance of the experts' popularity, relative to its mean squared.
    package let variance: Double
    /// Popularity of the most popular expert; one when all are alike.
    package let most: Double
    /// Natural logarithm of the span.
    package let depth: Double
    /// Whether tokens choose at random, so that counts scatter about popularities; benchmarks deal tokens out.
    package let isRandom: Bool

    /// Tokens are dealt out in turn, as the "balanced" and "uniform" benchmarks do.
    package static let even = ExpertSkew(
        eighths: SIMD8(repeating: 1), variance: 0, most: 1, depth: 0, isRandom: false)
    /// Every expert is as likely as any other: the best that a router can be trained to.
    package static let random = ExpertSkew(
        eighths: SIMD8(repeating: 1), variance: 0, most: 1, depth: 0, isRandom: true)

    /// Popularities spread evenly on a logarithmic scale.
    ///
    /// - Parameter skew: natural logarithm of the span; zero for `random`.
    package init(skew: Double) {
        self = .powerLaw(exponent: 1, span: exp(max(skew, 0)))
    }

    private init(eighths: SIMD8<Double>, variance: Double, most: Double, depth: Double, isRandom: Bool) {
        self.eighths = eighths
        self.variance = variance
        self.most = most
        self.depth = depth
        self.isRandom = isRandom
    }

    /// - Parameters:
    ///   - exponent: a, above zero.
    ///   - span: largest possible popularity relative to the smallest possible one, from one.
    ///   - isRandom: whether tokens choose at random, or are dealt out in these shares.
    package static func powerLaw(exponent: Double, span: Double, isRandom: Bool = true) -> ExpertSkew {
        guard span > 1 + 1e-6 else { return isRandom ? .random : .even }
        // The closed forms divide by zero where the exponent is one, two or three.
        let nearest = exponent.rounded()
        let a = abs(exponent - nearest) < 1e-3 ? nearest + 1e-3 : exponent
        let width = pow(span, 1 - a) - 1
        // From the bottom up to a share u of the experts: the integral of the quantile (1 + width · u)^(1 ÷ (1 − a)).
        let power = (2 - a) / (1 - a)
        var means = SIMD8<Double>()
        var before = 1.0
        for index in 0..<8 {
            let next = pow(1 + width * Double(index + 1) / 8, power)
            means[index] = (next - before) / (power * width) * 8
            before = next
        }
        let mean = means.sum() / 8
        let square = (1 - a) / (3 - a) * (pow(span, 3 - a) - 1) / width
        return ExpertSkew(
            eighths: means / mean, variance: max(square / (mean * mean) - 1, 0), most: span / mean, depth: log(span),
            isRandom: isRandom)
    }

    /// What aiconfigurator's "power_law_<exponent>" stands for with this many tokens (`collector/helper.py`,
    /// `_generate_power_law_distribution`): popularities between 1 and 0.8 × tokens, or between 0.01 and 2 when there
    /// are no more choices than experts, dealt out, not drawn.
    package static func benchmark(exponent: Double, tokens: Double, perToken: Double, experts: Double) -> ExpertSkew {
        let span = tokens * perToken > experts ? 0.8 * tokens : 200
        return powerLaw(exponent: exponent, span: max(span, 1), isRandom: false)
    }
}
