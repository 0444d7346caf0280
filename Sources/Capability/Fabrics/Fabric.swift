package import Catalog
package import Quantities

/// What joins the accelerators of one system, from inside out, as plain numbers.
///
/// A tier joins `reach` ranks: in NVLink 8 of a node or 72 of a rack, in Unified Bus 8 packages of a node and then
/// 384. Ranks are placed one after another, so that the first `reach` of them share a tier. Beyond the outermost
/// tier nothing is joined.
///
/// ```swift
/// let fabric = Fabric(system: try catalog.system(named: "cloudmatrix-384"), world: .best, ranksPerAccelerator: 2)
/// fabric.tiers[0].reach   // 16 dies of a node
/// ```
///
/// It says what wires can carry. What software attains of that is in `CollectiveConstants`.
package struct Fabric: Sendable, Hashable {
    package typealias Topology = FabricTier.Topology

    /// From inside out: each reaches further than the one before.
    package let tiers: [Tier]

    /// One level.
    package struct Tier: Sendable, Hashable {
        package var name: String
        package var plane: FabricTier.Plane
        /// How many ranks it joins at full rate; `Int.max` when it grows with the site.
        package var reach: Int
        /// Of one rank, one way.
        package var bandwidth: BytesPerSecond
        /// Of one small message.
        package var latency: Seconds
        /// Sub-planes of equal width that every transfer is striped over; their widths add up to `bandwidth`.
        package var planes: Int
        /// How many times more bandwidth the ranks have than the switches above them; 1 when none.
        package var oversubscription: Double
        package var topology: Topology
        /// Whether it is reached over the port of the tier inside it, as the second level of one switched network
        /// is, rather than over a port of its own, as a network card is.
        package var isBehindInner: Bool

        package init(
            name: String, plane: FabricTier.Plane = .scaleUp, reach: Int, bandwidth: BytesPerSecond,
            latency: Seconds = .zero, planes: Int = 1, oversubscription: Double = 1, topology: Topology = .switched,
            isBehindInner: Bool = false
        ) {
            self.name = name
            self.plane = plane
            self.reach = reach
            self.bandwidth = bandwidth
            self.latency = latency
            self.planes = planes
            self.oversubscription = oversubscription
            self.topology = topology
            self.isBehindInner = isBehindInner
        }

        /// What one rank sends at when it sends evenly to all of the first `ranks`, in bytes per second.
        ///
        /// Switches carry any pattern at full rate. In a mesh only the links to ranks that take part are used:
        /// b · (ranks − 1) ÷ (reach − 1).
        func rate(ranks: Int) -> Double {
            guard topology == .mesh else { return bandwidth.value / oversubscription }
            return bandwidth.value * Double(max(min(ranks, reach) - 1, 1)) / Double(max(reach - 1, 1))
        }

        /// What one rank sends at to one other, in bytes per second: in a mesh the link of that pair alone.
        var pairRate: Double {
            topology == .mesh ? bandwidth.value / Double(max(reach - 1, 1)) : bandwidth.value / oversubscription
        }
    }

    /// - Parameter tiers: in any order; one that reaches no further than another inside it is left out.
    package init(tiers: [Tier]) {
        var kept: [Tier] = []
        for tier in tiers.sorted(by: { $0.reach < $1.reach }) where tier.reach > kept.last?.reach ?? 1 {
            kept.append(tier)
        }
        self.tiers = kept
    }

    /// The same with every link so many times as wide.
    func scaled(by factor: Double) -> Fabric {
        Fabric(
            tiers: tiers.map { tier in
                var scaled = tier
                scaled.bandwidth = tier.bandwidth * factor
                return scaled
            })
    }

    /// The tiers that `ranks` use: all up to the first that joins them; nil when none does.
    package func tiers(joining ranks: Int) -> ArraySlice<Tier>? {
        guard let last = tiers.firstIndex(where: { $0.reach >= ranks }) else { return nil }
        return tiers[...last]
    }
}
