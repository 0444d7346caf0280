import Foundation
package import Quantities

/// A place as a unit vector from the centre of the spherical earth: distances become one dot product.
package struct Direction: Sendable {
    package let x: Double
    package let y: Double
    package let z: Double

    package init(_ place: Coordinates) {
        let latitude = place.latitude * .pi / 180
        let longitude = place.longitude * .pi / 180
        x = cos(latitude) * cos(longitude)
        y = cos(latitude) * sin(longitude)
        z = sin(latitude)
    }

    init(x: Double, y: Double, z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// The angle between two directions, in radians, exact for close ones.
    func angle(to other: Direction) -> Double {
        let dx = x - other.x
        let dy = y - other.y
        let dz = z - other.z
        return 2 * asin(min(1, (dx * dx + dy * dy + dz * dz).squareRoot() / 2))
    }

    /// The cosine of the angle between two directions.
    func cosine(to other: Direction) -> Double { x * other.x + y * other.y + z * other.z }

    /// The direction reached after `step` of the `whole` angle on the great circle to another.
    ///
    /// Opposite directions have no single great circle between them: then it stays.
    func moved(towards other: Direction, by step: Double, of whole: Double) -> Direction {
        let scale = sin(whole)
        guard scale > 1e-6 else { return self }
        let near = sin(whole - step) / scale
        let far = sin(step) / scale
        let (x, y, z) = (near * x + far * other.x, near * y + far * other.y, near * z + far * other.z)
        let length = (x * x + y * y + z * z).squareRoot()
        return length > 0 ? Direction(x: x / length, y: y / length, z: z / length) : self
    }
}

/// Distances along great circles of a sphere with the earth's mean radius.
///
/// The sphere stands for the WGS84 ellipsoid: a great-circle distance differs from the true geodesic by at
/// most `relativeError`. Everything that must never lose a feasible point widens by that much.
package enum GreatCircle {
    /// Largest relative difference between a mean-radius great circle and the WGS84 geodesic, 0.5614 %, rounded up.
    /// It is reached on meridians at the equator, where a degree is 110.574 km on the ellipsoid and 111.195 km on
    /// the sphere.
    package static let relativeError = 0.0057

    /// Distance over the surface by the haversine formula in its chord form, which stays exact for close
    /// points: d = 2R·asin(|a − b| / 2).
    package static func distance(_ a: Direction, _ b: Direction) -> Kilometres {
        PhysicalConstants.meanEarthRadius * a.angle(to: b)
    }

    package static func distance(_ a: Coordinates, _ b: Coordinates) -> Kilometres {
        distance(Direction(a), Direction(b))
    }

    /// The least the true distance can be, given the sphere's error.
    package static func shortestPossible(_ distance: Kilometres) -> Kilometres {
        distance / (1 + relativeError)
    }

    /// The most the true distance can be.
    package static func longestPossible(_ distance: Kilometres) -> Kilometres {
        distance / (1 - relativeError)
    }
}
