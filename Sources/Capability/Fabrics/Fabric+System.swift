package import Catalog
package import Quantities

extension Fabric {
    /// The fabric of a system in the catalogue, in one of the three worlds: bandwidth low and latency high when the
    /// world is unfavourable.
    ///
    /// Networks for management and storage (`virtualPrivateCloud`) are left out.
    ///
    /// - Parameter ranksPerAccelerator: 2 where each die of a package is a rank of its own, as software on Ascend
    ///   910C has it; a tier then joins twice as many ranks, each with half the bandwidth.
    package init(system: ComputeSystem, world: World, ranksPerAccelerator: Int = 1) {
        let contrary: World = world == .low ? .high : world == .high ? .low : .best
        let share = Double(max(ranksPerAccelerator, 1))
        var tiers: [Tier] = []
        for tier in system.fabric.sorted(by: { $0.reachCount < $1.reachCount })
        where tier.plane != .virtualPrivateCloud {
            let reach = tier.reachCount.multipliedReportingOverflow(by: max(ranksPerAccelerator, 1))
            tiers.append(
                Tier(
                    name: tier.name, plane: tier.plane,
                    reach: reach.overflow ? .max : reach.partialValue,
                    bandwidth: tier.bandwidth.value[world] / share,
                    latency: tier.latency?.value[contrary] ?? .zero,
                    planes: Int(tier.planes?.value[world].value ?? 1),
                    oversubscription: tier.oversubscription?.value[contrary].value ?? 1,
                    topology: tier.topology,
                    // Levels of one plane share the accelerator's port; another plane has its own.
                    isBehindInner: tier.plane == tiers.last?.plane))
        }
        self.init(tiers: tiers)
    }
}
