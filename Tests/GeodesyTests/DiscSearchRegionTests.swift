import Geodesy
import Quantities
import TestSupport
import Testing

/// Whether discs exclude all of a region, and which of them it takes.
struct DiscSearchRegionTests {
    /// Places that may lie in China, Hong Kong or Macau: anywhere, and its corners.
    private static let inside = Result<[Coordinates], any Error> {
        let china = try Bundled.china.get()
        var places = try [
            Site("Hong Kong", 22.3193, 114.1694), Site("Macau", 22.1987, 113.5439), Site("Kashgar", 39.47, 75.99),
            Site("Fuyuan", 48.364, 134.308), Site("Mohe", 53.486, 122.37), Site("Woody Island", 16.834, 112.338),
        ].map { try $0.place }
        var random = SplitMix64(seed: 81)
        while places.count < 300 {
            let place = Coordinates(latitude: random.number(16, 54), longitude: random.number(73, 136))
            if let place, china.sides(at: place).contains(.inside) { places.append(place) }
        }
        return places
    }

    private func disc(_ site: Site, _ radius: Kilometres) throws -> Disc {
        Disc(centre: try site.place, radius: radius)
    }

    private func excludes(_ disc: Disc, _ place: Coordinates) -> Bool {
        Geodesic.distance(disc.centre, place) > disc.radius
    }

    @Test func `a sampled place of an excluded region lies beyond as many discs as were asked for`() throws {
        let china = try Bundled.china.get()
        let inside = try Self.inside.get()
        var random = SplitMix64(seed: 82)
        var (proven, open) = ([0, 0], [0, 0])
        for _ in 0..<100 {
            let discs = (0...random.index(below: 6)).map { _ in
                // It reaches into the region, or nearly so.
                let centre = random.place()
                let distance = Geodesic.distance(centre, random.pick(inside))
                return Disc(centre: centre, radius: distance * random.number(0.7, 1.1))
            }.sorted { $0.radius < $1.radius }
            for count in 1...2 {
                guard let carriers = DiscSearch(discs).carriers(excluding: .inside, of: china, by: count) else {
                    open[count - 1] += 1
                    continue
                }
                proven[count - 1] += 1
                #expect(carriers.count >= count && carriers.isSubset(of: discs.indices))
                for _ in 0..<20 {
                    let place = random.pick(inside)
                    let excluding = discs.indices.filter { excludes(discs[$0], place) }
                    #expect(carriers.intersection(excluding).count >= count, "\(place)")
                }
            }
        }
        // The draw holds all four.
        #expect((proven + open).allSatisfy { $0 > 10 }, "\(proven) \(open)")
    }

    @Test func `a place on the edge of every disc keeps its region from being excluded`() throws {
        let china = try Bundled.china.get()
        let inside = try Self.inside.get()
        var random = SplitMix64(seed: 83)
        for round in 0..<60 {
            let place = round < 6 ? inside[round] : random.pick(inside)
            var discs = (0...random.index(below: 6)).map { _ in
                let distance = Kilometres(random.number(5, random.pick([300, 9_000])))
                let centre = Geodesic.place(distance, towards: random.number(-180, 180), from: place)
                return Disc(centre: centre, radius: Geodesic.distance(centre, place))
            }
            #expect(DiscSearch(discs).carriers(excluding: .inside, of: china, by: 1) == nil, "\(place)")
            // One that lies can't do it alone where two are asked for.
            discs.append(Disc(centre: random.place(), radius: 5))
            #expect(DiscSearch(discs).carriers(excluding: .inside, of: china, by: 2) == nil, "\(place)")
        }
    }

    @Test func `the carriers alone exclude the region`() throws {
        let china = try Bundled.china.get()
        var random = SplitMix64(seed: 84)
        for _ in 0..<60 {
            let discs = (0..<5).map { _ in
                Disc(centre: random.place(), radius: Kilometres(random.number(5, 7_000)))
            }
            let count = 1 + random.index(below: 2)
            guard let carriers = DiscSearch(discs).carriers(excluding: .inside, of: china, by: count) else { continue }
            let alone = carriers.sorted().map { discs[$0] }
            let again = DiscSearch(alone).carriers(excluding: .inside, of: china, by: count)
            #expect(again == Set(alone.indices))
        }
    }

