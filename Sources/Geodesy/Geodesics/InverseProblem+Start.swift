// A port of part of geodesic.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2022) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

import Foundation

extension InverseProblem {
    /// Where the iteration begins, or the answer when none is needed.
    enum Start {
        case solution(Solution)
        /// The azimuth at the first place.
        case guess(SineCosine)
    }

    /// A short path from the sphere that fits best between the two; a long one from the plain sphere; and one between
    /// nearly opposite places from the astroid.
    var start: Start {
        let difference = beta2 - beta1
        let isShort = difference.cosine >= 0 && difference.sine < 0.5 && beta2.cosine * radians < 0.5
        let stretch = isShort ? middleStretch : 1
        let omega = isShort ? SineCosine(radians: radians / (ellipsoid.axisRatio * stretch)) : longitude
        let azimuth = departure(towards: omega)
        let arc = SineCosine(
            sine: azimuth.length, cosine: beta1.sine * beta2.sine + beta1.cosine * beta2.cosine * omega.cosine)
        if isShort, arc.sine < ellipsoid.shortArc {
            return .solution(
                Solution(
                    kilometres: arc.radians * ellipsoid.polarRadius * stretch, departure: usable(azimuth),
                    arrival: shortArrival(omega)))
        }
        let reach = 6 * ellipsoid.thirdFlattening * .pi * beta1.cosine * beta1.cosine
        let isNearlyOpposite = arc.cosine < 0 && arc.sine < reach
        return .guess(usable(isNearlyOpposite ? nearlyOpposite : azimuth))
    }

    /// √(1 + e′² sin² β) at the middle of the two latitudes.
    private var middleStretch: Double {
        let sine = beta1.sine + beta2.sine
        let cosine = beta1.cosine + beta2.cosine
        return ellipsoid.stretch(sine: sine / SineCosine.length(sine, cosine))
    }

    /// The azimuth, times sin σ, of the great circle to a longitude ω on the auxiliary sphere.
    private func departure(towards omega: SineCosine) -> SineCosine {
        let bulge = beta2.cosine * beta1.sine * omega.sine * omega.sine
        return SineCosine(
            sine: beta2.cosine * omega.sine,
            cosine: omega.cosine >= 0
                ? (beta2 - beta1).sine + bulge / (1 + omega.cosine)
                : (beta2 + beta1).sine - bulge / (1 - omega.cosine))
    }

    private func shortArrival(_ omega: SineCosine) -> SineCosine {
        let versine = omega.cosine >= 0 ? omega.sine * omega.sine / (1 + omega.cosine) : 1 - omega.cosine
        return SineCosine(
            sine: beta1.cosine * omega.sine, cosine: (beta2 - beta1).sine - beta1.cosine * beta2.sine * versine
        ).normalised
    }

    /// East, where rounding has left an azimuth that doesn't go there.
    private func usable(_ azimuth: SineCosine) -> SineCosine { azimuth.sine > 0 ? azimuth.normalised : .east }

    /// The azimuth to a place next to the antipode: section 5 of the paper. In coordinates x (east) and y (north)
    /// around the antipode, scaled so that its geodesics envelop the astroid through (±1, 0) and (0, ±1).
    private var nearlyOpposite: SineCosine {
        let epsilon = ellipsoid.expansion(cosine: beta1.sine)
        let scale = ellipsoid.flattening * beta1.cosine * ellipsoid.longitudeScale(epsilon) * .pi
        let x = SineCosine(sine: -longitude.sine, cosine: -longitude.cosine).radians / scale
        let y = (beta2 + beta1).sine / (scale * beta1.cosine)
        // On the line between the cusps, but for rounding.
        if y > -200 * Double.ulpOfOne, x > -1 - 1_000 * 0x1p-26 {
            let sine = min(1, -x)
            return SineCosine(sine: sine, cosine: -(1 - sine * sine).squareRoot())
        }
        let k = Self.astroid(x, y)
        let omega = SineCosine(radians: -scale * x * k / (1 + k))
        return departure(towards: SineCosine(sine: omega.sine, cosine: -omega.cosine))
    }

    /// The positive root k of k⁴ + 2k³ − (x² + y² − 1)k² − 2y²k − y² = 0, equation 55; nought where there is none.
    static func astroid(_ x: Double, _ y: Double) -> Double {
        let p = x * x
        let q = y * y
        let r = (p + q - 1) / 6
        // The limit for y → 0 and |x| ≤ 1 is |y| / √(1 − x²).
        if q == 0, r <= 0 { return 0 }
        let s = p * q / 4
        let r3 = r * r * r
        let discriminant = s * (s + 2 * r3)
        let u: Double
        if discriminant >= 0 {
            // The sign of the root that doesn't cancel.
            let root = Double(signOf: s + r3, magnitudeOf: discriminant.squareRoot())
            let t = cbrt(s + r3 + root)
            u = r + t + (t == 0 ? 0 : r * r / t)
        } else {
            // Of three cube roots, the one that doesn't cancel. Here r < 0.
            let angle = atan2((-discriminant).squareRoot(), -(s + r3))
            u = r + 2 * r * cos(angle / 3)
        }
        let v = SineCosine.length(u, y)
        let sum = u < 0 ? q / (v - u) : u + v
        let w = (sum - q) / (2 * v)
        return sum / ((sum + w * w).squareRoot() + w)
    }
}
