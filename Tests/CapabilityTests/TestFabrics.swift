import Catalog
import Quantities

@testable import Capability

/// Fabrics that tests share, by their published figures.
enum TestFabrics {
    static let infiniBand = Fabric.Tier(
        name: "InfiniBand NDR", plane: .scaleOut, reach: .max, bandwidth: 50e9, latency: 3.7e-6)

    static func nvlink(_ bandwidth: BytesPerSecond, reach: Int = 8) -> Fabric {
        Fabric(tiers: [
            Fabric.Tier(name: "NVLink", reach: reach, bandwidth: bandwidth, latency: 3.33e-6), infiniBand,
        ])
    }

    static let hopper = nvlink(450e9)
    static let h800 = nvlink(200e9)
    static let b200 = nvlink(900e9)
    static let rack = nvlink(900e9, reach: 72)
    /// Network cards alone, as DeepEP ran when the CloudMatrix paper was written.
    static let networkOnly = Fabric(tiers: [infiniBand])
    /// Dies of CloudMatrix384 (arXiv 2506.12708, §3 and Table 1).
    static let bus = Fabric(tiers: [
        Fabric.Tier(name: "L1", reach: 16, bandwidth: 196e9, latency: 1.2e-6, planes: 7),
        Fabric.Tier(name: "L2", reach: 768, bandwidth: 196e9, latency: 1.9e-6, planes: 7, isBehindInner: true),
    ])
    static let mesh = Fabric(tiers: [Fabric.Tier(name: "xGMI", reach: 8, bandwidth: 448e9, topology: .mesh)])
}
