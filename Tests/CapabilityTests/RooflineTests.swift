import Capability
import Catalog
import Quantities
import Testing

/// What must hold for every system and model, whatever the calibration says.
struct RooflineTests {
    @Test(arguments: ["deepseek-r1", "llama-3.1-70b", "gpt-oss-120b"])
    func `no accelerator is faster than its peak allows`(model: String) throws {
        let catalog = try Bundled.catalog.get()
        let workload = try Bundled.workload(model)
        // Two operations for each weight a token passes through.
        let operations = 2 * Double(workload.model.architecture.activeParameters)
        var results = 0
        for name in catalog.systems.keys.sorted() {
            let estimate = try Bundled.estimate(name, workload)
            let peak = try #require(estimate.hardware.accelerator.peakRate(estimate.format)).value.high
            for phase in [estimate.prefill, estimate.decode] {
                guard let result = phase.result else { continue }
                results += 1
                let fastest = result.throughputPerAccelerator.high.value
                #expect(fastest <= peak.value / operations, "\(name), \(result.deployment.summary)")
            }
        }
        #expect(results > 10)
    }

    @Test(arguments: ["deepseek-r1", "llama-3.1-70b", "gpt-oss-120b"])
    func `every answer is an interval in order, fits in memory and keeps to the limit`(model: String) throws {
        let workload = try Bundled.workload(model)
        for name in ["hgx-h200", "gb200-nvl72", "cloudmatrix-384", "amd-mi300x-platform"] {
            let estimate = try Bundled.estimate(name, workload)
            #expect(estimate.deploymentsEvaluated > 0)
            for phase in [estimate.prefill, estimate.decode] {
                guard let result = phase.result else {
                    #expect(phase.reason != nil, "\(name)")
                    continue
                }
                #expect(phase.reason == nil)
                for interval in [
                    result.throughput.numbers(), result.throughputPerAccelerator.numbers(),
                    result.tokensPerJoule.numbers(), result.step.numbers(),
                ] {
                    #expect(interval.low <= interval.best && interval.best <= interval.high, "\(name)")
                    #expect(interval.low >= 0 && interval.high.isFinite, "\(name)")
                }
                #expect(result.memoryUsed <= result.memoryAvailable, "\(name)")
                let count = estimate.hardware.system.acceleratorCount
                #expect((1...count).contains(result.deployment.width), "\(name)")
            }
            if let decode = estimate.decode.result { #expect(decode.step.best <= workload.timePerOutputToken) }
        }
    }
}
