import Capability
import Quantities
import Testing

@testable import Catalog

/// Better hardware is never slower.
struct MonotoneTests {
    /// The catalogue with one system's accelerator made better.
    private func catalog(
        improving system: String, bandwidth: Double = 1, peak: Double = 1, capacity: Double = 1
    ) throws -> Catalog {
        let bundled = try Bundled.catalog.get()
        let old = try bundled.accelerator(named: try bundled.system(named: system).accelerator)
        let memory = Accelerator.Memory(
            technology: old.memory.technology,
            capacity: scaled(old.memory.capacity, by: capacity),
            bandwidth: scaled(old.memory.bandwidth, by: bandwidth))
        let better = Accelerator(
            id: old.id, name: old.name, aliases: old.aliases, maker: old.maker, jurisdiction: old.jurisdiction,
            family: old.family, launched: old.launched, isMarketedForDataCentres: old.isMarketedForDataCentres,
            dies: old.dies, peak: old.peak.mapValues { scaled($0, by: peak) }, memory: memory, links: old.links,
            power: old.power, idlePower: old.idlePower, cores: old.cores, devices: old.devices)
        var accelerators = bundled.accelerators
        accelerators[better.id] = better
        return Catalog(
            sources: bundled.sources, accelerators: accelerators, systems: bundled.systems, models: bundled.models,
            calibrations: bundled.calibrations, landmarkSites: bundled.landmarkSites, costs: bundled.costs)
    }

    private func scaled<U: Quantities.Unit>(_ figure: Figure<U>, by factor: Double) -> Figure<U> {
        figure.with(figure.value.mapRising { $0 * factor })
    }

    struct Improvement: Sendable {
        let system: String
        var bandwidth = 1.0
        var peak = 1.0
        var capacity = 1.0
    }

    @Test(arguments: [
        Improvement(system: "hgx-h200", bandwidth: 1.5), Improvement(system: "hgx-h200", peak: 1.5),
        Improvement(system: "hgx-h200", capacity: 1.5), Improvement(system: "cloudmatrix-384", bandwidth: 1.1),
        Improvement(system: "cloudmatrix-384", peak: 1.1), Improvement(system: "cloudmatrix-384", capacity: 1.1),
        Improvement(system: "gb200-nvl72", bandwidth: 2, peak: 2, capacity: 2),
    ])
    func `more bandwidth, peak or memory is never slower`(improvement: Improvement) throws {
        let better = try catalog(
            improving: improvement.system, bandwidth: improvement.bandwidth, peak: improvement.peak,
            capacity: improvement.capacity)
        for model in ["deepseek-r1", "llama-3.1-70b"] {
            let workload = try Bundled.workload(model)
            let before = try Bundled.estimate(improvement.system, workload)
            let after = try SystemEstimate(
                Hardware(systemNamed: improvement.system, in: better), workload: workload)
            for (old, new) in [(before.prefill, after.prefill), (before.decode, after.decode)] {
                guard let slow = old.result else { continue }
                let fast = try #require(new.result, "\(model)")
                for world in World.allCases {
                    let least = slow.throughput[world].value * (1 - 1e-9)
                    #expect(fast.throughput[world].value >= least, "\(model), \(world)")
                }
            }
        }
    }
}
