import Geodesy
import Quantities
import TestSupport
import Testing

/// Scenes of a few discs, played at awkward places of the earth: the same discs are empty or not wherever they lie.
struct DiscSceneTests {
    static let stages = [
        Site("the gulf of Guinea", 0, 0), Site("the North Pole", 90, 0), Site("the South Pole", -90, 75),
        Site("the antimeridian", 0, 180), Site("the antimeridian from the west", 0, -180), Site("Fiji", -17.8, 179.99),
        Site("the Bering Sea", 62, -179.9), Site("beside the North Pole", 89.9, -120),
        Site("a corner of roots", 45, 90), Site("Singapore", 1.2897, 103.8501),
    ]

    /// Kilometres from the middle to every disc's centre, and those that every disc falls short of it.
    struct Ring: Sendable, CustomTestStringConvertible {
        let distance: Double
        let shortfall: Double
        var testDescription: String { "\(distance) km" }
    }

    /// Discs of one radius, evenly spread around the stage.
    private func ring(_ count: Int, _ size: Ring, around stage: Site) throws -> [Disc] {
        let middle = try stage.place
        let radius = Kilometres(size.distance - size.shortfall)
        return (0..<count).map { index in
            let azimuth = Double(index) * 360 / Double(count) + 7
            return Disc(
                centre: Geodesic.place(Kilometres(size.distance), towards: azimuth, from: middle), radius: radius)
        }
    }

    // In the triangle two centres are 1.73 times as far apart as each is from the middle.
    @Test(
        arguments: stages,
        [Ring(distance: 40, shortfall: 4), Ring(distance: 400, shortfall: 40), Ring(distance: 3_000, shortfall: 100)])
    func `three discs that meet in pairs but not together are empty`(stage: Site, size: Ring) throws {
        let discs = try ring(3, size, around: stage)
        #expect(DiscSearch(discs).isEmpty)
        for pair in [[0, 1], [1, 2], [2, 0]] {
            #expect(!DiscSearch(pair.map { discs[$0] }).isEmpty, "\(pair)")
        }
    }

    @Test(
        arguments: stages,
        [
            Ring(distance: 40, shortfall: -0.01), Ring(distance: 400, shortfall: -1),
            Ring(distance: 3_000, shortfall: -5),
        ])
    func `discs that meet in the middle alone are not empty`(stage: Site, size: Ring) throws {
        for count in [3, 6] {
            let discs = try ring(count, size, around: stage)
            #expect(!DiscSearch(discs).isEmpty, "\(count) discs")
        }
    }

    @Test(arguments: stages)
    func `a disc within another meets it, one beside it doesn't`(stage: Site) throws {
        let middle = try stage.place
        let large = Disc(centre: middle, radius: 500)
        for (distance, isApart) in [
            (0.0, false), (300, false), (590, false), (610, true), (5_000, true), (19_000, true),
        ] as [(Double, Bool)] {
            let small = Disc(centre: Geodesic.place(Kilometres(distance), towards: 33, from: middle), radius: 100)
            #expect(DiscSearch([small, large]).isEmpty == isApart, "\(distance) km")
            #expect(DiscSearch([large, small]).isEmpty == isApart, "\(distance) km")
        }
    }

    @Test(arguments: stages)
    func `half the earth and the other half are apart`(stage: Site) throws {
        let middle = try stage.place
        let opposite = try #require(
            Coordinates(latitude: -middle.latitude, longitude: (middle.longitude + 180).remainder(dividingBy: 360)))
        let here = Disc(centre: middle, radius: 9_800)
        #expect(DiscSearch([here, Disc(centre: opposite, radius: 9_800)]).isEmpty)
        #expect(!DiscSearch([here, Disc(centre: opposite, radius: 10_300)]).isEmpty)
    }
}
