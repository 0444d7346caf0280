import Geodesy
import Quantities
import TestSupport
import Testing

/// What holds for any two places.
struct GeodesicLawTests {
    @Test func `following the path from one place to another arrives there`() throws {
        var random = SplitMix64(seed: 61)
        for _ in 0..<2_000 {
            let (from, to) = try pair(&random)
            let (distance, azimuth) = Geodesic.inverse(from, to)
            let end = Geodesic.place(distance, towards: azimuth, from: from)
            // Attained on 135,000 pairs: 11 nm.
            #expect(Geodesic.distance(end, to).value < 1e-10, "\(from) \(to)")
        }
    }

    @Test func `a place that was reached is as far as was gone, up to where a shorter way appears`() throws {
        var random = SplitMix64(seed: 62)
        for _ in 0..<2_000 {
            let from = try place(random.number(-90, 90), random.number(-180, 180))
            // The nearest places that have two shortest ways lie on the equator, (1 − f) · 180° apart.
            let distance = Kilometres(random.number(0, 19_969))
            let azimuth = random.number(-360, 360)
            let end = Geodesic.place(distance, towards: azimuth, from: from)
            #expect(abs(Geodesic.distance(from, end).value - distance.value) < 1e-10, "\(from) \(distance) \(azimuth)")
        }
    }

    @Test func `a distance is the same both ways, nought to itself, and obeys the triangle`() throws {
        var random = SplitMix64(seed: 63)
        for _ in 0..<1_000 {
            let (a, b) = try pair(&random)
            let c = try place(random.number(-90, 90), random.number(-180, 180))
            #expect(Geodesic.distance(a, b) == Geodesic.distance(b, a), "\(a) \(b)")
            #expect(Geodesic.distance(a, a) == .zero)
            let around = Geodesic.distance(a, c) + Geodesic.distance(c, b)
            #expect(Geodesic.distance(a, b).value <= around.value + 1e-10, "\(a) \(b) \(c)")
        }
    }

    @Test func `distances agree with Vincenty's to a millimetre, where his settle`() throws {
        var random = SplitMix64(seed: 64)
        for _ in 0..<2_000 {
            let from = try place(random.number(-90, 90), random.number(-180, 180))
            let to = try place(random.number(-90, 90), random.number(-180, 180))
            let distance = Geodesic.distance(from, to)
            guard distance < 19_000 else { continue }
            let other = try #require(Vincenty.distance(from, to))
            #expect(abs(distance.value - other.value) < 1e-6, "\(from) \(to)")
        }
    }

    @Test func `the stated error of a great circle covers the geodesic, opposite places included`() throws {
        var random = SplitMix64(seed: 65)
        for _ in 0..<4_000 {
            let (from, to) = try pair(&random)
            let geodesic = Geodesic.distance(from, to)
            let distance = GreatCircle.distance(from, to)
            #expect(GreatCircle.shortestPossible(distance).value <= geodesic.value + 1e-6, "\(from) \(to)")
            #expect(GreatCircle.longestPossible(distance).value >= geodesic.value - 1e-6, "\(from) \(to)")
        }
    }

    @Test func `any two awkward places are between nought and half a meridian apart`() throws {
        let latitudes = [
            -90, (-90).nextUp, -89.9999999, -60, -30, -1e-8, -1e-15, -1e-300, -0.0, 0, 1e-300, 1e-15, 1e-8, 0.5,
            30.0.nextDown, 30, 60, 89.9999999, 90,
        ]
        let longitudes = [
            -180, (-180).nextUp, -179.5, -179.39, -90, -1e-14, -1e-300, -0.0, 0, 1e-300, 1e-14, 1e-8, 90, 179.39, 179.5,
            180.0.nextDown, 180,
        ]
        let halfMeridian = 20_003.931_459
        for first in latitudes {
            for second in latitudes {
                for longitude in longitudes {
                    for start in [0, 180] {
                        let (from, to) = (try place(first, Double(start)), try place(second, longitude))
                        let (distance, azimuth) = Geodesic.inverse(from, to)
                        let end = Geodesic.place(distance, towards: azimuth, from: from)
                        let isSound =
                            (0...halfMeridian).contains(distance.value) && (-180...180).contains(azimuth)
                            && Geodesic.distance(end, to).value < 1e-10
                        if !isSound { Issue.record("\(from) \(to): \(distance), \(azimuth)°, \(end)") }
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            (.nan, 0), (0, .nan), (.infinity, 45), (1, -.infinity), (.greatestFiniteMagnitude, 45), (1e30, 1e300),
            (1e-300, 1e-300), (-1e9, 7e9),
        ] as [(Double, Double)])
    func `no distance or azimuth, however odd, leaves the earth`(kilometres: Double, azimuth: Double) throws {
        let origin = try place(1.2897, 103.8501)
        let end = Geodesic.place(Kilometres(kilometres), towards: azimuth, from: origin)
        if !kilometres.isFinite || !azimuth.isFinite { #expect(end == origin) }
        #expect((-90...90).contains(end.latitude) && (-180...180).contains(end.longitude))
    }

    /// Two places: anywhere, near each other, or nearly opposite.
    private func pair(_ random: inout SplitMix64) throws -> (Coordinates, Coordinates) {
        let from = try place(random.number(-90, 90), random.number(-180, 180))
        let north = random.number(-1, 1)
        let east = random.number(-1, 1)
        let latitude: Double
        let longitude: Double
        switch random.index(below: 3) {
        case 0: (latitude, longitude) = (north * 90, east * 180)
        case 1: (latitude, longitude) = (from.latitude + north, from.longitude + east)
        default: (latitude, longitude) = (north - from.latitude, from.longitude + 180 + east)
        }
        return (from, try place(min(90, max(-90, latitude)), longitude.remainder(dividingBy: 360)))
    }

    private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinates {
        try #require(Coordinates(latitude: latitude, longitude: longitude))
    }
}
