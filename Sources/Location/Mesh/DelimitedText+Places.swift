import Documents
import Quantities

extension DelimitedText.Row {
    /// The place in the columns latitude and longitude.
    ///
    /// - Throws: `DocumentError` for anything off the earth.
    func place() throws -> Coordinates {
        let latitude = try number("latitude", in: -90...90, expected: "degrees from -90 to 90")
        let longitude = try number("longitude", in: -180...180, expected: "degrees from -180 to 180")
        guard let place = Coordinates(latitude: latitude, longitude: longitude) else {
            throw error("latitude", expected: "a place on the earth")
        }
        return place
    }

    /// A round trip in milliseconds.
    ///
    /// - Throws: `DocumentError` for what is no time: not a number, not finite, not above nought.
    func roundTrip(_ column: String) throws -> Seconds {
        Seconds(
            try number(column, in: 1e-9...1e12, expected: "a round trip in milliseconds, from 1e-9 to 1e12") / 1_000)
    }
}
