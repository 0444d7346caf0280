import Foundation

/// What the busiest of the ranks that share a layer's experts gets to do, and how many of its experts.
///
/// The step waits for the busiest rank. Its load relative to the mean is the maximum over ranks of two things: the
/// popularity of the experts that happen to live there, and the scatter of random choices (`ExtremeValue`). The first
/// is taken as gamma distributed, capped by the most popular expert, the second as counts of rare events:
///
///     popularity   variance ÷ experts per rank × (1 − 1 ÷ ranks)
///     scatter      (1 − 1 ÷ ranks) × (experts − k) ÷ (experts − 1) ÷ rows per rank
///
/// An expert is touched by at least one of T tokens with probability 1 − (1 − p)ᵀ, averaged over popularities.
///
/// Redundant experts are copies of the most popular ones, placed so that ranks are level (EPLB): what is left is the
/// popularity of the hottest copy, felt the less the more copies share a rank. That they are placed by the popularity
/// that tokens really show is taken for granted; popularity that drifts isn't modelled.
package struct ExpertLoad: Sendable, Hashable {
    /// Pairs of a token and an expert that the busiest rank computes.
    package let rows: Double
    /// Rows of the busiest rank relative to the mean over ranks, from one.
    package let imbalance: Double
    /// Experts that the busiest rank holds, copies included.
    package let held: Double
    /// Expected number of those that get at least one row.
    package let touched: Double

    /// - Parameters:
    ///   - tokens: before top-k, over all ranks.
    ///   - perToken: experts that each token chooses.
    ///   - experts: of the layer, copies aside.
    ///   - ranks: that the experts are spread over.
    ///   - skew: how unevenly tokens choose.
    ///   - redundant: copies of popular experts, over all ranks.
    @inlinable
    package init(
        tokens: Double, perToken: Double, experts: Double, ranks: Double, skew: ExpertSkew, redundant: Double = 0
    ) {
        held = max((experts + redundant) / ranks, 1)
        let mean = tokens * perToken / ranks
        let most = tokens * min(perToken, held)
        let popularity = Self.popularity(experts: experts, ranks: ranks, skew: skew, redundant: redundant, held: held)
        var factor = popularity
        if skew.isRandom {
            let share = (1 - 1 / ranks) * max(experts - perToken, 0) / max(experts - 1, 1)
            let scatter = ExtremeValue.counts(of: ranks, variance: share / max(mean, 1e-9)) - 1
            // Popular ranks scatter more; the fourth root is from simulation (ExpertLoadTests).
            let first = popularity - 1
            factor = 1 + (first * first + scatter * scatter * popularity.squareRoot()).squareRoot()
        }
        // Somebody has at least one whole row.
        let dealt = skew.isRandom || skew.depth > 0 ? mean * factor : (mean - 1e-9).rounded(.up)
        rows = min(max(dealt, min(tokens * perToken, 1)), most)
        imbalance = rows / max(mean, 1e-9)
        let reached = Self.touched(rows: rows, tokens: tokens, held: held, skew: skew)
        touched = min(max(reached, min(rows, 1)), held, rows)
    }

    /// Popularity of the busiest rank's experts, relative to the mean.
    @inlinable
    static func popularity(
        experts: Double, ranks: Double, skew: ExpertSkew, redundant: Double, held: Double
    ) -> Double {
        guard skew.depth > 0, ranks > 1 else { return 1 }
        guard redundant > 0 else {
            let variance = skew.variance / held * (1 - 1 / ranks)
            return min(ExtremeValue.gamma(of: ranks, variance: variance), skew.most, ranks)
        }
        let hottest = max(skew.most / cut(skew.depth * redundant / experts) * (1 + redundant / experts), 1)
        // Greedy placement levels ranks of several copies; the exponent is from simulation (ExpertLoadTests).
        return min(1 + (hottest - 1) / (held * held * held.squareRoot()), ranks)
    }

    /// How many times less popular the hottest copy is than the hottest expert was.
    ///
    /// Popularities that are even on a logarithmic scale: cutting the top down by y takes a copy for each expert
    /// above the cut, ln y, and, where experts need several, y − 1 − ½ ln y, whichever is more, in units of
    /// experts ÷ depth.
    @inlinable
    static func cut(_ copies: Double) -> Double {
        var several = 1 + copies + log(1 + copies) / 2
        for _ in 0..<2 {
            several -= (several - 1 - log(several) / 2 - copies) / (1 - 0.5 / several)
        }
        return min(exp(copies), several)
    }

    @inlinable
    static func touched(rows: Double, tokens: Double, held: Double, skew: ExpertSkew) -> Double {
        let mean = rows / held
        guard skew.depth > 0 else {
            guard skew.isRandom else { return rows }
            return held * (1 - missed(mean, tokens))
        }
        // A rank of few experts has fewer different ones.
        let spread = 1 - 1 / held
        let means = mean * (1 + spread * (skew.eighths - 1))
        guard skew.isRandom else { return held / 8 * pointwiseMin(means, SIMD8(repeating: 1)).sum() }
        var sum = 0.0
        for index in 0..<8 { sum += missed(means[index], tokens) }
        return held * (1 - sum / 8)
    }

    /// Probability (1 − p)ᵀ that an expert of this many expected rows, pT, gets none: by the first three terms of
    /// ln (1 − p), within 0.001 for p up to a half.
    @inlinable
    static func missed(_ rows: Double, _ tokens: Double) -> Double {
        let p = min(rows / tokens, 1)
        return exp(-rows * (1 + p * (0.5 + p / 3)))
    }
}
