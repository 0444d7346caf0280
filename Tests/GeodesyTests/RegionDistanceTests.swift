import Geodesy
import Quantities
import TestSupport
import Testing

/// The least that a place can be away from a region set.
struct RegionDistanceTests {
    /// The root from 0° to 45° north and east, alone in the ocean.
    private static let alone = CellBytes.roots([20: [CellBytes.aa]])

    private func distance(_ site: Site, to side: RegionCells.Side = .inside) throws -> Double {
        try #require(try Bundled.china.get().distance(from: try site.place, to: side)).value
    }

    @Test(arguments: [
        Site("Beijing", 39.9042, 116.4074), Site("Shenzhen", 22.5431, 114.0579), Site("Hong Kong", 22.3193, 114.1694),
        Site("Urumqi", 43.8256, 87.6168),
    ])
    func `within the region it is nought`(city: Site) throws {
        #expect(try distance(city) == 0)
    }

    // The nearest land to Singapore is Triton Island in the Paracels; Hainan is 1,980 km away.
    @Test(
        arguments: [
            (Site("Singapore", 1.2897, 103.8501), 1_770...1_990), (Site("Hanoi", 21.0278, 105.8342), 125...137),
        ] as [(Site, ClosedRange<Double>)])
    func `from a city abroad it is what the map says`(city: Site, kilometres: ClosedRange<Double>) throws {
        #expect(kilometres.contains(try distance(city)))
        #expect(try distance(city, to: .outside) == 0)
    }

    @Test func `the way out of Beijing is the way to Korea or Mongolia`() throws {
        #expect((500...600).contains(try distance(Site("Beijing", 39.9042, 116.4074), to: .outside)))
    }

    @Test func `it is never longer than the way to a place that lies there`() throws {
        let china = try Bundled.china.get()
        let known = try [
            Site("Beijing", 39.9042, 116.4074), Site("Haikou", 20.0440, 110.1999), Site("Kunming", 25.0389, 102.7183),
            Site("Kashgar", 39.4700, 75.9900), Site("Harbin", 45.8038, 126.5350), Site("Shanghai", 31.2304, 121.4737),
            Site("Hong Kong", 22.3193, 114.1694), Site("Macau", 22.1987, 113.5439), Site("Urumqi", 43.8256, 87.6168),
        ].map { try $0.place }
        var random = SplitMix64(seed: 9)
        for _ in 0..<60 {
            let place = random.place()
            let distance = try #require(china.distance(from: place, to: .inside))
            #expect(known.allSatisfy { distance <= Geodesic.distance(place, $0) }, "\(place): \(distance)")
        }
    }

    @Test func `it is short by no more than the sphere's error and a finest box`() throws {
        let cells = try CellBytes.sides(Self.alone)
        var edge: [Coordinates] = []
        for angle in stride(from: 0.0, through: 45, by: 0.5) {
            for site in [Site("", 0, angle), Site("", 45, angle), Site("", angle, 0), Site("", angle, 45)] {
                edge.append(try site.place)
            }
        }
        var random = SplitMix64(seed: 10)
        for round in 0..<30 {
            // Beside it, and anywhere.
            let beside = Coordinates(latitude: random.number(1, 44), longitude: random.number(-20, -0.5))
            let place = round.isMultiple(of: 2) ? try #require(beside) : random.place()
            guard cells.sides(at: place).isEmpty else { continue }
            let distance = try #require(cells.distance(from: place, to: .inside))
            let nearest = try #require(edge.map { Geodesic.distance(place, $0) }.min())
            #expect(distance <= nearest, "\(place)")
            // The points along the edge are 56 km apart, so what is nearest may lie between two.
            let step = 56.0
            let straight = max(0, nearest.value * nearest.value - step * step / 4).squareRoot()
            #expect(distance.value >= straight * (1 - 2 * GreatCircle.relativeError) - 1, "\(place)")
        }
    }

    @Test func `there is none to a side without a box`() throws {
        let place = try Site("", 10, 10).place
        #expect(try CellBytes.sides(CellBytes.ocean).distance(from: place, to: .inside) == nil)
        #expect(try CellBytes.sides(CellBytes.ocean).distance(from: place, to: .outside) == nil)
        #expect(try CellBytes.sides(Self.alone).distance(from: place, to: .outside) == nil)
        #expect(try CellBytes.sides(Self.alone).distance(from: place, to: .inside) == Kilometres.zero)
    }

    @Test(arguments: [(90, 0), (-90, 0), (0, 180), (0, -180), (-22.5, -157.5)] as [(Double, Double)])
    func `poles, the antimeridian and the far side of the earth have one`(latitude: Double, longitude: Double) throws {
        let distance = try CellBytes.sides(Self.alone).distance(
            from: try Site("", latitude, longitude).place, to: .inside)
        #expect((4_000...18_000).contains(try #require(distance).value))
    }
}
