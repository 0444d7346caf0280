import Foundation
import Geodesy
import Location
import Quantities
import Testing

struct EstimateTests {
    private func observations(of device: Scene.Site, from names: [String], stretch: Double) throws -> [Observation] {
        try Scene.landmarks.filter { names.contains($0.name) }.map {
            try Scene.honest($0, to: device, stretch: stretch)
        }
    }

    private static let mesh = ["singapore", "bangkok", "manila", "taipei", "tokyo", "hanoi", "mumbai", "wuhan"]

    @Test(arguments: [
        Scene.Site("Johor", 1.9, 103.3), Scene.Site("Shenzhen", 22.5431, 114.0579),
        Scene.Site("Chengdu", 30.5728, 104.0668),
        Scene.Site("Osaka", 34.69, 135.5),
    ])
    func `paths that are equally crooked give the place back`(device: Scene.Site) throws {
        let estimate = try #require(
            Estimate(try observations(of: device, from: Self.mesh, stretch: 1.7)), "\(device.name)")
        let error = GreatCircle.distance(estimate.place, try device.place)
        #expect(error.value < 200, "\(device.name): \(error)")
        #expect(estimate.uncertainty.value >= 25)
    }

    @Test func `three landmarks are too few to guess from`() throws {
        let device = Scene.Site("Johor", 1.9, 103.3)
        let three = try observations(of: device, from: ["singapore", "bangkok", "manila"], stretch: 1.7)
        #expect(three.count == 3)
        #expect(Estimate(three) == nil)
        #expect(Estimate([]) == nil)
    }

    @Test func `an estimate is encoded in kilometres and decodes to itself`() throws {
        let estimate = Estimate(
            place: try #require(Coordinates(latitude: 1.5, longitude: 103.5)), uncertainty: 42)
        let data = try JSONEncoder().encode(estimate)
        #expect(String(decoding: data, as: UTF8.self).contains("\"uncertaintyKilometres\":42"))
        let decoded = try JSONDecoder().decode(Estimate.self, from: data)
        #expect(decoded.place == estimate.place)
        #expect(decoded.uncertainty == estimate.uncertainty)
    }
}
