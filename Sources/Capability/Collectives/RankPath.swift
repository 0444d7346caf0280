import Catalog
import Quantities

/// How the first ranks of a fabric lie in its tiers: what steps and wires a collective among them has.
struct RankPath {
    /// The tiers used, from inside out; none for one rank.
    private let used: [Fabric.Tier]
    private let ranks: Int
    /// Ranks of the innermost tier.
    private let domain: Int

    init?(_ fabric: Fabric, ranks: Int) {
        guard let used = fabric.tiers(joining: ranks) else { return nil }
        self.used = Array(used)
        self.ranks = ranks
        domain = min(used.first?.reach ?? ranks, ranks)
    }

    private var count: Double { Double(ranks) }
    private var domains: Int { (ranks + domain - 1) / domain }

    /// Seconds per byte of message of a pattern that moves `moved` times the message through each rank's port, and
    /// `moved` ÷ domain through each network port, since the ranks of a domain share what leaves it.
    private func wire(_ moved: Double, local: Double, share: Double, _ outer: OuterConstants) -> Double {
        var longest = 0.0
        var inner = 1
        for tier in used {
            let attained = tier.rate(ranks: min(tier.reach, ranks)) * (tier.plane == .scaleOut ? outer.share : share)
            let own = inner == 1 ? local : 0
            longest = max(longest, (moved / Double(inner) + own) / attained)
            inner = tier.reach
        }
        return longest
    }

    /// What steps across outer tiers cost more than one inside, in seconds.
    private func crossings(_ steps: Int, _ outer: OuterConstants) -> Double {
        guard let first = used.first, let last = used.last, domains > 1 else { return 0 }
        let software = last.plane == .scaleOut ? outer.crossing : 0
        return Double(steps) * (max(last.latency.value - first.latency.value, 0) + software)
    }

    /// A ring through all ranks, passed once (all-gather, reduce-scatter) or twice (all-reduce): passes · (n − 1)
    /// steps that move passes · (n − 1) ÷ n of the message.
    func ring(passes: Int, _ constants: RingConstants, _ outer: OuterConstants) -> PipelinedTime {
        let steps = Double(passes * (ranks - 1))
        return PipelinedTime(
            fixed: constants.base + constants.hop * steps + crossings(passes * (domains - 1), outer),
            secondsPerByte: wire(
                steps / count, local: constants.local / count, share: constants.share, outer),
            fill: constants.fill * steps)
    }

    /// Chains in the domains and a double binary tree over them, up and down: each port carries the message twice.
    func tree(_ constants: RingConstants, _ outer: OuterConstants) -> PipelinedTime {
        guard domains > 1 else { return .never }
        let depth = Int.bitWidth - (domains - 1).leadingZeroBitCount
        let steps = Double(2 * (domain - 1 + depth))
        return PipelinedTime(
            fixed: constants.base + constants.hop * steps + crossings(2 * depth, outer),
            secondsPerByte: wire(2, local: 0, share: constants.share, outer),
            fill: constants.fill * steps)
    }

    /// The switches add: each rank sends its message once.
    func inSwitch(_ constants: SwitchReduceConstants) -> PipelinedTime {
        guard let tier = used.first, domains == 1, tier.topology == .switched else { return .never }
        return PipelinedTime(
            fixed: constants.base, secondsPerByte: 1 / (constants.share * tier.rate(ranks: ranks)),
            fill: constants.fill)
    }

    /// All read all: (n − 1) messages. Only where memory is shared.
    func oneShot(_ constants: DirectConstants) -> PipelinedTime {
        guard let tier = directTier else { return .never }
        return PipelinedTime(
            fixed: constants.base + constants.perDoubling * Doublings.count(to: ranks),
            secondsPerByte: (count - 1) / (constants.share * tier.rate(ranks: ranks)), fill: 0)
    }

    /// Each rank reduces its part and all read it.
    func twoShot(_ constants: DirectConstants) -> PipelinedTime {
        guard let tier = directTier else { return .never }
        let moved = 2 * (count - 1) / count
        return PipelinedTime(
            fixed: constants.twoShotBase + constants.twoShotPerDoubling * Doublings.count(to: ranks),
            secondsPerByte: moved / (constants.twoShotShare * tier.rate(ranks: ranks)),
            fill: constants.twoShotFill)
    }

    private var directTier: Fabric.Tier? {
        guard let tier = used.last, tier.plane == .scaleUp else { return nil }
        return tier
    }

    /// Every port's load at once: the slowest port decides.
    func allToAll(_ loads: [PortLoad], _ constants: AllToAllConstants, _ outer: OuterConstants) -> PipelinedTime {
        var longest = 0.0
        for load in loads {
            let share = load.tier.plane == .scaleOut ? outer.share : constants.share
            longest = max(longest, load.secondsPerByte / share)
        }
        if let tier = used.first {
            longest += constants.local / Double(domain) / (constants.share * tier.rate(ranks: domain))
        }
        return PipelinedTime(
            fixed: constants.base + constants.perDoubling * Doublings.count(to: ranks) + crossings(1, outer),
            secondsPerByte: longest, fill: constants.fill)
    }
}
