/// A place on the earth: geographic latitude and longitude in degrees on the WGS84 ellipsoid.
package struct Coordinates: Sendable, Hashable, Codable {
    /// Degrees north, −90 … 90.
    package let latitude: Double
    /// Degrees east, −180 … 180.
    package let longitude: Double

    /// Nil when a value is out of range or not a number.
    package init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let latitude = try container.decode(Double.self, forKey: .latitude)
        let longitude = try container.decode(Double.self, forKey: .longitude)
        guard let valid = Coordinates(latitude: latitude, longitude: longitude) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "latitude \(latitude), longitude \(longitude): expected −90…90 and −180…180 degrees"
                )
            )
        }
        self = valid
    }
}
