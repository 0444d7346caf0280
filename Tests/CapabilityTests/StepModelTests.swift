import Catalog
import Quantities
import Testing

@testable import Capability

struct StepModelTests {
    private func model(_ system: String, _ workload: Workload, _ world: World) throws -> StepModel {
        let hardware = try Hardware(systemNamed: system, in: try Bundled.catalog.get())
        let format = try hardware.format(for: workload.model)
        return StepModel(workload: workload, machine: try Machine(hardware, format: format, world: world))
    }

    @Test(arguments: World.allCases, [1, 8, 32, 160])
    func `a larger batch never shortens the time per token`(world: World, width: Int) throws {
        let model = try model("cloudmatrix-384", try Bundled.workload("deepseek-r1"), world)
        var last = Seconds.zero
        for power in 0..<10 {
            let deployment = Deployment(
                phase: .decode, width: width, isExpertParallel: true, batch: 1 << power, format: model.machine.format)
            let time = model.step(deployment).timePerOutputToken
            #expect(time.value >= last.value * (1 - 1e-12), "batch \(1 << power)")
            last = time
        }
    }

    @Test(arguments: World.allCases)
    func `a larger batch never lowers the throughput`(world: World) throws {
        let model = try model("hgx-h200", try Bundled.workload("deepseek-r1"), world)
        var last = 0.0
        for power in 0..<10 {
            let deployment = Deployment(
                phase: .decode, width: 8, isExpertParallel: true, batch: 1 << power, format: model.machine.format)
            let throughput = model.step(deployment).throughput.value
            #expect(throughput >= last * (1 - 1e-9), "batch \(1 << power)")
            last = throughput
        }
    }

    @Test func `a better world is never slower`() throws {
        let workload = try Bundled.workload("deepseek-r1")
        let times = try World.allCases.map { world in
            let model = try model("cloudmatrix-384", workload, world)
            let deployment = Deployment(
                phase: .decode, width: 160, isExpertParallel: true, batch: 96, format: model.machine.format)
            return model.step(deployment).timePerOutputToken
        }
        #expect(times[0] >= times[1] && times[1] >= times[2], "\(times)")
    }

    @Test func `a longer context needs more memory and more time`() throws {
        let short = try model("hgx-h200", try Bundled.workload("llama-3.1-70b", input: 1_024), .best)
        let long = try model("hgx-h200", try Bundled.workload("llama-3.1-70b", input: 8_192), .best)
        let deployment = Deployment(phase: .decode, width: 8, isExpertParallel: false, batch: 32, format: .bf16)
        #expect(long.memory(deployment) > short.memory(deployment))
        #expect(long.step(deployment).elapsed > short.step(deployment).elapsed)
    }

    @Test func `all copies of a dense model's weights add up to the model`() throws {
        let model = try model("hgx-h200", try Bundled.workload("llama-3.1-70b"), .best)
        let deployment = Deployment(phase: .decode, width: 8, isExpertParallel: false, batch: 1, format: .bf16)
        let bytes = 2 * Double(model.architecture.parameters)
        #expect(abs(model.weights(deployment).value * 8 / bytes - 1) < 1e-9)
    }
}
