import Catalog
import Foundation
import Quantities
import Testing

@testable import Capability

struct DoubtTests {
    private func doubt(_ sigmas: Double...) -> Doubt {
        var doubt = Doubt()
        for (index, sigma) in sigmas.enumerated() { doubt.add("part \(index)", sigma: sigma) }
        return doubt
    }

    private func step(_ machine: Machine, _ engine: Engine = Engine(tensor: 8)) throws -> StepTime {
        try Bundled.step(machine.hardware.system.id, "deepseek-r1", engine, on: machine)
            .time(StepLoad(sequences: 64, context: 2_048))
    }

    @Test func `parts add as squares`() {
        #expect(abs(doubt(0.3, 0.4).sigma - 0.5) < 1e-12)
        #expect(doubt().sigma == 0)
        #expect(doubt(0.3, 0.4, 0.1).largest?.name == "part 1")
    }

    @Test(arguments: [0.0, -0.1, .nan, .infinity])
    func `what is no doubt is left out`(sigma: Double) {
        #expect(doubt(sigma).parts.isEmpty)
    }

    /// One in ten of a normal distribution lies beyond 1.2816 standard deviations, on either side.
    @Test func `an interval holds eight in ten`() {
        let interval = doubt(0.1).interval(about: 100)
        #expect(abs(log(interval.high / 100) / 0.1 - 1.281_551_565_5) < 1e-9)
        #expect(abs(interval.low * interval.high - 10_000) < 1e-6)
    }

    @Test(arguments: [0.0, 1e-9, 0.05, 0.5, 3])
    func `the best value lies in its interval`(sigma: Double) {
        for best in [1e-6, 1, 1e9] {
            let interval = doubt(sigma).interval(about: best)
            #expect(interval.low <= interval.best && interval.best <= interval.high)
            #expect(interval.best == best)
        }
    }

    @Test func `more doubt never narrows an interval`() {
        var doubt = Doubt()
        var last = doubt.interval(about: 50)
        for sigma in [0.01, 0.2, 0.05, 0, 1] {
            doubt.add("more", sigma: sigma)
            let interval = doubt.interval(about: 50)
            #expect(interval.low <= last.low && interval.high >= last.high)
            last = interval
        }
    }

    @Test(arguments: TestDeployment.systems)
    func `what was never measured widens an interval`(system: String) throws {
        let machine = try Bundled.machine(system, "deepseek-r1")
        let step = try step(machine)
        let known = machine.doubt(of: step, features: machine.seen)
        let unknown = machine.doubt(of: step, features: machine.seen.union(["another model"]))
        #expect(unknown.sigma > known.sigma)
        #expect(unknown.parts.contains { $0.name == "not measured: another model" })
        #expect(machine.doubt(of: step, features: []).sigma == known.sigma)
    }

    @Test func `a pool for prompts that nobody measured is more doubtful than another workload`() throws {
        let machine = try Bundled.machine("gb200-nvl72", "deepseek-r1")
        let step = try step(machine)
        #expect(!machine.seen.contains("prefill"))
        let prefill = machine.doubt(of: step, features: ["prefill"])
        #expect(prefill.sigma > machine.doubt(of: step, features: ["another model"]).sigma)
        #expect(prefill.parts.contains { $0.name == "not measured: prefill" })
    }

    @Test(arguments: TestDeployment.systems)
    func `a time to first token is more doubtful than a step`(system: String) throws {
        let machine = try Bundled.machine(system, "deepseek-r1")
        let step = try step(machine)
        #expect(machine.firstDoubt(of: step, features: []).sigma > machine.doubt(of: step, features: []).sigma)
    }

    /// Constants of another family are taken to be more than twice as wrong.
    @Test func `inherited constants widen an interval`() throws {
        let hopper = try Bundled.hardware("hgx-h200")
        let own = try #require(hopper.constants("experts", ["fp8Block"], software: "trtllm"))
        #expect(!own.isInherited)
        let inherited = FoundConstants(group: own.group, family: "own", isInherited: true)
        #expect(inherited.sigma > 2 * own.sigma)
    }

    @Test func `hardware that is doubtful makes steps doubtful`() throws {
        let machine = try Bundled.machine("cloudmatrix-384", "deepseek-r1")
        let architecture = try Bundled.architecture("deepseek-r1")
        let precision = try Bundled.precision("cloudmatrix-384", "deepseek-r1")
        let parts = machine.hardwareDoubt(architecture, precision) { other in
            StepModel(architecture, engine: Engine(tensor: 8), precision: precision, machine: other)
                .time(StepLoad(sequences: 64, context: 2_048)).total
        }
        #expect(parts.map(\.name) == ["memory bandwidth", "peak rate", "links"])
        #expect(parts.allSatisfy { $0.sigma >= 0 && $0.sigma < 0.5 })
    }
}
