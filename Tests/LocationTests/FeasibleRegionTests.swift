import Geodesy
import Location
import Quantities
import TestSupport
import Testing

/// What a region holds, at the seams of the map and at the ends of the scale.
struct FeasibleRegionTests {
    private static let seams = [
        Scene.Site("north pole", 90, 0), Scene.Site("south pole", -90, 0), Scene.Site("east", 0, 180),
        Scene.Site("west", 0, -180), Scene.Site("south-east", -17, 180), Scene.Site("south-west", -19, -180),
        Scene.Site("north-east", 65, 180), Scene.Site("north-west", 67, -180),
    ]

    @Test(arguments: [
        (Scene.Site("Suva", -18.1416, 178.4419), "fj"), (Scene.Site("Taveuni", -16.85, -179.97), "fj"),
        (Scene.Site("Anadyr", 64.7337, 177.4968), "ru"), (Scene.Site("Egvekinot", 66.3208, -179.1217), "ru"),
    ])
    func `landmarks at the poles and on the antimeridian never lose a device`(
        device: Scene.Site, country: String
    ) throws {
        let observations = try Self.seams.map { try Scene.honest($0, to: device, stretch: 1.000_1) }
        for speed in SignalSpeed.allCases {
            let region = FeasibleRegion(observations, speed: speed)
            #expect(!region.isEmpty)
            #expect(region.contains(try device.place))
        }
        for faultTolerance in 0...2 {
            let own = try Scene.find(observations, in: country, faultTolerance: faultTolerance).verdict
            #expect(own == .provenInside || own == .inconclusive)
        }
        #expect(try Scene.find(observations, faultTolerance: 2).verdict == .provenOutside)
    }

    @Test func `a place at a pole has no longitude, and one on the antimeridian has two`() throws {
        for (latitude, near) in [(90.0, 89.9), (-90.0, -89.9)] {
            let region = FeasibleRegion([try Scene.observation(Scene.Site("pole", latitude, 0), 0.001)], speed: .fibre)
            for longitude in [-180.0, -90, 0, 90, 180] {
                #expect(region.contains(try Scene.Site("there", near, longitude).place))
            }
        }
        let region = FeasibleRegion([try Scene.observation(Scene.Site("east", 10, 179.9), 0.001)], speed: .fibre)
        for longitude in [180, -180, -179.9] {
            #expect(region.contains(try Scene.Site("there", 10, longitude).place))
        }
    }

    @Test func `a signal of a million seconds leaves the whole earth open`() throws {
        let observations = try Scene.landmarks.map { try Scene.observation($0, 1e6) }
        for speed in SignalSpeed.allCases {
            let region = FeasibleRegion(observations, speed: speed)
            #expect(!region.isEmpty)
            for site in Scene.inside + Scene.outside + Self.seams { #expect(region.contains(try site.place)) }
        }
        #expect(try Scene.find(observations).verdict == .inconclusive)
    }

    @Test func `a signal of a picosecond leaves the landmark's own place open`() throws {
        let wuhan = Scene.Site("wuhan", 30.5928, 114.3055)
        let other = Scene.Site("wuhan-2", 30.5928, 114.3055)
        let away = Scene.Site("wuhan-3", 30.6128, 114.3055)
        let here = try [wuhan, other].map { try Scene.observation($0, 1e-12) }
        #expect(FeasibleRegion(here, speed: .fibre).contains(try wuhan.place))
        #expect(try Scene.find(here, faultTolerance: 1).verdict == .provenInside)
        #expect(
            try Scene.find([Scene.observation(Scene.Site("tokyo", 35.6895, 139.6917), 1e-12)]).verdict == .provenOutside
        )
        // Two kilometres apart, a picosecond each.
        #expect(FeasibleRegion(here + [try Scene.observation(away, 1e-12)], speed: .fibre).isEmpty)
    }

    @Test(arguments: [
        Scene.Site("Taipei", 25.033, 121.5654), Scene.Site("Hanoi", 21.0278, 105.8342),
        Scene.Site("Seoul", 37.5665, 126.978),
    ])
    func `a landmark in town proves a neighbour of China outside`(city: Scene.Site) throws {
        #expect(try Scene.find([Scene.observation(city, 0.0005)], in: "cn").verdict == .provenOutside)
    }

    private static let hongKong = Scene.Site("Hong Kong", 22.2819, 114.1556)

    @Test func `a device in Hong Kong is not in mainland China`() throws {
        let observation = try Scene.observation(Self.hongKong, 0.0002)
        #expect(try Scene.find([observation], in: "cn").verdict != .provenInside)
        #expect(try Scene.find([observation], in: "hk").verdict != .provenOutside)
        #expect(try Scene.find([observation], in: "cn+hk+mo").verdict == .provenInside)
    }

    @Test(arguments: [Scene.Site("Futian", 22.5431, 114.0579), Scene.Site("Luohu", 22.548, 114.131)])
    func `a device in Shenzhen is never cleared by a landmark in Hong Kong`(device: Scene.Site) throws {
        // 0.35 ms: 35 km in fibre, across the border.
        let region = FeasibleRegion([try Scene.observation(Self.hongKong, 0.00035)], speed: .fibre)
        #expect(region.contains(try device.place))
        #expect(try Scene.find([Scene.observation(Self.hongKong, 0.00035)], in: "cn").verdict != .provenOutside)
    }
}
