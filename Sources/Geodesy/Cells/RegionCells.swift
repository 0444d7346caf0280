package import Quantities

/// The boxes of the earth as one region set sees them: which may lie in it, and which in some other country.
package struct RegionCells: Sendable {
    /// What a box may hold. Open sea is neither.
    package struct Side: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Land of the region set, within the stated error.
        package static let inside = Side(rawValue: 1)
        /// Land of a country that isn't in it, within the stated error.
        package static let outside = Side(rawValue: 2)
    }

    let links: [Int32]
    /// For each box, all sides that it or any of its parts may lie on.
    let sides: [Side]

    package init(_ regions: RegionSet, in cells: BorderCells) {
        let chosen = Set(regions.codes)
        let isInside = cells.codes.map(chosen.contains)
        let sideOfSet = cells.sets.map { countries in
            countries.reduce(into: Side()) { $0.insert(isInside[$1] ? .inside : .outside) }
        }
        var sides = cells.links.map { $0 < 0 ? sideOfSet[Int(~$0)] : [] }
        // Quarters come after their parents, so backwards all parts are known before the whole.
        for index in cells.links.indices.reversed() where cells.links[index] >= 0 {
            let first = Int(cells.links[index])
            sides[index] = sides[first].union(sides[first + 1]).union(sides[first + 2]).union(sides[first + 3])
        }
        links = cells.links
        self.sides = sides
    }

    /// The sides that a place may lie on.
    package func sides(at place: Coordinates) -> Side {
        sides[GridCell.undivided(holding: place, in: links)]
    }
}

extension RegionCells {
    /// The undivided boxes that may lie on a side, each as a disc that holds it.
    package func undivided(_ side: Side) -> [Disc] {
        var discs: [Disc] = []
        var pending = GridCell.roots.enumerated().map { (cell: $1, index: $0) }
        while let (cell, index) = pending.popLast() {
            let link = links[index]
            if link >= 0 {
                pending += (0..<4).map { (cell.quarter($0), Int(link) + $0) }
            } else if !sides[index].isDisjoint(with: side), let centre = CellGrid.centre(cell) {
                let cap = PhysicalConstants.meanEarthRadius * CellGrid.shared.row(cell).cap
                discs.append(Disc(centre: centre, radius: GreatCircle.longestPossible(cap)))
            }
        }
        return discs
    }
}
