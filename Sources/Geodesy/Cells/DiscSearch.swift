import Foundation
import Quantities

/// Asks of many discs at once which boxes of the earth they leave open.
///
/// A disc *excludes* a box when the whole box lies beyond it. It is judged on the sphere, in the disc's favour by
/// the sphere's error, and where that error alone stands in the way, on the ellipsoid. So no place that lies in a
/// disc is ever excluded by it; what stays open wrongly lies within 0.9 km of the disc: half a finest box, and
/// as much again of the sphere's error.
package struct DiscSearch: Sendable {
    private let discs: [Disc]
    private let grid = CellGrid.shared

    /// - Parameter discs: searched in this order, so the smallest, which exclude most, should come first.
    package init(_ discs: [Disc]) { self.discs = discs }

    /// Whether each box that may lie on a side is excluded by at least `count` discs.
    ///
    /// - Returns: the indices of discs that suffice, the first of which excluded what they could, or nil when some box
    ///   isn't excluded.
    package func carriers(excluding side: RegionCells.Side, of cells: RegionCells, by count: Int) -> Set<Int>? {
        var tally = Tally(discs: discs.count, needed: count)
        var pending = GridCell.roots.enumerated().map { Box(cell: $1, index: $0) }
        while let box = pending.popLast() {
            guard !cells.sides[box.index].isDisjoint(with: side) else { continue }
            let outcome = judge(box.cell, isWhole: false, &tally)
            if outcome == .excluded { continue }
            // Part of the box lies on the side, and so many discs hold all of it that too few are left.
            if outcome == .held { return nil }
            let link = cells.links[box.index]
            if link >= 0 {
                for quarter in 0..<4 {
                    pending.append(Box(cell: box.cell.quarter(quarter), index: Int(link) + quarter))
                }
            } else if !excludesParts(of: box.cell, &tally) {
                return nil
            }
        }
        return tally.carriers
    }

    /// The countries that some place in all discs may belong to, sorted. None when only open sea is left, or nothing.
    package func countriesLeftOpen(in cells: CountryCells) -> [String] {
        var tally = Tally(discs: discs.count, needed: 1)
        var found = CountryCells.Countries.zero
        var pending = GridCell.roots.enumerated().map { Box(cell: $1, index: $0) }
        while let box = pending.popLast() {
            let countries = cells.countries[box.index]
            guard countries & ~found != .zero else { continue }
            let outcome = judge(box.cell, isWhole: false, &tally)
            if outcome == .excluded { continue }
            let link = cells.links[box.index]
            if outcome == .held || link < 0 && !excludesParts(of: box.cell, &tally) {
                found |= countries
            } else if link >= 0 {
                for quarter in 0..<4 {
                    pending.append(Box(cell: box.cell.quarter(quarter), index: Int(link) + quarter))
                }
            }
        }
        return cells.names(found)
    }

    /// Whether no place on earth lies in all discs.
    package var isEmpty: Bool { isEmpty(by: 1) }

    /// Whether at least `count` discs lie beyond each place on earth.
    package func isEmpty(by count: Int) -> Bool {
        guard discs.count > count, commonPlace == nil else { return false }
        var tally = Tally(discs: discs.count, needed: count)
        return GridCell.roots.allSatisfy { excludesParts(of: $0, &tally) }
    }
}

extension DiscSearch: CustomStringConvertible {
    package var description: String { discs.map { "\($0.radius) around \($0.centre)" }.joined(separator: ", ") }
}

extension DiscSearch {
    private struct Box {
        let cell: GridCell
        let index: Int
    }

    /// How many discs must exclude each box, those found for the box at hand, and all that were needed so far.
    private struct Tally {
        let needed: Int
        private var found: [Int] = []
        private var used: [Bool]

        init(discs: Int, needed: Int) {
            self.needed = needed
            used = Array(repeating: false, count: discs)
        }

        mutating func startBox() { found.removeAll(keepingCapacity: true) }

