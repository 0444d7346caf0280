import Geodesy
import Quantities
import TestSupport
import Testing

struct GreatCircleTests {
    struct Path: Sendable {
        let name: String
        let from: (latitude: Double, longitude: Double)
        let to: (latitude: Double, longitude: Double)
        let kilometres: Double
        let source: String
    }

    private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinates {
        try #require(Coordinates(latitude: latitude, longitude: longitude))
    }

    @Test(arguments: [
        Path(
            name: "JFK to LHR", from: (40.6, -73.8), to: (51.6, -0.5), kilometres: 5_551.7594,
            source: "GeographicLib manual, first example"),
        Path(
            name: "Wellington to Salamanca", from: (-41.32, 174.81), to: (40.96, -5.50), kilometres: 19_959.6793,
            source: "C. F. F. Karney, J. Geodesy 87 (2013)"),
        Path(
            name: "Sydney to Singapore", from: (-33.8688, 151.2093), to: (1.2897, 103.8501), kilometres: 6_293.694,
            source: "GeographicLib 2"),
        Path(
            name: "Beijing to Shenzhen", from: (39.9042, 116.4074), to: (22.5431, 114.0579), kilometres: 1_937.7156,
            source: "GeographicLib 2"),
        Path(
            name: "Singapore to Johor Bahru", from: (1.2897, 103.8501), to: (1.4655, 103.7578), kilometres: 21.9861,
            source: "GeographicLib 2"),
        Path(
            name: "a quarter of the equator", from: (0, 0), to: (0, 90), kilometres: 10_018.7542,
            source: "WGS84: π/2 × 6378.137 km"),
        Path(
            name: "a quarter of a meridian", from: (0, 0), to: (90, 0), kilometres: 10_001.9657,
            source: "WGS84 meridian quadrant"),
        Path(
            name: "a degree of latitude at the equator", from: (-0.5, 0), to: (0.5, 0), kilometres: 110.5743,
            source: "WGS84; the shortest degree"),
        Path(
            name: "two degrees over the pole", from: (89, 0), to: (89, 180), kilometres: 223.3877,
            source: "WGS84; the longest degrees"),
    ])
    func `a great circle holds the published geodesic within the stated error`(path: Path) throws {
        let from = try place(path.from.latitude, path.from.longitude)
        let to = try place(path.to.latitude, path.to.longitude)
        let distance = GreatCircle.distance(from, to)
        #expect(GreatCircle.shortestPossible(distance).value <= path.kilometres + 1e-4, "\(path.name), \(path.source)")
        #expect(GreatCircle.longestPossible(distance).value >= path.kilometres - 1e-4, "\(path.name), \(path.source)")
    }

    @Test func `the stated error holds for random places, far and near`() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<2_000 {
            let from = try place(random.number(-89, 89), random.number(-180, 180))
            let reach = random.index(below: 2) == 0 ? 0.5 : 60.0
            let to = try place(
                min(90, max(-90, from.latitude + random.number(-reach, reach))),
                min(180, max(-180, from.longitude + random.number(-reach, reach))))
            let geodesic = try #require(Vincenty.distance(from, to))
            let distance = GreatCircle.distance(from, to)
            #expect(GreatCircle.shortestPossible(distance).value <= geodesic.value + 1e-6, "\(from) \(to)")
            #expect(GreatCircle.longestPossible(distance).value >= geodesic.value - 1e-6, "\(from) \(to)")
        }
    }

    @Test func `the yardstick of these tests is right to a metre`() throws {
        let distance = try #require(Vincenty.distance(try place(40.6, -73.8), try place(51.6, -0.5)))
        #expect(abs(distance.value - 5_551.7594) < 0.001)
    }

    @Test func `a distance is the same both ways, nought to itself, and obeys the triangle`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<500 {
            let places = try (0..<3).map { _ in try place(random.number(-90, 90), random.number(-180, 180)) }
            let ab = GreatCircle.distance(places[0], places[1])
            let bc = GreatCircle.distance(places[1], places[2])
            let ac = GreatCircle.distance(places[0], places[2])
            #expect(GreatCircle.distance(places[1], places[0]) == ab)
            #expect(GreatCircle.distance(places[0], places[0]) == .zero)
            #expect(ac.value <= ab.value + bc.value + 1e-6)
        }
    }

    @Test func `opposite places are half a turn apart`() throws {
        let half = PhysicalConstants.meanEarthRadius.value * Double.pi
        #expect(abs(GreatCircle.distance(try place(90, 0), try place(-90, 0)).value - half) < 1e-3)
        #expect(abs(GreatCircle.distance(try place(0, 0), try place(0, 180)).value - half) < 1e-3)
    }
}
