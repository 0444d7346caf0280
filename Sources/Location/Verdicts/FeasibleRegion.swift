package import Geodesy
package import Quantities

/// The places that a device can have been: the intersection of one disc per landmark.
///
/// No feasible place is ever lost; what counts as feasible wrongly lies within 0.9 km of the region, and a
/// country is where either source of borders puts it, give or take `BorderCells.statedError`.
package struct FeasibleRegion: Sendable {
    /// Smallest disc first, as `discs` are.
    private let landmarks: [String]
    private let discs: [Disc]
    private let search: DiscSearch
    private let speed: SignalSpeed
    /// Whether no place on earth is in all discs: then some observation is false.
    package let isEmpty: Bool

    package init(_ observations: [Observation], speed: SignalSpeed) {
        // One landmark counts once, with its best disc: otherwise one liar could pose as many.
        var best: [String: Int] = [:]
        let reaches = observations.map { $0.reach(at: speed) }
        for (index, observation) in observations.enumerated() {
            if let known = best[observation.landmark], reaches[known] <= reaches[index] { continue }
            best[observation.landmark] = index
        }
        let order = best.values.sorted { one, other in
            (reaches[one], observations[one].landmark) < (reaches[other], observations[other].landmark)
        }
        landmarks = order.map { observations[$0].landmark }
        discs = order.map { Disc(centre: observations[$0].place, radius: reaches[$0]) }
        search = DiscSearch(discs)
        isEmpty = search.isEmpty
        self.speed = speed
    }

    /// Whether no place on earth is in all discs, whichever so many landmarks are left out.
    package func isEmpty(withoutAny count: Int) -> Bool { isEmpty && search.isEmpty(by: count + 1) }

    /// Whether a place lies in all discs, or so near to each that it may.
    package func contains(_ place: Coordinates, within error: Kilometres = 0) -> Bool {
        discs.allSatisfy { $0.contains(place, within: error) }
    }

    /// The countries that the device can have been in, sorted, with no landmark removed. Outside of all others it is
    /// proven to be; when one is left, it is proven to be inside of that one.
    package func possibleCountries(in cells: CountryCells) -> [String] { search.countriesLeftOpen(in: cells) }

    /// Answers "is it outside these regions?", then "is it inside them?".
    ///
    /// A point of the region must be excluded by at least f + 1 different landmarks: then whichever f are
    /// removed, one remains that excludes it. So no subset needs trying.
    package func decide(_ regions: RegionSet, cells: RegionCells, faultTolerance: Int) -> Finding {
        func finding(_ verdict: Verdict, _ carriers: Set<Int> = []) -> Finding {
            Finding(
                verdict: verdict, regions: regions, speed: speed, faultTolerance: faultTolerance,
                carriers: carriers.map { landmarks[$0] }.sorted())
        }
        if isEmpty { return finding(.contradictory) }
        // Compared before adding: the number comes from outside.
        guard faultTolerance < discs.count else { return finding(.inconclusive) }
        let needed = max(0, faultTolerance) + 1
        let (verdict, side): (Verdict, RegionCells.Side)
        let carriers: Set<Int>
        if let found = search.carriers(excluding: .inside, of: cells, by: needed) {
            (verdict, side, carriers) = (.provenOutside, .outside, found)
        } else if let found = search.carriers(excluding: .outside, of: cells, by: needed) {
            (verdict, side, carriers) = (.provenInside, .inside, found)
        } else {
            return finding(.inconclusive)
        }
        // What proves a device off both sides proves that it is afloat, or that something is wrong.
        let isAfloat = search.carriers(excluding: side, of: cells, by: 1) != nil
        return isAfloat ? finding(.contradictory) : finding(verdict, carriers)
    }

    /// The landmarks that an empty intersection may be owed to; none when it isn't empty.
    ///
    /// If leaving out a single landmark makes the rest agree, each such landmark; else every landmark whose disc
    /// misses another's; else all of them.
    package var suspects: [String] {
        guard isEmpty else { return [] }
        let alone = discs.indices.filter { index in
            var others = discs
            others.remove(at: index)
            return !DiscSearch(others).isEmpty
        }
        if !alone.isEmpty { return alone.map { landmarks[$0] }.sorted() }
        let apart = discs.indices.filter { index in
            discs.contains { other in
                Geodesic.distance(discs[index].centre, other.centre) > discs[index].radius + other.radius
            }
        }
        return (apart.isEmpty ? landmarks : apart.map { landmarks[$0] }).sorted()
    }
}
