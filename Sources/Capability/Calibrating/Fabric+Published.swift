import Catalog
import Quantities

extension Fabric {
    /// What joins the devices of published hardware: its system's fabric, or, where the catalogue has no system, one
    /// node by the accelerator's own links.
    init(of hardware: PublishedHardware, with accelerator: Accelerator, in catalog: Catalog) {
        let devices = accelerator.deviceCount
        if let system = hardware.system.flatMap({ catalog.systems[$0] }) {
            self.init(system: system, world: .best, ranksPerAccelerator: devices)
            return
        }
        var tiers: [Tier] = []
        if let link = accelerator.links.scaleUp?.value.best {
            tiers.append(
                Tier(
                    name: "links", reach: hardware.node * devices, bandwidth: link / Double(devices),
                    latency: Self.usualLatency))
        }
        if let network = accelerator.links.scaleOut?.value.best {
            tiers.append(
                Tier(
                    name: "network", plane: .scaleOut, reach: .max, bandwidth: network / Double(devices),
                    latency: Self.usualNetworkLatency))
        }
        self.init(tiers: tiers)
    }

    /// Of 64 bytes over NVLink and over InfiniBand across leaves (arXiv 2505.09343, Table 5).
    private static let usualLatency: Seconds = 3.33e-6
    private static let usualNetworkLatency: Seconds = 3.7e-6
}
