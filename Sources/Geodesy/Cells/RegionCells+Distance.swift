import Foundation
package import Quantities

extension RegionCells {
    /// The least that a place can be away from any land on a side; zero within it, nil when there is none.
    ///
    /// It errs to the short side, by at most the cap of a finest box and the sphere's error.
    package func distance(from place: Coordinates, to side: Side) -> Kilometres? {
        let direction = Direction(place)
        let grid = CellGrid.shared
        func angle(_ cell: GridCell) -> Double {
            let row = grid.row(cell)
            let column = grid.column(cell)
            let centre = Direction(
                x: row.cosine * column.cosine, y: row.cosine * column.sine, z: row.sine)
            return max(0, direction.angle(to: centre) - row.cap)
        }
        var best = Double.infinity
        var pending = GridCell.roots.enumerated().map { (cell: $1, index: $0, angle: angle($1)) }
        // The nearest is popped first, so that most others are too far to look into.
        pending.sort { $0.angle > $1.angle }
        while let box = pending.popLast() {
            guard box.angle < best, !sides[box.index].isDisjoint(with: side) else { continue }
            let link = links[box.index]
            if link < 0, box.cell.depth == CellGrid.finestDepth {
                best = box.angle
                continue
            }
            // A box that isn't divided is on the side as a whole, but its cap reaches beyond it: halve it.
            let parts = (0..<4).map { quarter in
                let cell = box.cell.quarter(quarter)
                return (cell: cell, index: link >= 0 ? Int(link) + quarter : box.index, angle: angle(cell))
            }
            pending += parts.sorted { $0.angle > $1.angle }
        }
        guard best.isFinite else { return nil }
        return GreatCircle.shortestPossible(PhysicalConstants.meanEarthRadius * best)
    }
}
