import Foundation
import Quantities
import Testing

struct CoordinatesTests {
    @Test(arguments: [(0, 0), (90, 180), (-90, -180), (1.3521, 103.8198)] as [(Double, Double)])
    func `places on the earth are kept`(latitude: Double, longitude: Double) throws {
        let place = try #require(Coordinates(latitude: latitude, longitude: longitude))
        #expect(place.latitude == latitude)
        #expect(place.longitude == longitude)
    }

    @Test(
        arguments: [
            (90.01, 0), (-90.01, 0), (0, 180.01), (0, -180.01), (.nan, 0), (0, .nan), (.infinity, 0), (0, -.infinity),
        ] as [(Double, Double)])
    func `places off the earth are refused`(latitude: Double, longitude: Double) {
        #expect(Coordinates(latitude: latitude, longitude: longitude) == nil)
    }

    @Test(arguments: [
        #"{"latitude": 91, "longitude": 0}"#, #"{"latitude": 0, "longitude": 181}"#, #"{"latitude": 1}"#, "{}",
        #"{"latitude": "1", "longitude": 0}"#, #"{"latitude": null, "longitude": 0}"#,
    ])
    func `a decoder refuses what the initialiser refuses`(text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Coordinates.self, from: Data(text.utf8))
        }
    }

    @Test func `an encoded place decodes to itself`() throws {
        let place = try #require(Coordinates(latitude: 22.7487, longitude: 113.9353))
        let data = try JSONEncoder().encode(place)
        #expect(try JSONDecoder().decode(Coordinates.self, from: data) == place)
    }
}
