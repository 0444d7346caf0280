import Catalog
import Documents
import Quantities
import Testing

/// The catalogue that comes with the program, read once.
enum Bundled {
    static let catalog = Result<Catalog, any Error> { try Catalog.bundled() }
}

struct BundledCatalogTests {
    @Test(arguments: [
        "nvidia-v100-sxm2", "nvidia-a100-sxm-80gb", "nvidia-a800-sxm-80gb", "nvidia-h100-sxm", "nvidia-h100-pcie",
        "nvidia-h100-nvl", "nvidia-h800-sxm", "nvidia-h20", "nvidia-h200-sxm", "nvidia-h200-nvl", "nvidia-b200",
        "nvidia-b300", "nvidia-gb200", "nvidia-gb300", "amd-mi300x", "amd-mi325x", "amd-mi355x", "intel-gaudi-3",
        "google-tpu-v5e", "huawei-ascend-910", "huawei-ascend-910a", "huawei-ascend-910b-376t",
        "huawei-ascend-910b-313t", "huawei-ascend-910b-280t", "huawei-ascend-910c", "huawei-ascend-950dt",
        "cambricon-mlu290", "cambricon-mlu370-x8", "baidu-kunlun-2", "biren-br100", "nvidia-l4", "nvidia-l20",
        "nvidia-l40s", "nvidia-rtx-4090", "nvidia-rtx-4090-d", "nvidia-rtx-5090", "nvidia-rtx-5090-d",
        "nvidia-rtx-5090-d-v2",
    ])
    func `an accelerator that must be there is there`(id: String) throws {
        let accelerator = try Bundled.catalog.get().accelerator(named: id)
        #expect(accelerator.id == id)
        #expect(!accelerator.peak.isEmpty)
        #expect(accelerator.dies.contains { $0.kind == .logic })
    }

    @Test(arguments: [
        "hgx-h100", "hgx-h200", "hgx-h200-64", "hgx-h800", "hgx-h20", "hgx-b200", "hgx-b300", "dgx-h100", "dgx-h200",
        "dgx-b200",
        "gb200-nvl72", "gb300-nvl72", "cloudmatrix-384", "atlas-900-a2-910b", "amd-mi300x-platform",
        "amd-mi325x-platform", "amd-mi355x-platform",
    ])
    func `a system that must be there is there, with its accelerator`(id: String) throws {
        let catalog = try Bundled.catalog.get()
        let system = try catalog.system(named: id)
        #expect(system.id == id)
        #expect(system.acceleratorCount >= 8)
        #expect(try catalog.accelerator(named: system.accelerator).id == system.accelerator)
        let reach = try #require(system.scaleUp).reachCount
        #expect(reach >= 8)
    }

    @Test func `every figure names sources that exist`() throws {
        let catalog = try Bundled.catalog.get()
        var named: [(String, [String])] = []
        for accelerator in catalog.accelerators.values {
            named.append((accelerator.id, accelerator.launched.sources))
            named.append((accelerator.id, accelerator.isMarketedForDataCentres.sources))
            named += accelerator.usablePeak.values.map { (accelerator.id, $0.sources) }
            named += accelerator.peak.values.map { (accelerator.id, $0.sources) }
            named += accelerator.dies.compactMap(\.area).map { (accelerator.id, $0.sources) }
            named.append((accelerator.id, accelerator.memory.capacity.sources))
            named.append((accelerator.id, accelerator.memory.bandwidth.sources))
            let links = [accelerator.links.scaleUp, accelerator.links.scaleOut, accelerator.links.aggregate]
            named += links.compactMap(\.self).map { (accelerator.id, $0.sources) }
            named.append((accelerator.id, accelerator.power.sources))
            named += [accelerator.cores, accelerator.devices].compactMap(\.self).map { (accelerator.id, $0.sources) }
            named += [accelerator.idlePower].compactMap(\.self).map { (accelerator.id, $0.sources) }
        }
        for system in catalog.systems.values {
            named.append((system.id, system.accelerators.sources))
            named += system.fabric.map { (system.id, $0.bandwidth.sources) }
            named.append((system.id, system.power.sources))
            named += [system.racks, system.rackUnits].compactMap(\.self).map { (system.id, $0.sources) }
        }
        named += catalog.models.values.map { ($0.id, $0.publishedParameters.sources + $0.sources) }
        for calibration in catalog.calibrations.values {
            named.append((calibration.family, calibration.software.sources))
            named += calibration.groups.map { (calibration.family, $0.sources) }
        }
        for cost in catalog.costs {
            named.append((cost.accelerator, cost.vintage.sources))
            named += [cost.power].compactMap(\.self).map { (cost.accelerator, $0.sources) }
            named += cost.hourly.values.map { (cost.accelerator, $0.sources) }
        }
        named += catalog.models.values.compactMap { model in model.servedIn.map { (model.id, $0.sources) } }
        named += catalog.landmarkSites.map { ($0.id, $0.place.sources) }
        #expect(named.count > 400)
        let broken = named.filter { _, sources in
            sources.isEmpty || !sources.allSatisfy { catalog.sources[$0] != nil }
        }
        #expect(broken.isEmpty, "\(broken)")
    }

