package import Geodesy
import Synchronization

/// Borders, with the cells of every region set that was asked for: making them takes longer than a verdict.
package final class RegionAtlas: Sendable {
    package let borders: Borders
    private let known = Mutex<[RegionSet: RegionCells]>([:])

    package init(borders: Borders) { self.borders = borders }

    /// Parses a set such as `cn+hk+mo`.
    ///
    /// - Throws: `RegionSetError` for a code without a border.
    package func regions(_ text: String) throws -> RegionSet { try RegionSet(text, in: borders) }

    package func cells(of regions: RegionSet) -> RegionCells {
        if let cells = known.withLock({ $0[regions] }) { return cells }
        // Made outside the lock: two threads may both make them once, and nobody waits.
        let cells = RegionCells(rings: regions.rings(in: borders))
        known.withLock { $0[regions] = cells }
        return cells
    }
}
