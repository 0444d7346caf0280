import Foundation

/// What the largest of several random amounts is expected to be.
enum ExtremeValue {
    /// Expected maximum of independent standard normals: Φ⁻¹((n − 3/8) ÷ (n + 1/4)) (Blom, *Statistical Estimates and
    /// Transformed Beta-Variables*, 1958), with the inverse of Φ from Abramowitz and Stegun 26.2.23. Off by less than
    /// 0.02 for any n; zero for one or fewer.
    @inlinable
    static func normal(of count: Double) -> Double {
        guard count > 1 else { return 0 }
        let t = (-2 * log(0.625 / (count + 0.25))).squareRoot()
        let above = 2.515517 + t * (0.802853 + t * 0.010328)
        let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        return max(t - above / below, 0)
    }

    /// The same of amounts that are positive and lean to the right, relative to their mean: a gamma distribution of
    /// this variance (relative to the mean squared), by Wilson and Hilferty's cube (PNAS 17, 1931). At least one.
    @inlinable
    static func gamma(of count: Double, variance: Double) -> Double {
        guard variance > 0 else { return 1 }
        let root = 1 - variance / 9 + normal(of: count) * variance.squareRoot() / 3
        return max(root * root * root, 1)
    }

    /// The same of counts of rare events, which lean half as much: Cornish and Fisher's first correction (1938) with
    /// the skewness of a Poisson distribution, the root of its relative variance. At least one.
    @inlinable
    static func counts(of count: Double, variance: Double) -> Double {
        let z = normal(of: count)
        return max(1 + z * variance.squareRoot() + variance * (z * z - 1) / 6, 1)
    }
}
