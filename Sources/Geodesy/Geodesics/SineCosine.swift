// A port of part of geomath.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2021) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

import Foundation

/// An angle as sine and cosine, which keep their digits near every multiple of 90°.
///
/// Both may share a positive factor: sums, differences and arctangents don't mind.
struct SineCosine: Sendable {
    /// The least cosine a latitude is given, so that a pole still has a longitude: √(least normal number).
    static let tiny = 0x1p-511
    static let north = SineCosine(sine: 0, cosine: 1)
    static let east = SineCosine(sine: 1, cosine: 0)

    var sine: Double
    var cosine: Double

    static func + (left: SineCosine, right: SineCosine) -> SineCosine {
        SineCosine(
            sine: left.sine * right.cosine + left.cosine * right.sine,
            cosine: left.cosine * right.cosine - left.sine * right.sine)
    }

    static func - (left: SineCosine, right: SineCosine) -> SineCosine {
        SineCosine(
            sine: left.sine * right.cosine - left.cosine * right.sine,
            cosine: left.cosine * right.cosine + left.sine * right.sine)
    }

    /// The factor that sine and cosine share.
    var length: Double { Self.length(sine, cosine) }

    /// √(x² + y²). Unlike the C library's `hypot` it rounds the same way everywhere.
    static func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }

    var normalised: SineCosine {
        let length = length
        return SineCosine(sine: sine / length, cosine: cosine / length)
    }

    /// For angles that lie in 0 … 180° but for rounding.
    var withoutNegativeSine: SineCosine { SineCosine(sine: max(0, sine) + 0, cosine: cosine) }
}

extension SineCosine {
    var radians: Double { atan2(sine, cosine) }

    init(radians: Double) { self.init(sine: sin(radians), cosine: cos(radians)) }

    /// Degrees from −180 to 180, the sign of zero kept.
    var degrees: Double {
        let isSteep = abs(sine) > abs(cosine)
        let (rise, run) = isSteep ? (cosine, sine) : (sine, cosine)
        let acute = atan2(rise, run < 0 ? -run : run) * 180 / .pi
        return switch (isSteep, run < 0) {
        case (false, false): acute
        case (false, true): Double(signOf: rise, magnitudeOf: 180) - acute
        case (true, false): 90 - acute
        case (true, true): acute - 90
        }
    }

    /// - Parameters:
    ///   - degrees: −180 … 180.
    ///   - rest: what `degrees` had no digits left for.
    init(degrees: Double, rest: Double = 0) {
        let quarters = (degrees / 90).rounded(.toNearestOrEven)
        let acute = SineCosine(radians: Self.snapped(degrees - 90 * quarters + rest) * .pi / 180)
        switch quarters {
        case 1: self.init(sine: acute.cosine, cosine: 0 - acute.sine)
        case -1: self.init(sine: -acute.cosine, cosine: acute.sine)
        case 2, -2: self.init(sine: -acute.sine, cosine: -acute.cosine)
        default: self = acute
        }
        if sine == 0 { sine = Double(signOf: degrees, magnitudeOf: 0) }
    }

    /// Degrees next to nought on a grid of 2⁻⁵⁷, less than a picometre on the earth: smaller ones become nought, so
    /// that no square underflows later.
    static func snapped(_ degrees: Double) -> Double {
        let magnitude = abs(degrees)
        guard magnitude < 0x1p-4 else { return degrees }
        return Double(signOf: degrees, magnitudeOf: 0x1p-4 - (0x1p-4 - magnitude))
    }
}

/// How far east one longitude lies of another, in degrees: the nearest number in −180 … 180, and what it leaves.
struct LongitudeDifference: Sendable {
    let degrees: Double
    let rest: Double

    /// - Parameters: longitudes in −180 … 180.
    init(from west: Double, to east: Double) {
        var (sum, rest) = Self.exactSum(-west, east)
        if abs(sum) > 180 { sum -= Double(signOf: sum, magnitudeOf: 360) }
        (sum, rest) = Self.exactSum(sum, rest)
        // Half a turn is east or west by what was left over, and no turn by the order of the two.
        let isUndecided = sum == 0 || abs(sum) == 180
        degrees = isUndecided ? Double(signOf: rest == 0 ? east - west : -rest, magnitudeOf: sum) : sum
        self.rest = rest
    }

    /// A sum and its rounding error, which together are exact.
    private static func exactSum(_ u: Double, _ v: Double) -> (sum: Double, rest: Double) {
        let sum = u + v
        let uPart = sum - v
        let vPart = sum - uPart
        return (sum, sum == 0 ? sum : 0 - ((uPart - u) + (vPart - v)))
    }
}
