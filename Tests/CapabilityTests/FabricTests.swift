import Catalog
import Quantities
import Testing

@testable import Capability

struct FabricTests {
    @Test func `every system of the catalogue has a fabric that reaches further tier by tier`() throws {
        let catalog = try Bundled.catalog.get()
        for (id, system) in catalog.systems {
            for world in World.allCases {
                let fabric = Fabric(system: system, world: world)
                #expect(!fabric.tiers.isEmpty, "\(id)")
                for (inner, outer) in zip(fabric.tiers, fabric.tiers.dropFirst()) {
                    #expect(inner.reach < outer.reach, "\(id)")
                }
                #expect(fabric.tiers(joining: system.acceleratorCount) != nil, "\(id)")
                #expect(!fabric.tiers.contains { $0.plane == .virtualPrivateCloud }, "\(id)")
            }
        }
    }

    @Test(arguments: [
        ("hgx-h200", [8, Int.max], [false, false], FabricTier.Topology.switched),
        ("gb200-nvl72", [72, Int.max], [false, false], .switched),
        ("cloudmatrix-384", [8, 384, 165_000], [false, true, false], .switched),
        ("atlas-900-a2-910b", [8, Int.max], [false, false], .mesh),
        ("amd-mi300x-platform", [8, Int.max], [false, false], .mesh),
    ])
    func `a system's tiers are those of its maker`(
        id: String, reaches: [Int], areBehind: [Bool], topology: FabricTier.Topology
    ) throws {
        let fabric = Fabric(system: try Bundled.catalog.get().system(named: id), world: .best)
        #expect(fabric.tiers.map(\.reach) == reaches)
        #expect(fabric.tiers.map(\.isBehindInner) == areBehind)
        #expect(fabric.tiers.first?.topology == topology)
    }

    @Test func `a die of CloudMatrix has half the package's port and twice the neighbours`() throws {
        let system = try Bundled.catalog.get().system(named: "cloudmatrix-384")
        let fabric = Fabric(system: system, world: .best, ranksPerAccelerator: 2)
        #expect(fabric.tiers.map(\.reach) == [16, 768, 330_000])
        #expect(fabric.tiers.map(\.bandwidth) == [196e9, 196e9, 25e9])
        #expect(fabric.tiers.map(\.planes) == [7, 7, 1])
    }

    @Test func `an unfavourable world has less bandwidth and more latency`() throws {
        let system = try Bundled.catalog.get().system(named: "amd-mi355x-platform")
        let low = Fabric(system: system, world: .low)
        let high = Fabric(system: system, world: .high)
        #expect(low.tiers[0].bandwidth < high.tiers[0].bandwidth)
        #expect(low.tiers[1].latency > high.tiers[1].latency)
    }

    @Test func `a pair in a mesh has one link, in a switch the whole port`() {
        #expect(TestFabrics.mesh.tiers[0].pairRate == 64e9)
        #expect(TestFabrics.hopper.tiers[0].pairRate == 450e9)
        #expect(TestFabrics.mesh.tiers[0].rate(ranks: 4) == 192e9)
        #expect(TestFabrics.hopper.tiers[0].rate(ranks: 4) == 450e9)
    }

    @Test func `oversubscription leaves a rank its share`() {
        let tier = Fabric.Tier(
            name: "leaf and spine", plane: .scaleOut, reach: 64, bandwidth: 50e9, oversubscription: 2)
        #expect(tier.rate(ranks: 64) == 25e9)
        #expect(tier.pairRate == 25e9)
    }

    @Test func `what no tier joins has no path`() {
        #expect(TestFabrics.bus.tiers(joining: 769) == nil)
        #expect(TestFabrics.bus.loads(ranks: 769) == nil)
        #expect(CollectiveCosts(TestFabrics.bus, ranks: 769, constants: .ideal) == nil)
        #expect(FlowNetwork(TestFabrics.mesh, ranks: 9) == nil)
    }

    @Test func `a tier that reaches no further is left out`() {
        let tier = Fabric.Tier(name: "twice", reach: 8, bandwidth: 1e9)
        #expect(Fabric(tiers: [tier, tier]).tiers.count == 1)
    }
}
