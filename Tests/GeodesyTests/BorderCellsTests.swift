import Geodesy
import Quantities
import TestSupport
import Testing

/// Which box a place lies in, and what is said of it.
struct BorderCellsTests {
    /// A code for every root: aa … az, ba … bf.
    private static let codes = (0..<32).map { index in
        String(decoding: [UInt8(ascii: "a") + UInt8(index / 26), UInt8(ascii: "a") + UInt8(index % 26)], as: UTF8.self)
    }

    /// Every root is a country of its own.
    private func patchwork() throws -> BorderCells {
        let names = Self.codes.joined(separator: " ")
        let header = "# Assay border cells 1\nerror 1.5\ncodes \(names)\nsets \(names)\n\n"
        return try CellBytes.cells((0..<32).map { [$0 + 2] }, header: header)
    }

    private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinates {
        try #require(Coordinates(latitude: latitude, longitude: longitude))
    }

    @Test func `codes and the stated error are read from the heading`() throws {
        let cells = try patchwork()
        #expect(cells.codes == Self.codes)
        #expect(cells.statedError == 1.5)
    }

    @Test func `roots are 45° high and wide, in rows from the south-west`() throws {
        let cells = try patchwork()
        var random = SplitMix64(seed: 51)
        for root in 0..<32 {
            let south = Double(root / 8) * 45 - 90
            let west = Double(root % 8) * 45 - 180
            for _ in 0..<20 {
                let place = try place(south + random.number(0, 45), west + random.number(0, 45))
                #expect(cells.countries(at: place) == [Self.codes[root]], "\(place)")
            }
        }
    }

    @Test(
        arguments: [
            (90, 0, 28), (90, -180, 24), (90, 180, 31), (-90, 0, 4), (-90, -180, 0), (-90, 180, 7), (0, 180, 23),
            (0, -180, 16), (-45, 180, 15), (90.0.nextDown, 180.0.nextDown, 31), ((-90.0).nextUp, (-180.0).nextUp, 0),
            (-1e-300, -1e-300, 20), (0, 0, 20), (-1e-9, -1e-9, 11),
        ] as [(Double, Double, Int)])
    func `poles and the antimeridian lie in a root`(latitude: Double, longitude: Double, root: Int) throws {
        #expect(try patchwork().countries(at: try place(latitude, longitude)) == [Self.codes[root]])
    }

    @Test func `quarters follow in the order south-west, south-east, north-west, north-east`() throws {
        // The root from 0° to 45° north and east; its north-eastern quarter is divided again.
        let (aa, both, sea) = (CellBytes.aa, CellBytes.aaOrBB, CellBytes.sea)
        let quarters = [CellBytes.divided, aa, both, sea, CellBytes.divided, sea, sea, both, aa]
        let cells = try CellBytes.cells(CellBytes.roots([20: quarters, 21: [aa]]))
        for (latitude, longitude, countries) in [
            (10, 10, ["aa"]), (10, 30, ["aa", "bb"]), (30, 10, []), (25, 25, []), (25, 40, []), (40, 25, ["aa", "bb"]),
            (40, 40, ["aa"]), (10, 50, ["aa"]), (10, 100, []), (-10, 10, []),
        ] as [(Double, Double, [String])] {
            let place = try place(latitude, longitude)
            #expect(cells.countries(at: place) == countries, "\(place)")
            #expect(cells.isLand(at: place) == !countries.isEmpty, "\(place)")
        }
    }

    @Test func `a set beyond the 127th is found`() throws {
        let sets = Array(repeating: "aa", count: 200) + ["bb"]
        let header = "# Assay border cells 1\nerror 1\ncodes aa bb\nsets \(sets.joined(separator: " "))\n\n"
        let cells = try CellBytes.cells(CellBytes.roots([20: [201], 21: [202]]), header: header)
        #expect(cells.countries(at: try place(10, 10)) == ["aa"])
        #expect(cells.countries(at: try place(10, 50)) == ["bb"])
    }

    @Test func `a box may be divided down to the smallest`() throws {
        // Always the south-western quarter of the root at 0° north and east, twelve times.
        let root =
            Array(repeating: CellBytes.divided, count: 12) + [CellBytes.aa]
            + Array(repeating: CellBytes.sea, count: 36)
        let cells = try CellBytes.cells(CellBytes.roots([20: root]))
        let side = 45 / 4_096.0
        #expect(cells.countries(at: try place(0, 0)) == ["aa"])
        #expect(cells.countries(at: try place(side * 0.99, side * 0.99)) == ["aa"])
        #expect(!cells.isLand(at: try place(side * 1.01, side * 0.99)))
        #expect(!cells.isLand(at: try place(side * 0.99, side * 1.01)))
    }
}
