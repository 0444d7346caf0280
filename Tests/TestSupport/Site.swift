package import Quantities

/// A place with a name, for tables.
package struct Site: Sendable, CustomStringConvertible {
    package let name: String
    package let latitude: Double
    package let longitude: Double

    package init(_ name: String, _ latitude: Double, _ longitude: Double) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
    }

    package var place: Coordinates {
        get throws {
            guard let place = Coordinates(latitude: latitude, longitude: longitude) else {
                throw OffTheEarth(site: self)
            }
            return place
        }
    }

    package var description: String { name }

    /// A test that names a place wrongly.
    package struct OffTheEarth: Error {
        package let site: Site
    }
}
