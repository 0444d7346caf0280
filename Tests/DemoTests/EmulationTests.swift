import Quantities
import TestSupport
import Testing

@testable import Demo

struct EmulationTests {
    @Test func `an emulated way is never faster than light in fibre, and the same seed gives the same way`() throws {
        let singapore = try #require(Coordinates(latitude: 1.2897, longitude: 103.8501))
        var first = EmulatedGeography(seed: 1)
        var second = EmulatedGeography(seed: 1)
        var random = SplitMix64(seed: 6)
        for _ in 0..<500 {
            let place = try #require(
                Coordinates(latitude: random.number(-90, 90), longitude: random.number(-180, 180)))
            let way = first.oneWay(singapore, place)
            #expect(way == second.oneWay(singapore, place))
            let haversine = haversineKilometres(singapore, place)
            #expect(Double(way) / 1e9 * 299_792.458 * 2 / 3 >= haversine)
        }
    }

    private func haversineKilometres(_ a: Coordinates, _ b: Coordinates) -> Double {
        Vincenty.distance(a, b)?.value ?? 0
    }
}