    @Test func `every figure is an interval in order`() throws {
        for accelerator in try Bundled.catalog.get().accelerators.values {
            for figure in accelerator.peak.values {
                #expect(figure.value.low <= figure.value.best && figure.value.best <= figure.value.high)
            }
            #expect(accelerator.memory.capacity.value.low > .zero, "\(accelerator.id)")
        }
    }

    @Test func `no two entries share a name or an alias`() throws {
        let catalog = try Bundled.catalog.get()
        let accelerators = catalog.accelerators.values.flatMap { [$0.id, $0.name] + $0.aliases }.map { $0.lowercased() }
        #expect(Set(accelerators).count == accelerators.count)
        let models = catalog.models.values.flatMap { Set([$0.id, $0.name.lowercased()] + $0.aliases) }
        #expect(Set(models).count == models.count)
    }

    @Test func `the calibration of last resort is there`() throws {
        let catalog = try Bundled.catalog.get()
        var family = try #require(catalog.calibrations["generic"])
        // It has no groups of its own, and inherits from a family that has.
        while family.groups.isEmpty { family = try #require(family.inherits.flatMap { catalog.calibrations[$0] }) }
        #expect(
            Set(["product", "experts", "prefillAttention", "decodeAttention", "step"]).isSubset(
                of: family.groups.map(\.kind)))
    }

    @Test func `every family inherits from one that is there, and none from itself`() throws {
        let catalog = try Bundled.catalog.get()
        for calibration in catalog.calibrations.values {
            var seen: Set<String> = [calibration.family]
            var next = calibration.inherits
            while let family = next {
                #expect(seen.insert(family).inserted, "\(calibration.family)")
                next = try #require(catalog.calibrations[family], "\(family)").inherits
            }
        }
    }
}

struct CatalogNamesTests {
    @Test(arguments: [
        ("nvidia-h200-sxm", "nvidia-h200-sxm"), ("NVIDIA H200 SXM", "nvidia-h200-sxm"), ("h200", "nvidia-h200-sxm"),
        ("H200 SXM5", "nvidia-h200-sxm"),
    ])
    func `an accelerator answers to its id, its name and its aliases`(name: String, id: String) throws {
        #expect(try Bundled.catalog.get().accelerator(named: name).id == id)
    }

    @Test func `an unknown chip suggests the nearest name`() throws {
        let catalog = try Bundled.catalog.get()
        let chip = try #require(throws: UnknownName.self) { try catalog.accelerator(named: "nvidia-h200-smx") }
        #expect(chip.kind == "accelerator")
        #expect(chip.nearest == "nvidia-h200-sxm")
        #expect(chip.description.contains("‘nvidia-h200-smx’; did you mean ‘nvidia-h200-sxm’?"))
        let system = try #require(throws: UnknownName.self) { try catalog.system(named: "dgx-h2000") }
        #expect(system.nearest == "dgx-h200")
        let model = try #require(throws: UnknownName.self) { try catalog.model(named: "depseek-r1") }
        #expect(model.nearest == "deepseek-r1")
    }

    @Test(arguments: ["xyzzy-quux", "", String(repeating: "a", count: 10_000)])
    func `an unknown chip near nothing gets no suggestion and a short message`(name: String) throws {
        let catalog = try Bundled.catalog.get()
        let error = try #require(throws: UnknownName.self) { try catalog.accelerator(named: name) }
        #expect(error.nearest == nil)
        #expect(error.description.count < 200)
        #expect(error.description.contains("‘assay catalog list’ shows all"))
    }
}