        /// Whether these are enough.
        mutating func add(_ disc: Int) -> Bool {
            found.append(disc)
            guard found.count >= needed else { return false }
            for disc in found { used[disc] = true }
            return true
        }

        /// Whether so many more would be enough.
        func isWithinReach(by more: Int) -> Bool { more > 0 && found.count + more >= needed }

        var carriers: Set<Int> { Set(used.indices.filter { used[$0] }) }
    }

    /// What the discs make of a box.
    private enum Outcome {
        /// Enough of them exclude it.
        case excluded
        /// So many hold all of it, or its centre where that matters, that not enough can exclude it.
        case held
        case undecided
    }

    /// - Parameter isWhole: whether all of the box matters, so that its centre may speak for it.
    private func judge(_ cell: GridCell, isWhole: Bool, _ tally: inout Tally) -> Outcome {
        let row = grid.row(cell)
        let column = grid.column(cell)
        var near = 0
        var held = 0
        tally.startBox()
        for (index, disc) in discs.enumerated() {
            let cosine = disc.cosine(row, column)
            if disc.outer.isShort(of: row, cosine: cosine) {
                if tally.add(index) { return .excluded }
            } else if isWhole ? cosine >= disc.inner.cosine : disc.inner.holds(row, cosine: cosine) {
                held += 1
            } else if disc.isWorthMeasuring(cell, row), disc.inner.isShort(of: row, cosine: cosine) {
                near += 1
            }
        }
        if discs.count - held < tally.needed { return .held }
        return tally.isWithinReach(by: near) && excludesOnEllipsoid(cell, &tally) ? .excluded : .undecided
    }

    /// Counts the discs too that the sphere's error alone may keep from excluding the box.
    private func excludesOnEllipsoid(_ cell: GridCell, _ tally: inout Tally) -> Bool {
        guard let centre = CellGrid.centre(cell) else { return false }
        let row = grid.row(cell)
        let column = grid.column(cell)
        // A little more for large boxes, so that what excludes one excludes each of its parts: a search must not turn
        // on whether a box was measured as a whole.
        let spare = cell.depth < CellGrid.finestDepth ? 1.01 : 1
        let cap = GreatCircle.longestPossible(PhysicalConstants.meanEarthRadius * (row.cap * spare))
        for (index, disc) in discs.enumerated() {
            let cosine = disc.cosine(row, column)
            guard disc.isWorthMeasuring(cell, row), disc.inner.isShort(of: row, cosine: cosine),
                !disc.outer.isShort(of: row, cosine: cosine),
                Geodesic.distance(disc.centre, centre) - cap > disc.radius
            else { continue }
            if tally.add(index) { return true }
        }
        return false
    }

    /// Halves a box until all its parts are excluded or one can't be.
    private func excludesParts(of cell: GridCell, _ tally: inout Tally) -> Bool {
        var pending = [cell]
        while let part = pending.popLast() {
            let outcome = judge(part, isWhole: true, &tally)
            if outcome == .excluded { continue }
            guard outcome == .undecided, part.depth < CellGrid.finestDepth else { return false }
            for quarter in 0..<4 { pending.append(part.quarter(quarter)) }
        }
        return true
    }
}

extension DiscSearch {
    /// A place that surely lies in all discs, looked for by stepping from disc to disc; nil when none was found,
    /// which proves nothing.
    private var commonPlace: Direction? {
        guard var place = discs.first?.direction else { return nil }
        for _ in 0..<64 {
            var worst = 0.0
            var next = place
            for disc in discs {
                // Most discs hold the place by far: for them a product will do.
                guard disc.direction.cosine(to: place) < disc.inner.cosine else { continue }
                let angle = disc.direction.angle(to: place)
                guard angle - disc.inner.radians > worst else { continue }
                worst = angle - disc.inner.radians
                next = place.moved(towards: disc.direction, by: worst + 1e-7, of: angle)
            }
            if worst == 0 { return place }
            place = next
        }
        return nil
    }
}
