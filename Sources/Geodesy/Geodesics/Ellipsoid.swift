// A port of part of geodesic.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2022) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

import Quantities

/// An ellipsoid of revolution that is flattened at the poles, with what its geodesics need again and again.
struct Ellipsoid: Sendable {
    static let wgs84 = Ellipsoid(
        equatorialRadius: PhysicalConstants.equatorialEarthRadius.value,
        flattening: PhysicalConstants.earthFlattening)

    /// a and b, in kilometres.
    let equatorialRadius: Double
    let polarRadius: Double
    /// f = (a − b) / a
    let flattening: Double
    /// b / a = 1 − f
    let axisRatio: Double
    /// n = (a − b) / (a + b)
    let thirdFlattening: Double
    /// e′² = (a² − b²) / b²
    let secondEccentricitySquared: Double
    /// Arcs shorter than this, in radians, need no iteration: 0.1 √(ε / (max(0.001, f) · min(1, 1 − f/2) / 2)).
    let shortArc: Double
    private let longitudeSeries: LongitudeSeries

    /// - Parameter flattening: greater than 0 and small; the series are good to 10⁻¹⁵ up to 1/150.
    init(equatorialRadius: Double, flattening f: Double) {
        self.equatorialRadius = equatorialRadius
        flattening = f
        axisRatio = 1 - f
        polarRadius = equatorialRadius * (1 - f)
        thirdFlattening = f / (2 - f)
        secondEccentricitySquared = f * (2 - f) / ((1 - f) * (1 - f))
        shortArc = 0.1 * 0x1p-26 / (max(0.001, f) * min(1, 1 - f / 2) / 2).squareRoot()
        longitudeSeries = LongitudeSeries(thirdFlattening: f / (2 - f))
    }

    /// The expansion parameter ε of the paper's equation 16, k² = e′² cos² α₀.
    ///
    /// - Parameter cosine: cos α₀ of the azimuth in which the geodesic crosses the equator.
    func expansion(cosine: Double) -> Double {
        let k2 = cosine * cosine * secondEccentricitySquared
        return k2 / (2 * (1 + (1 + k2).squareRoot()) + k2)
    }

    /// √(1 + e′² sin² β): how much longer a step north is than on the sphere, at a reduced latitude β.
    func stretch(sine: Double) -> Double { (1 + secondEccentricitySquared * sine * sine).squareRoot() }

    /// The reduced latitude β, tan β = (1 − f) tan φ, of a latitude φ in degrees; never quite a pole.
    func reducedLatitude(_ degrees: Double) -> SineCosine {
        let latitude = SineCosine(degrees: degrees)
        let reduced = SineCosine(sine: latitude.sine * axisRatio, cosine: latitude.cosine).normalised
        return SineCosine(sine: reduced.sine, cosine: max(SineCosine.tiny, reduced.cosine))
    }

    /// I₃, by which longitudes on the ellipsoid fall behind those on the sphere.
    func longitudeIntegral(_ epsilon: Double) -> ArcIntegral { longitudeSeries.integral(epsilon) }

    /// A₃ alone.
    func longitudeScale(_ epsilon: Double) -> Double { 1 + longitudeSeries.excess(epsilon) }
}
