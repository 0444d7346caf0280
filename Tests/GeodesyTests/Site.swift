import Quantities
import Testing

/// A place with a name, for tables.
struct Site: Sendable, CustomTestStringConvertible {
    let name: String
    let latitude: Double
    let longitude: Double

    init(_ name: String, _ latitude: Double, _ longitude: Double) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
    }

    var place: Coordinates {
        get throws { try #require(Coordinates(latitude: latitude, longitude: longitude)) }
    }

    var testDescription: String { name }
}
