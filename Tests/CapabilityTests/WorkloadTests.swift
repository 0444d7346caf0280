import Capability
import Catalog
import Quantities
import Testing

struct WorkloadTests {
    @Test(
        arguments: [
            (0, 256, 0.05), (-1, 256, 0.05), (4_096, 0, 0.05), (10_000_001, 256, 0.05), (4_096, 10_000_001, 0.05),
            (4_096, 256, 0), (4_096, 256, -1), (4_096, 256, .nan), (4_096, 256, .infinity),
        ] as [(Int, Int, Double)])
    func `a workload that nobody can have is refused`(input: Int, output: Int, seconds: Double) throws {
        let model = try Bundled.catalog.get().model(named: "deepseek-r1")
        let workload = Workload(model: model, input: input, output: output, timePerOutputToken: Seconds(seconds))
        #expect(workload == nil)
    }
}
