package import Geodesy
import Synchronization

/// Borders, country groups, and the boxes of every region set that was asked for.
package final class RegionAtlas: Sendable {
    /// Lines, for maps.
    package let borders: Borders
    /// What verdicts rest on.
    package let borderCells: BorderCells
    package let groups: CountryGroups
    private let known = Mutex<[RegionSet: RegionCells]>([:])

    package init(borders: Borders, cells: BorderCells, groups: CountryGroups) {
        self.borders = borders
        borderCells = cells
        self.groups = groups
    }

    /// Of the borders and groups that come with the program.
    ///
    /// - Throws: `BordersError` or `DocumentError` when a file is missing or broken.
    package static func bundled() throws -> RegionAtlas {
        RegionAtlas(borders: try .bundled(), cells: try .bundled(), groups: try .bundled())
    }

    /// Parses a set such as `cn+hk+mo` or `D:5+hk`.
    ///
    /// - Throws: `RegionSetError` for a code without a border, or an unknown group.
    package func regions(_ text: String) throws -> RegionSet {
        try RegionSet(text, known: borderCells.codes, groups: groups)
    }

    package func cells(of regions: RegionSet) -> RegionCells {
        if let cells = known.withLock({ $0[regions] }) { return cells }
        // Made outside the lock: two threads may both make them once, and nobody waits.
        let cells = RegionCells(regions, in: borderCells)
        known.withLock { $0[regions] = cells }
        return cells
    }
}