    // Triton Island in the Paracels is about 1,790 km away.
    @Test(
        arguments: [(100.0, true), (1_500, true), (1_750, true), (1_850, false), (2_500, false), (9_000, false)]
            as [(Double, Bool)])
    func `a disc around Singapore excludes China as long as it ends before`(radius: Double, isExcluded: Bool) throws {
        let singapore = try disc(Site("Singapore", 1.2897, 103.8501), Kilometres(radius))
        let carriers = DiscSearch([singapore]).carriers(excluding: .inside, of: try Bundled.china.get(), by: 1)
        let expected: Set<Int>? = isExcluded ? [0] : nil
        #expect(carriers == expected)
    }

    @Test func `a disc that isn't needed doesn't carry`() throws {
        let china = try Bundled.china.get()
        let singapore = try disc(Site("Singapore", 1.2897, 103.8501), 1_500)
        let frankfurt = try disc(Site("Frankfurt", 50.1155, 8.6842), 3_000)
        let beijing = try disc(Site("Beijing", 39.9042, 116.4074), 9_000)
        func carriers(_ discs: [Disc], by count: Int) -> Set<Int>? {
            DiscSearch(discs).carriers(excluding: .inside, of: china, by: count)
        }
        #expect(carriers([singapore, beijing], by: 1) == [0])
        #expect(carriers([beijing, singapore], by: 1) == [1])
        #expect(carriers([singapore, beijing, frankfurt], by: 2) == [0, 2])
        #expect(carriers([singapore, beijing, frankfurt], by: 3) == nil)
    }

    @Test func `discs that each leave a part open exclude a region together`() throws {
        // Frankfurt's reaches into Xinjiang, Tokyo's over the rest.
        let discs = try [
            disc(Site("Tokyo", 35.6895, 139.6917), 4_000), disc(Site("Frankfurt", 50.1155, 8.6842), 5_500),
        ]
        let china = try Bundled.china.get()
        for index in discs.indices {
            #expect(DiscSearch([discs[index]]).carriers(excluding: .inside, of: china, by: 1) == nil)
        }
        #expect(DiscSearch(discs).carriers(excluding: .inside, of: china, by: 1) == [0, 1])
        #expect(DiscSearch(discs).carriers(excluding: .inside, of: china, by: 2) == nil)
    }

    @Test(arguments: [
        (Site("Beijing", 39.9042, 116.4074), 300.0, true), (Site("Beijing", 39.9042, 116.4074), 900.0, false),
        (Site("Chengdu", 30.5728, 104.0668), 400.0, true), (Site("Shenzhen", 22.5431, 114.0579), 5.0, true),
        (Site("Dandong", 40.1244, 124.394), 5.0, false), (Site("Singapore", 1.2897, 103.8501), 5.0, false),
    ])
    func `what lies outside is excluded by a disc within`(site: Site, radius: Double, isExcluded: Bool) throws {
        let search = DiscSearch([try disc(site, Kilometres(radius))])
        #expect((search.carriers(excluding: .outside, of: try Bundled.china.get(), by: 1) != nil) == isExcluded)
    }

    @Test func `no discs exclude nothing, and nothing needs no discs`() throws {
        #expect(DiscSearch([]).carriers(excluding: .inside, of: try Bundled.china.get(), by: 1) == nil)
        let ocean = try CellBytes.sides(CellBytes.ocean)
        #expect(DiscSearch([]).carriers(excluding: .inside, of: ocean, by: 1) == [])
        let disc = try disc(Site("", 0, 0), 100)
        #expect(DiscSearch([disc]).carriers(excluding: [.inside, .outside], of: ocean, by: 1) == [])
    }
}
