import Geodesy

/// Boxes made by hand, in the form that `BorderCells` reads.
///
/// A root is a list of numbers: `[sea]`, `[aa]`, or `[divided]` and then what its four quarters hold.
enum CellBytes {
    static let header = "# Assay border cells 1\nerror 1\ncodes aa bb\nsets aa aa+bb\n\n"

    static let divided = 0
    static let sea = 1
    static let aa = 2
    static let aaOrBB = 3
    static let unknown = 4

    /// The earth as 32 roots of open sea.
    static let ocean = Array(repeating: [sea], count: 32)

    /// The ocean but for the given roots.
    static func roots(_ roots: [Int: [Int]]) -> [[Int]] { ocean.indices.map { roots[$0] ?? ocean[$0] } }

    static func file(_ roots: [[Int]], header: String = header) -> [UInt8] {
        Array(header.utf8) + roots.joined().flatMap(number)
    }

    static func cells(_ roots: [[Int]], header: String = header) throws -> BorderCells {
        try BorderCells(decoding: file(roots, header: header))
    }

    /// The sides of `aa`.
    static func sides(_ roots: [[Int]]) throws -> RegionCells {
        let regions = try RegionSet("aa", known: ["aa", "bb"], groups: try Bundled.groups.get())
        return RegionCells(regions, in: try cells(roots))
    }

    /// LEB128: seven bits a byte, the lowest first; all but the last byte have the high bit.
    static func number(_ number: Int) -> [UInt8] {
        number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7f | 0x80)] + self.number(number >> 7)
    }
}
