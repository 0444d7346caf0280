import Geodesy
import Quantities
import TestSupport
import Testing

/// What may lie in a region set, and what outside of it.
struct RegionCellsTests {
    @Test(arguments: [
        Site("Beijing", 39.9042, 116.4074), Site("Chengdu", 30.5728, 104.0668), Site("Shanghai", 31.2304, 121.4737),
        Site("Urumqi", 43.8256, 87.6168), Site("Haikou", 20.0440, 110.1999), Site("Harbin", 45.8038, 126.5350),
        Site("Lhasa", 29.6520, 91.1721), Site("Kashgar", 39.4700, 75.9900),
    ])
    func `a city deep in the region is inside`(city: Site) throws {
        #expect(try Bundled.china.get().sides(at: try city.place) == .inside)
    }

    @Test(arguments: [
        Site("Shenzhen", 22.5431, 114.0579), Site("Zhuhai", 22.2710, 113.5770), Site("Hong Kong", 22.3193, 114.1694),
        Site("Macau", 22.1987, 113.5439), Site("Dandong", 40.1244, 124.3940), Site("Heihe", 50.2451, 127.4886),
    ])
    func `a city at the border may be inside`(city: Site) throws {
        #expect(try Bundled.china.get().sides(at: try city.place).contains(.inside))
    }

    @Test(arguments: [
        Site("Tokyo", 35.6762, 139.6503), Site("Singapore", 1.2897, 103.8501), Site("Johor Bahru", 1.4655, 103.7578),
        Site("Taipei", 25.0330, 121.5654), Site("Hanoi", 21.0278, 105.8342), Site("Seoul", 37.5665, 126.9780),
        Site("Pyongyang", 39.0392, 125.7625), Site("Vladivostok", 43.1198, 131.8869),
        Site("Khabarovsk", 48.4827, 135.0838), Site("Almaty", 43.2220, 76.8512), Site("Kathmandu", 27.7172, 85.3240),
        Site("San Jose", 37.3394, -121.8950), Site("London", 51.5074, -0.1278), Site("Suva", -18.1416, 178.4419),
        Site("São Paulo", -23.5505, -46.6333), Site("the South Pole", -90, 0),
    ])
    func `a city far from the region is outside`(city: Site) throws {
        #expect(try Bundled.china.get().sides(at: try city.place) == .outside)
    }

    @Test(arguments: [Site("the middle of the Pacific", 0, -140), Site("the North Pole", 90, 0)])
    func `the open sea is neither inside nor outside`(sea: Site) throws {
        #expect(try Bundled.china.get().sides(at: try sea.place) == [])
        #expect(try !Bundled.cells.get().isLand(at: try sea.place))
    }

    @Test(arguments: [
        ("vn", Site("Hanoi", 21.0278, 105.8342)), ("ru", Site("Vladivostok", 43.1198, 131.8869)),
        ("ru", Site("Khabarovsk", 48.4827, 135.0838)), ("cn", Site("Beijing", 39.9042, 116.4074)),
    ])
    func `a city away from the border can only be its own country's`(code: String, city: Site) throws {
        #expect(try Bundled.cells.get().countries(at: try city.place) == [code])
    }

    // In one of the two sources Luohu lies in Hong Kong, and old Macau in the sea.
    @Test(arguments: [
        ("cn", Site("Shenzhen", 22.5431, 114.0579)), ("cn", Site("Zhuhai", 22.2710, 113.5770)),
        ("hk", Site("Hong Kong", 22.3193, 114.1694)), ("mo", Site("Macau", 22.1987, 113.5439)),
        ("my", Site("Johor Bahru", 1.4655, 103.7578)), ("sg", Site("Singapore", 1.2897, 103.8501)),
        ("tw", Site("Kinmen", 24.4327, 118.3186)), ("va", Site("the Vatican", 41.9029, 12.4534)),
        ("mc", Site("Monaco", 43.7384, 7.4246)),
    ])
    func `a city at a border may be its own country's`(code: String, city: Site) throws {
        #expect(try Bundled.cells.get().countries(at: try city.place).contains(code))
    }

    // Each is missing in one of the two sources.
    @Test(arguments: [
        ("tw", Site("Penghu", 23.57, 119.58)), ("cn", Site("Zhoushan", 30.0, 122.1)),
        ("cn", Site("Woody Island", 16.834, 112.338)), ("hk", Site("Lamma", 22.20, 114.13)),
        ("gi", Site("Gibraltar", 36.1408, -5.3536)),
    ])
    func `a small place that only one source draws is covered`(code: String, island: Site) throws {
        #expect(try Bundled.cells.get().countries(at: try island.place).contains(code))
    }

    @Test func `the sides of a box are those of the countries it may belong to`() throws {
        let china = try Bundled.china.get()
        let cells = try Bundled.cells.get()
        var random = SplitMix64(seed: 8)
        for round in 0..<4_000 {
            let near = Coordinates(latitude: random.number(15, 55), longitude: random.number(70, 140))
            let place = round.isMultiple(of: 2) ? random.place() : try #require(near)
            let isInside = cells.countries(at: place).map { ["cn", "hk", "mo"].contains($0) }
            var sides: RegionCells.Side = []
            if isInside.contains(true) { sides.insert(.inside) }
            if isInside.contains(false) { sides.insert(.outside) }
            #expect(china.sides(at: place) == sides, "\(place)")
        }
    }

    @Test func `a box of two countries lies on both sides of either`() throws {
        let root = [CellBytes.divided, CellBytes.aa, CellBytes.aaOrBB, CellBytes.sea, CellBytes.sea]
        let cells = try CellBytes.sides(CellBytes.roots([20: root]))
        #expect(cells.sides(at: try Site("", 10, 10).place) == .inside)
        #expect(cells.sides(at: try Site("", 10, 30).place) == [.inside, .outside])
        #expect(cells.sides(at: try Site("", 30, 30).place) == [])
    }

    @Test func `the undivided boxes of a side are held by discs`() throws {
        let root = [CellBytes.divided, CellBytes.aa, CellBytes.aaOrBB, CellBytes.sea, CellBytes.sea]
        let cells = try CellBytes.sides(CellBytes.roots([20: root, 28: [CellBytes.aa]]))
        let inside = cells.undivided(.inside)
        #expect(inside.count == 3)
        #expect(cells.undivided(.outside).count == 1)
        #expect(try CellBytes.sides(CellBytes.ocean).undivided(.inside).isEmpty)
        var random = SplitMix64(seed: 11)
        for _ in 0..<500 {
            let place = random.place()
            guard cells.sides(at: place).contains(.inside) else { continue }
            #expect(inside.contains { $0.contains(place) }, "\(place)")
        }
    }
}
