import Geodesy
import Quantities
import TestSupport
import Testing

struct RegionCellsTests {
    /// Building the cells of China takes a moment, so all tests share them.
    private static let china = Result<RegionCells, any Error> {
        let borders = try Borders.bundled()
        return RegionCells(rings: try RegionSet("cn+hk+mo", in: borders).rings(in: borders))
    }

    struct City: Sendable {
        let name: String
        let latitude: Double
        let longitude: Double
    }

    /// The state of the smallest cell that holds a place.
    private func state(of city: City, in cells: RegionCells) throws -> RegionCells.State {
        func holds(_ index: Int) -> Bool {
            let box = cells.cells[index].box
            return box.south <= city.latitude && city.latitude <= box.north && box.west <= city.longitude
                && city.longitude <= box.east
        }
        var index = try #require(cells.roots.first { holds($0) })
        while let first = cells.cells[index].children {
            index = try #require((first..<(first + 4)).first { holds($0) })
        }
        return cells.cells[index].state
    }

    @Test(arguments: [
        City(name: "Beijing", latitude: 39.9042, longitude: 116.4074),
        City(name: "Chengdu", latitude: 30.5728, longitude: 104.0668),
        City(name: "Shanghai", latitude: 31.2304, longitude: 121.4737),
        City(name: "Urumqi", latitude: 43.8256, longitude: 87.6168),
        City(name: "Shenzhen", latitude: 22.5431, longitude: 114.0579),
        City(name: "Hong Kong", latitude: 22.3193, longitude: 114.1694),
        City(name: "Macau", latitude: 22.1987, longitude: 113.5439),
        City(name: "Haikou", latitude: 20.0440, longitude: 110.1999),
    ])
    func `a city of the region is never outside`(city: City) throws {
        #expect(try state(of: city, in: Self.china.get()) != .outside)
    }

    @Test(arguments: [
        City(name: "Tokyo", latitude: 35.6762, longitude: 139.6503),
        City(name: "Singapore", latitude: 1.2897, longitude: 103.8501),
        City(name: "Johor Bahru", latitude: 1.4655, longitude: 103.7578),
        City(name: "Taipei", latitude: 25.0330, longitude: 121.5654),
        City(name: "Hanoi", latitude: 21.0278, longitude: 105.8342),
        City(name: "Seoul", latitude: 37.5665, longitude: 126.9780),
        City(name: "Vladivostok", latitude: 43.1198, longitude: 131.8869),
        City(name: "San Jose", latitude: 37.3394, longitude: -121.8950),
    ])
    func `a city far from the region is outside`(city: City) throws {
        #expect(try state(of: city, in: Self.china.get()) == .outside)
    }

    @Test(arguments: [("Beijing", 39.9042, 116.4074), ("Chengdu", 30.5728, 104.0668)] as [(String, Double, Double)])
    func `a city deep in the region is inside`(name: String, latitude: Double, longitude: Double) throws {
        let city = City(name: name, latitude: latitude, longitude: longitude)
        #expect(try state(of: city, in: Self.china.get()) == .inside)
    }

    @Test func `the roots cover the earth and children cover their parent`() throws {
        let cells = try Self.china.get()
        var random = SplitMix64(seed: 8)
        for _ in 0..<1_000 {
            let place = City(name: "", latitude: random.number(-90, 90), longitude: random.number(-180, 180))
            _ = try state(of: place, in: cells)
        }
        let areCovered = cells.cells.allSatisfy { cell in
            guard let first = cell.children else { return true }
            return cells.cells[first..<(first + 4)].map(\.box) == cell.box.quarters
        }
        #expect(areCovered)
    }

    @Test func `only border cells are split, and no border cell stays large`() throws {
        let areAsStated = try Self.china.get().cells.allSatisfy { cell in
            (cell.children != nil) == (cell.state == .border && cell.box.height > RegionCells.finest)
        }
        #expect(areAsStated)
    }

    @Test func `the world without borders is outside of everything`() {
        #expect(RegionCells.world.cells.count == RegionCells.world.roots.count)
        #expect(RegionCells.world.cells.allSatisfy { $0.state == .outside && $0.children == nil })
    }

    @Test func `what lies within the border error is border`() throws {
        // A square of 20°; 0.1° is 11 km, half the stated error.
        let borders = try Borders(parsing: "aa\tAland\touter\t-1000 -1000 2000 0 0 2000 -2000 0\n")
        let cells = RegionCells(rings: try RegionSet("aa", in: borders).rings(in: borders))
        for offset in [-0.1, 0.0, 0.1] {
            let city = City(name: "", latitude: 10 + offset, longitude: 3)
            #expect(try state(of: city, in: cells) == .border)
        }
        #expect(try state(of: City(name: "", latitude: 0, longitude: 0), in: cells) == .inside)
        #expect(try state(of: City(name: "", latitude: 11, longitude: 3), in: cells) == .outside)
    }

    @Test func `a hole in a country is not in it`() throws {
        let borders = try Borders(
            parsing: """
                aa\tAland\touter\t-1000 -1000 2000 0 0 2000 -2000 0
                aa\tAland\thole\t-300 -300 600 0 0 600 -600 0
                """)
        let cells = RegionCells(rings: try RegionSet("aa", in: borders).rings(in: borders))
        #expect(try state(of: City(name: "", latitude: 0, longitude: 0), in: cells) == .outside)
        #expect(try state(of: City(name: "", latitude: 6, longitude: 6), in: cells) == .inside)
    }
}
