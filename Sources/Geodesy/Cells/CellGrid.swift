import Foundation
import Quantities

/// A box of the grid: halvings of 45° × 45° boxes.
struct GridCell {
    /// How many times 45° was halved.
    let depth: Int
    /// From the south pole.
    let row: Int
    /// From the antimeridian, eastwards.
    let column: Int

    /// 4 rows of 8 boxes, 45° high and wide, cover the earth.
    static let roots = (0..<4).flatMap { row in (0..<8).map { GridCell(depth: 0, row: row, column: $0) } }

    /// One of four: 0 south-west, 1 south-east, 2 north-west, 3 north-east.
    func quarter(_ index: Int) -> GridCell {
        GridCell(depth: depth + 1, row: 2 * row + index / 2, column: 2 * column + index % 2)
    }

    /// The box of `depth` that holds a place.
    init(holding place: Coordinates, depth: Int) {
        let side = Double(1 << depth) / 45
        self.depth = depth
        row = min((4 << depth) - 1, max(0, Int((place.latitude + 90) * side)))
        column = min((8 << depth) - 1, max(0, Int((place.longitude + 180) * side)))
    }

    /// The index of the undivided box that holds a place, in the links of `BorderCells`.
    static func undivided(holding place: Coordinates, in links: [Int32]) -> Int {
        var cell = GridCell(holding: place, depth: 0)
        var index = cell.row * 8 + cell.column
        while links[index] >= 0 {
            cell = GridCell(holding: place, depth: cell.depth + 1)
            index = Int(links[index]) + cell.row % 2 * 2 + cell.column % 2
        }
        return index
    }

    init(depth: Int, row: Int, column: Int) {
        self.depth = depth
        self.row = row
        self.column = column
    }
}

/// The centres of all boxes of the grid and the caps around them that hold the boxes, in tables: a search looks
/// at hundreds of boxes and should compute no sine.
struct CellGrid: Sendable {
    /// Boxes are not halved further than this: 0.0055°, 0.6 km.
    static let finestDepth = 13

    static let shared = CellGrid()

    struct Row {
        /// Of the centre's latitude.
        let sine: Double
        let cosine: Double
        /// Radius in radians of the cap around the centre that holds the box, with its sine and cosine.
        let cap: Double
        let capSine: Double
        let capCosine: Double
    }

    struct Column {
        /// Of the centre's longitude.
        let sine: Double
        let cosine: Double
    }

    private let rows: [Row]
    private let columns: [Column]

    private init() {
        var rows: [Row] = []
        var columns: [Column] = []
        for depth in 0...Self.finestDepth {
            let side = 45 / Double(1 << depth)
            rows += (0..<(4 << depth)).map { Self.row(south: Double($0) * side - 90, side: side) }
            columns += (0..<(8 << depth)).map { index in
                let longitude = ((Double(index) + 0.5) * side - 180) * .pi / 180
                return Column(sine: sin(longitude), cosine: cos(longitude))
            }
        }
        self.rows = rows
        self.columns = columns
    }

    /// The farthest point of a box from its centre is a corner: along a parallel the distance grows with the
    /// difference in longitude, and along a meridian its cosine A·sin φ + B·cos φ has a single maximum, so the
    /// least value lies at an end.
    private static func row(south: Double, side: Double) -> Row {
        let centre = (south + side / 2) * .pi / 180
        let half = side / 2 * .pi / 180
        let cap =
            [centre - half, centre + half].map { latitude in
                let a = sin(half / 2) * sin(half / 2)
                return 2 * asin((a + cos(centre) * cos(latitude) * a).squareRoot())
            }.max() ?? .pi
        return Row(sine: sin(centre), cosine: cos(centre), cap: cap, capSine: sin(cap), capCosine: cos(cap))
    }

    /// Rows of shallower depths come first: 4 + 8 + 16 … of them.
    func row(_ cell: GridCell) -> Row { rows[(4 << cell.depth) - 4 + cell.row] }

    func column(_ cell: GridCell) -> Column { columns[(8 << cell.depth) - 8 + cell.column] }

    /// The centre of a box.
    static func centre(_ cell: GridCell) -> Coordinates? {
        let side = 45 / Double(1 << cell.depth)
        return Coordinates(
            latitude: (Double(cell.row) + 0.5) * side - 90, longitude: (Double(cell.column) + 0.5) * side - 180)
    }
}
