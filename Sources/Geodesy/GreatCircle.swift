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
        let dx = a.x - b.x
        let dy = a.y - b.y
        let dz = a.z - b.z
        let halfChord = min(1, (dx * dx + dy * dy + dz * dz).squareRoot() / 2)
        return PhysicalConstants.meanEarthRadius * (2 * asin(halfChord))
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
