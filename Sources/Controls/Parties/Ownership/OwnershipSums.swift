/// Adds up the shares of listed owners, level by level.
///
/// A party is caught when owners that are listed or caught hold 50 % or more of it together: OFAC's guidance of
/// 2014-08-13 on entities owned by blocked persons. It is the least set of parties with that property, found by adding
/// until nothing is added; a circle of companies that own one another catches nobody by itself.
struct OwnershipSums {
    /// Half, in percent; shares that add up to it but for the last digit are half.
    static let half = 50.0 - 1e-9

    private let byOwned: [String: [OwnershipChain.Holding]]
    private let listed: [String: Set<ScreeningSource>]
    /// Caught by shares that are known.
    private let caught: Set<String>
    /// Caught when shares that aren't known are as large as they can be.
    private let possible: Set<String>

    init(_ chain: OwnershipChain, listed: [String: Set<ScreeningSource>], sources: Set<ScreeningSource>) {
        byOwned = Dictionary(grouping: chain.holdings, by: \.owned)
        let listed = listed.mapValues { $0.intersection(sources) }.filter { !$0.value.isEmpty }
        self.listed = listed
        caught = Self.close(chain, from: Set(listed.keys), takesUnknown: false)
        possible = Self.close(chain, from: Set(listed.keys), takesUnknown: true)
    }

    /// Every holding is added once, when its owner is found to count.
    private static func close(_ chain: OwnershipChain, from listed: Set<String>, takesUnknown: Bool) -> Set<String> {
        let byOwner = Dictionary(grouping: chain.holdings, by: \.owner)
        let stated = chain.holdings.reduce(into: [String: Double]()) { $0[$1.owned, default: 0] += $1.percent ?? 0 }
        var caught = listed
        var known: [String: Double] = [:]
        var hasUnknown: Set<String> = []
        var changed = listed.sorted()
        while let owner = changed.popLast() {
            for holding in byOwner[owner] ?? [] {
                let owned = holding.owned
                known[owned, default: 0] += holding.percent ?? 0
                if takesUnknown, holding.percent == nil { hasUnknown.insert(owned) }
                let rest = hasUnknown.contains(owned) ? max(0, 100 - (stated[owned] ?? 0)) : 0
                if (known[owned] ?? 0) + rest >= half, caught.insert(owned).inserted { changed.append(owned) }
            }
        }
        return caught
    }

    /// The percent that some owners hold; where unknown shares of theirs are taken, as much of the rest as is left.
    private static func share(
        _ holdings: [OwnershipChain.Holding], heldBy owners: Set<String>, takesUnknown: Bool
    ) -> Double {
        let held = holdings.filter { owners.contains($0.owner) }
        let known = held.reduce(0) { $0 + ($1.percent ?? 0) }
        guard takesUnknown, held.contains(where: { $0.percent == nil }) else { return known }
        let all = holdings.reduce(0) { $0 + ($1.percent ?? 0) }
        return known + max(0, 100 - all)
    }

    func finding(of party: String) -> OwnershipFinding.RuleFinding {
        let holdings = byOwned[party] ?? []
        let share = Self.share(holdings, heldBy: caught, takesUnknown: false)
        let most = Self.share(holdings, heldBy: possible, takesUnknown: true)
        let outcome: OwnershipFinding.Outcome =
            share >= Self.half ? .caught : most >= Self.half ? .unsettled : .notCaught
        let owners = holdings.filter { possible.contains($0.owner) }
            .sorted { ($0.percent ?? 0, $1.owner) > ($1.percent ?? 0, $0.owner) }
            .map { holding in
                OwnershipFinding.Owner(
                    name: holding.owner, percent: holding.percent,
                    lists: (listed[holding.owner] ?? []).sorted { $0.rawValue < $1.rawValue },
                    behind: listedOwners(behind: holding.owner).sorted())
            }
        return OwnershipFinding.RuleFinding(outcome: outcome, share: share, most: most, owners: owners)
    }

    /// The lists on which the owners stand that make a party caught.
    func lists(behind party: String) -> Set<ScreeningSource> {
        listedOwners(behind: party).reduce(into: []) { $0.formUnion(listed[$1] ?? []) }
    }

    /// The listed parties above a party, through owners that count.
    private func listedOwners(behind party: String) -> Set<String> {
        var found: Set<String> = []
        var seen: Set<String> = [party]
        var rest = [party]
        while let next = rest.popLast() {
            for holding in byOwned[next] ?? [] where possible.contains(holding.owner) {
                if listed[holding.owner] != nil { found.insert(holding.owner) }
                if seen.insert(holding.owner).inserted { rest.append(holding.owner) }
            }
        }
        return found
    }
}
