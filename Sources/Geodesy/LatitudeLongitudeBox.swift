import Foundation
package import Quantities

/// A box between two parallels and two meridians, in degrees.
package struct LatitudeLongitudeBox: Sendable, Hashable {
    package let south: Double
    package let west: Double
    package let north: Double
    package let east: Double

    /// The whole earth.
    package static let world = LatitudeLongitudeBox(south: -90, west: -180, north: 90, east: 180)

    package init(south: Double, west: Double, north: Double, east: Double) {
        self.south = south
        self.west = west
        self.north = north
        self.east = east
    }

    package var height: Double { north - south }
    package var width: Double { east - west }

    package var centre: (latitude: Double, longitude: Double) { ((south + north) / 2, (west + east) / 2) }

    /// Four quarters that cover the box.
    package var quarters: [LatitudeLongitudeBox] {
        let (middleLatitude, middleLongitude) = centre
        return [
            .init(south: south, west: west, north: middleLatitude, east: middleLongitude),
            .init(south: south, west: middleLongitude, north: middleLatitude, east: east),
            .init(south: middleLatitude, west: west, north: north, east: middleLongitude),
            .init(south: middleLatitude, west: middleLongitude, north: north, east: east),
        ]
    }

    /// The box grown by a distance on all sides, cut at the poles. It may reach beyond the antimeridian, where its
    /// longitudes go past ±180.
    package func grown(by margin: Kilometres) -> LatitudeLongitudeBox {
        // A degree of latitude is at least 110.57 km on WGS84; one of longitude shrinks with the cosine.
        let degrees = margin.value / 110.57
        let poleward = min(89.9, max(abs(south), abs(north)) + degrees)
        let sideways = degrees / cos(poleward * .pi / 180)
        return LatitudeLongitudeBox(
            south: max(-90, south - degrees), west: west - sideways, north: min(90, north + degrees),
            east: east + sideways)
    }

    /// The cap around the centre that holds the box.
    ///
    /// For boxes at most 90° wide the farthest point from the centre is a corner: along a parallel the distance
    /// grows with the difference in longitude, and along a meridian its cosine A·sin φ + B·cos φ has a single
    /// maximum, so the least value lies at an end.
    package var enclosingCap: Cap {
        let (latitude, longitude) = centre
        let middle = Direction(latitude: latitude, longitude: longitude)
        let corners = [(south, west), (south, east), (north, west), (north, east)]
        let radius =
            corners.map {
                GreatCircle.distance(middle, Direction(latitude: $0.0, longitude: $0.1))
            }.max() ?? 0
        return Cap(centre: middle, radius: radius)
    }
}

/// All places within a great-circle distance of a centre.
package struct Cap: Sendable {
    package let centre: Direction
    package let radius: Kilometres
}

extension Direction {
    init(latitude: Double, longitude: Double) {
        let place = Coordinates(
            latitude: min(90, max(-90, latitude)), longitude: min(180, max(-180, longitude)))
        // Clamped values are always in range.
        self = place.map(Direction.init) ?? Direction.northPole
    }

    private static let northPole = Direction(x: 0, y: 0, z: 1)

    private init(x: Double, y: Double, z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }
}
