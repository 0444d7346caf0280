// A port of part of geodesic.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2022) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

import Quantities

/// Two places between which the shortest path is sought, turned so that only one case is left to solve: the first is
/// southern and the farther from the equator, −90° ≤ φ₁ ≤ 0 and φ₁ ≤ φ₂ ≤ −φ₁, and the second lies east of it,
/// 0 ≤ λ ≤ 180°.
struct InverseProblem: Sendable {
    /// A path from the first place to the second, with the azimuths in which it leaves and arrives.
    struct Solution: Sendable {
        let kilometres: Double
        let departure: SineCosine
        let arrival: SineCosine
    }

    let ellipsoid: Ellipsoid
    /// Reduced latitudes.
    let beta1: SineCosine
    let beta2: SineCosine
    let stretch1: Double
    let stretch2: Double
    /// The difference in longitude; as an angle it has the more digits.
    let longitude: SineCosine
    let radians: Double
    /// Degrees that the longitudes lack of being opposite.
    private let supplement: Double
    private let isMeridional: Bool

    /// What the turning did, as −1 or 1.
    private let isSwapped: Bool
    private let eastward: Double
    private let northward: Double

    init(_ a: Coordinates, _ b: Coordinates, on ellipsoid: Ellipsoid = .wgs84) {
        self.ellipsoid = ellipsoid
        let difference = LongitudeDifference(from: a.longitude, to: b.longitude)
        eastward = Double(signOf: difference.degrees, magnitudeOf: 1)
        let degrees = abs(difference.degrees)
        let rest = difference.rest * eastward
        longitude = SineCosine(degrees: degrees, rest: rest)
        radians = degrees * .pi / 180
        supplement = (180 - degrees) - rest

        let latitudes = (SineCosine.snapped(a.latitude), SineCosine.snapped(b.latitude))
        isSwapped = abs(latitudes.0) < abs(latitudes.1)
        let (first, second) = isSwapped ? (latitudes.1, latitudes.0) : latitudes
        northward = Double(signOf: -first, magnitudeOf: 1)
        var beta1 = ellipsoid.reducedLatitude(first * northward)
        var beta2 = ellipsoid.reducedLatitude(second * northward)
        Self.align(&beta1, &beta2)
        (self.beta1, self.beta2) = (beta1, beta2)
        stretch1 = ellipsoid.stretch(sine: beta1.sine)
        stretch2 = ellipsoid.stretch(sine: beta2.sine)
        isMeridional = abs(first) == 90 || longitude.sine == 0
    }

    /// Makes latitudes that are equal by their more sensitive part equal in the other too; otherwise the arrival's
    /// cosine would be the root of a rounding error.
    private static func align(_ beta1: inout SineCosine, _ beta2: inout SineCosine) {
        if beta1.cosine < -beta1.sine {
            if beta2.cosine == beta1.cosine { beta2.sine = Double(signOf: beta2.sine, magnitudeOf: beta1.sine) }
        } else if abs(beta2.sine) == -beta1.sine {
            beta2.cosine = beta1.cosine
        }
    }

    var solution: Solution {
        if isMeridional { return meridional }
        // Places on the equator are joined along it, unless so nearly opposite that a way past a pole is shorter.
        if beta1.sine == 0, supplement >= ellipsoid.flattening * 180 {
            return Solution(kilometres: ellipsoid.equatorialRadius * radians, departure: .east, arrival: .east)
        }
        return switch start {
        case .solution(let solution): solution
        case .guess(let azimuth): iterated(from: azimuth)
        }
    }

    /// The azimuth at the place that was given first, before the turning.
    func azimuth(of solution: Solution) -> SineCosine {
        let azimuth = isSwapped ? solution.arrival : solution.departure
        return SineCosine(sine: azimuth.sine * eastward, cosine: azimuth.cosine * (isSwapped ? -northward : northward))
    }

    /// Along a meridian, over the pole when the longitudes are opposite. On an ellipsoid that is flattened at the
    /// poles this is always the shortest.
    private var meridional: Solution {
        let start = SineCosine(sine: beta1.sine, cosine: longitude.cosine * beta1.cosine)
        let arc = Arc(from: start, to: beta2)
        // The two tiny cosines of one pole seen from two longitudes.
        let isPoint = arc.length < 3 * SineCosine.tiny
        let length = isPoint ? 0 : max(0, ArcIntegral.distance(ellipsoid.thirdFlattening)(arc))
        return Solution(kilometres: length * ellipsoid.polarRadius, departure: longitude, arrival: .north)
    }
}
