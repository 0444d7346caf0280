// A port of part of geodesicline.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2022) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

import Quantities

/// A geodesic that leaves a place in an azimuth and goes on for ever.
struct GeodesicLine: Sendable {
    private let ellipsoid: Ellipsoid
    private let longitude: Double
    /// α₀, the azimuth in which it crosses the equator northwards.
    private let crossing: SineCosine
    /// The place on the auxiliary sphere: σ₁ along the geodesic and ω₁ around the axis, from that crossing.
    private let sigma: SineCosine
    private let omega: SineCosine
    /// τ₁ = σ₁ + C₁(σ₁), which grows evenly with the distance.
    private let tau: SineCosine
    private let distance: ArcIntegral
    private let epsilon: Double

    /// - Parameter azimuth: degrees clockwise from north; any number of turns.
    init(from origin: Coordinates, towards azimuth: Double, on ellipsoid: Ellipsoid = .wgs84) {
        self.ellipsoid = ellipsoid
        longitude = origin.longitude
        let alpha = SineCosine(degrees: azimuth.remainder(dividingBy: 360))
        let beta = ellipsoid.reducedLatitude(origin.latitude)
        crossing = SineCosine(
            sine: alpha.sine * beta.cosine, cosine: SineCosine.length(alpha.cosine, alpha.sine * beta.sine))
        let isAlongEquator = beta.sine == 0 && alpha.cosine == 0
        let cosine = isAlongEquator ? 1 : beta.cosine * alpha.cosine
        sigma = SineCosine(sine: beta.sine, cosine: cosine).normalised
        omega = SineCosine(sine: crossing.sine * beta.sine, cosine: cosine)
        epsilon = ellipsoid.expansion(cosine: crossing.cosine)
        distance = .distance(epsilon)
        tau = sigma + SineCosine(radians: distance.terms(sigma))
    }

    /// Degrees of the place at a distance along it, longitude in −180 … 180; not numbers when the distance or the
    /// azimuth is none.
    func place(at kilometres: Double) -> (latitude: Double, longitude: Double) {
        let turn = kilometres / (ellipsoid.polarRadius * (1 + distance.excess))
        let end = tau + SineCosine(radians: turn)
        let length = turn + SineSeries.arcOfDistance(epsilon)(end) + distance.terms(sigma)
        var sigma2 = sigma + SineCosine(radians: length)
        var beta = SineCosine(
            sine: crossing.cosine * sigma2.sine,
            cosine: SineCosine.length(crossing.sine, crossing.cosine * sigma2.cosine))
        if beta.cosine == 0 {
            // At a pole.
            beta.cosine = SineCosine.tiny
            sigma2.cosine = SineCosine.tiny
        }
        let omega2 = SineCosine(sine: crossing.sine * sigma2.sine, cosine: sigma2.cosine)
        let arc = Arc(from: sigma, to: sigma2, length: length)
        let lag = ellipsoid.flattening * crossing.sine * ellipsoid.longitudeIntegral(epsilon)(arc)
        let east = ((omega2 - omega).radians - lag) * 180 / .pi
        return (
            latitude: SineCosine(sine: beta.sine, cosine: ellipsoid.axisRatio * beta.cosine).degrees,
            longitude: (longitude + east.remainder(dividingBy: 360)).remainder(dividingBy: 360)
        )
    }
}
