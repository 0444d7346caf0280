package import Geodesy
import Quantities

/// The places that a device can have been: the intersection of one disc per observation.
///
/// A cell counts as excluded by a disc only when the whole cell lies beyond it even after the distance is
/// shortened by the sphere's error, so no feasible point is ever lost; the region errs only by being too large,
/// by at most one cell (20 km) and 0.57 % of the distance.
package struct FeasibleRegion: Sendable {
    private let discs: [Disc]

    private struct Disc: Sendable {
        let landmark: String
        let centre: Direction
        let radius: Kilometres
    }

    package init(_ observations: [Observation], speed: SignalSpeed) {
        // The smallest discs exclude most, so they come first. One landmark counts once, with its best disc:
        // otherwise one liar could pose as many.
        var best: [String: Disc] = [:]
        for observation in observations {
            let radius = observation.reach(at: speed)
            if let known = best[observation.landmark], known.radius <= radius { continue }
            best[observation.landmark] = Disc(
                landmark: observation.landmark, centre: Direction(observation.place), radius: radius)
        }
        discs = best.values.sorted { ($0.radius, $0.landmark) < ($1.radius, $1.landmark) }
    }

    /// Whether at least `count` discs exclude every point of the cap. Names the ones that did.
    private func exclude(_ cap: Cap, by count: Int, carriers: inout Set<Int>) -> Bool {
        var found = 0
        for (index, disc) in discs.enumerated() {
            let nearest = GreatCircle.distance(disc.centre, cap.centre) - cap.radius
            guard nearest > .zero, GreatCircle.shortestPossible(nearest) > disc.radius else { continue }
            carriers.insert(index)
            found += 1
            if found == count { return true }
        }
        return false
    }

    /// Whether every cell in one of the given states is excluded by at least `count` landmarks.
    ///
    /// Returns nil when some cell isn't.
    private func carriers(excluding states: [RegionCells.State], of cells: RegionCells, by count: Int) -> Set<Int>? {
        var carriers: Set<Int> = []
        var pending = Array(cells.roots)
        while let index = pending.popLast() {
            let cell = cells.cells[index]
            guard states.contains(cell.state) || cell.children != nil else { continue }
            if exclude(cell.cap, by: count, carriers: &carriers) { continue }
            if let first = cell.children {
                pending.append(contentsOf: first..<(first + 4))
            } else if cell.state == .border || !canSplit(cell, states, count, &carriers) {
                return nil
            }
        }
        return carriers
    }

    /// A large cell that is wholly inside or outside is split on the fly until its parts are excluded or small.
    private func canSplit(
        _ cell: RegionCells.Cell, _ states: [RegionCells.State], _ count: Int, _ carriers: inout Set<Int>
    ) -> Bool {
        var pending = cell.box.quarters
        while let box = pending.popLast() {
            if exclude(box.enclosingCap, by: count, carriers: &carriers) { continue }
            guard box.height > RegionCells.finest else { return false }
            pending.append(contentsOf: box.quarters)
        }
        return true
    }

    /// Whether no place on earth is in all discs: then some observation is false.
    package var isEmpty: Bool {
        guard discs.count > 1 else { return false }
        // Any feasible point lies in the smallest disc; two discs that don't meet are proof enough, and with
        // more than two the cells decide.
        return carriers(excluding: [.inside, .outside, .border], of: .world, by: 1) != nil
    }

    /// Answers "is it outside these regions?", then "is it inside them?".
    ///
    /// A point of the region must be excluded by at least f + 1 different landmarks: then whichever f are
    /// removed, one remains that excludes it. So no subset needs trying.
    package func decide(
        _ regions: RegionSet, cells: RegionCells, speed: SignalSpeed, faultTolerance: Int
    ) -> Finding {
        func finding(_ verdict: Verdict, _ carriers: Set<Int> = []) -> Finding {
            Finding(
                verdict: verdict, regions: regions, speed: speed, faultTolerance: faultTolerance,
                carriers: carriers.map { discs[$0].landmark }.sorted())
        }
        // Compared before adding: the number comes from outside.
        guard faultTolerance < discs.count else { return finding(.inconclusive) }
        let needed = max(0, faultTolerance) + 1
        if isEmpty { return finding(.contradictory) }
        if let carriers = carriers(excluding: [.inside, .border], of: cells, by: needed) {
            return finding(.provenOutside, carriers)
        }
        if let carriers = carriers(excluding: [.outside, .border], of: cells, by: needed) {
            return finding(.provenInside, carriers)
        }
        return finding(.inconclusive)
    }
}
