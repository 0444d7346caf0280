import Foundation
import Geodesy
import Location
import Quantities
import TestSupport
import Testing

struct EstimateTests {
    private static let names = ["singapore", "bangkok", "manila", "taipei", "tokyo", "hanoi", "mumbai", "wuhan"]

    private func observations(
        of device: Scene.Site, from names: [String] = EstimateTests.names, stretch: Double
    ) throws -> [Observation] {
        try Scene.landmarks.filter { names.contains($0.name) }.map {
            try Scene.honest($0, to: device, stretch: stretch)
        }
    }

    @Test(arguments: [
        Scene.Site("Johor", 1.9, 103.3), Scene.Site("Shenzhen", 22.5431, 114.0579),
        Scene.Site("Chengdu", 30.5728, 104.0668), Scene.Site("Osaka", 34.69, 135.5),
        Scene.Site("Kathmandu", 27.7172, 85.324),
    ])
    func `round trips that are as usual give the place back`(device: Scene.Site) throws {
        let law = DelayLaw.ripeAnchors2018
        let usual = try Scene.landmarks.filter { Self.names.contains($0.name) }.map { landmark in
            let distance = Geodesic.distance(try landmark.place, try device.place)
            return try Scene.observation(landmark, Seconds(exp(law.usual(distance).logarithm)))
        }
        let estimate = try #require(Estimate(usual, land: nil))
        let error = Geodesic.distance(estimate.place, try device.place)
        #expect(error < 25, "\(error)")
        #expect(estimate.uncertainty > error)
    }

    /// The limit that the documentation states, measured: these paths take 1.7 times as long as straight fibre, and those
    /// that the standard law knows take 2 to 3 times.
    @Test func `paths much straighter than usual are taken for shorter`() throws {
        let devices = [Scene.Site("Johor", 1.9, 103.3), Scene.Site("Chengdu", 30.5728, 104.0668)]
        let errors = try devices.map { device in
            let estimate = try #require(Estimate(try observations(of: device, stretch: 1.7), land: nil))
            return Geodesic.distance(estimate.place, try device.place).value
        }
        // Measured: 77 km with landmarks near, 807 km without.
        #expect(errors[0] < 200)
        #expect(errors[1] < 1_000)
    }

    @Test func `an estimate lies on land`() throws {
        let land = try Scene.atlas.get().borderCells
        var random = SplitMix64(seed: 12)
        for device in Scene.inside + Scene.outside {
            let observations = try Scene.honest(to: device, count: 6, stretch: 1.2...3, &random)
            let estimate = try #require(Estimate(observations, land: land))
            #expect(land.isLand(at: estimate.place), "\(device.name): \(estimate.place)")
        }
    }

    @Test func `three landmarks are too few to guess from`() throws {
        let device = Scene.Site("Johor", 1.9, 103.3)
        let three = try observations(of: device, from: ["singapore", "bangkok", "manila"], stretch: 1.7)
        #expect(three.count == 3)
        #expect(Estimate(three, land: nil) == nil)
        #expect(Estimate([], land: nil) == nil)
        let four = try observations(of: device, from: ["singapore", "bangkok", "manila", "hanoi"], stretch: 1.7)
        #expect(Estimate(four, land: nil) != nil)
    }

    @Test func `one landmark that reports often is one landmark`() throws {
        let device = Scene.Site("Johor", 1.9, 103.3)
        let often = try (0..<4).map { try observations(of: device, from: ["bangkok"], stretch: 1.7 + Double($0))[0] }
        #expect(Estimate(often, land: nil) == nil)
    }

    @Test func `the order of landmarks and all but the nearest fifteen change nothing`() throws {
        let device = Scene.Site("Johor", 1.9, 103.3)
        let all = try Scene.landmarks.map { try Scene.honest($0, to: device, stretch: 1.8) }
        #expect(all.count == Estimate.landmarks + 1)
        let nearest = all.sorted { $0.roundTrip < $1.roundTrip }.prefix(Estimate.landmarks)
        let estimates = [all, all.reversed(), Array(nearest)].compactMap { Estimate($0, land: nil) }
        #expect(estimates.count == 3)
        #expect(estimates.allSatisfy { $0.place == estimates[0].place })
        #expect(estimates.allSatisfy { $0.uncertainty == estimates[0].uncertainty })
    }

    @Test(arguments: [1e6, 1e-12])
    func `odd round trips give some place all the same`(seconds: Double) throws {
        let observations = try Scene.landmarks.prefix(5).map { try Scene.observation($0, Seconds(seconds)) }
        let estimate = try #require(Estimate(observations, land: nil))
        #expect(estimate.uncertainty.value.isFinite)
    }

    @Test func `four in five devices lie in the disc that a mesh's own calibration gives`() throws {
        let land = try Scene.atlas.get().borderCells
        let mesh = try SyntheticMesh.mesh(Scene.landmarks + SyntheticMesh.europe, seed: 3)
        let learned = mesh.targets.filter { $0.isMultiple(of: 2) }
        let judged = mesh.targets.filter { !$0.isMultiple(of: 2) }
        let calibration = try #require(
            EstimateCalibration(mesh, targets: learned, landmarks: mesh.landmarks, placeError: 0, land: land))
        let estimates = try judged.map { target in
            let estimate = try #require(Estimate(mesh.observations(of: target), calibration: calibration, land: land))
            return (estimate: estimate, error: Geodesic.distance(estimate.place, mesh.nodes[target].place))
        }
        let held = estimates.count { $0.error <= $0.estimate.uncertainty }
        // Fourteen devices: 11 on average, 8 or more with a chance of 97 %.
        #expect((8...14).contains(held))
        // And not because the discs are as large as continents.
        #expect(estimates.allSatisfy { $0.estimate.uncertainty < 2_000 })
    }

    @Test func `a mesh with too few pairs calibrates nothing`() throws {
        let mesh = try SyntheticMesh.mesh(Array(SyntheticMesh.europe.prefix(3)), seed: 3)
        let land = try Scene.atlas.get().borderCells
        #expect(
            EstimateCalibration(mesh, targets: mesh.targets, landmarks: mesh.landmarks, placeError: 0, land: land)
                == nil)
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
