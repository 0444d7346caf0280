package import Quantities

/// Shortest paths on the WGS84 ellipsoid, for any two places, opposite ones included: C. F. F. Karney, "Algorithms
/// for geodesics", J. Geodesy 87, 43–55 (2013), https://doi.org/10.1007/s00190-012-0578-z, with series to the sixth
/// order.
///
/// ```swift
/// let (distance, azimuth) = Geodesic.inverse(wellington, salamanca)   // 19,959.679 km, leaving at 161.07°
/// let there = Geodesic.place(distance, towards: azimuth, from: wellington)   // Salamanca
/// ```
///
/// Right to 15 nm on the ellipsoid, by its author's measure. Mountains and the depths of the sea it knows nothing of; it
/// gives no areas, and no second path where two are equally short.
package enum Geodesic {
    /// The shortest distance over the ellipsoid. The same both ways, to the last bit.
    package static func distance(_ a: Coordinates, _ b: Coordinates) -> Kilometres {
        Kilometres(InverseProblem(a, b).solution.kilometres)
    }

    /// The shortest distance, and the azimuth in which the path leaves `a`: degrees clockwise from north,
    /// −180 … 180.
    ///
    /// Where many paths are equally short, one is chosen: opposite places on the equator are joined over the north
    /// pole, and at a pole the azimuth counts from the meridian that its longitude names.
    package static func inverse(_ a: Coordinates, _ b: Coordinates) -> (distance: Kilometres, azimuth: Double) {
        let problem = InverseProblem(a, b)
        let solution = problem.solution
        return (Kilometres(solution.kilometres), problem.azimuth(of: solution).degrees)
    }

    /// The place that is reached by going straight ahead, in degrees clockwise from north at the origin. A negative
    /// distance goes backwards; past the opposite side the path goes on, though it is no longer the shortest.
    ///
    /// The origin itself when distance or azimuth is not finite.
    package static func place(
        _ distance: Kilometres, towards azimuth: Double, from origin: Coordinates
    ) -> Coordinates {
        let end = GeodesicLine(from: origin, towards: azimuth).place(at: distance.value)
        return Coordinates(latitude: end.latitude, longitude: end.longitude) ?? origin
    }
}
