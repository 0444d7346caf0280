import Geodesy
import Quantities

/// Whether proofs are true, and how many there are, with all landmarks: each target's own country and every other.
struct SoundnessTrial: Sendable {
    private let stage: MeshStage
    private let cells: CountryCells
    /// Of each target, at each speed.
    private let regions: [SignalSpeed: [(target: Int, region: FeasibleRegion)]]

    /// What one country's verdicts add up to.
    struct Tally: Sendable {
        var falseAccepts = 0
        var ownProven = 0
        var wrongClaims = 0
        var wrongClaimsRefuted = 0

        static func + (left: Tally, right: Tally) -> Tally {
            Tally(
                falseAccepts: left.falseAccepts + right.falseAccepts, ownProven: left.ownProven + right.ownProven,
                wrongClaims: left.wrongClaims + right.wrongClaims,
                wrongClaimsRefuted: left.wrongClaimsRefuted + right.wrongClaimsRefuted)
        }
    }

    init(_ stage: MeshStage) {
        self.stage = stage
        cells = CountryCells(stage.atlas.borderCells)
        regions = Dictionary(
            uniqueKeysWithValues: SignalSpeed.allCases.map { speed in
                (
                    speed,
                    stage.targets.map { target in
                        (target, FeasibleRegion(stage.observations(of: target, from: stage.landmarks), speed: speed))
                    }
                )
            })
    }

    /// Share of targets whose stated place lies within the place error of the region.
    func truthInside(_ speed: SignalSpeed) -> Double? {
        Share(of: regions[speed] ?? []) { target, region in
            region.contains(stage.mesh.nodes[target].place, within: stage.placeError)
        }.value
    }

    /// Asks of every target and every country on earth whether it is in it.
    func tally(_ speed: SignalSpeed) async -> Tally {
        let cells = cells
        return await withTaskGroup(of: Tally.self) { group in
            for (target, region) in regions[speed] ?? [] {
                group.addTask { self.tally(target, possible: region.possibleCountries(in: cells)) }
            }
            return await group.reduce(Tally(), +)
        }
    }

    private func tally(_ target: Int, possible: [String]) -> Tally {
        var tally = Tally()
        let own = stage.countries[target]
        let wrong = stage.atlas.borderCells.codes.filter { $0 != own }
        tally.wrongClaims = wrong.count
        // Nothing on land is a contradiction, and no proof of anything.
        guard !possible.isEmpty else { return tally }
        tally.wrongClaimsRefuted = wrong.count { !possible.contains($0) }
        if let own, possible == [own] { tally.ownProven = 1 }
        // Near a border a place may be any of several countries' in truth; ruling out all of them is wrong, and so is
        // proving it inside another, which does.
        let place = Disc(centre: stage.mesh.nodes[target].place, radius: stage.placeError)
        let truth = DiscSearch([place]).countriesLeftOpen(in: cells)
        if !truth.isEmpty, !truth.contains(where: possible.contains) { tally.falseAccepts = 1 }
        return tally
    }
}

/// A share of something, or nothing of nothing.
struct Share {
    let value: Double?

    init<Item>(of items: [Item], where holds: (Item) throws -> Bool) rethrows {
        value = items.isEmpty ? nil : Double(try items.count(where: holds)) / Double(items.count)
    }
}
