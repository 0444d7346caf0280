import Capability
import Catalog
import Quantities
import Testing

struct FitTests {
    @Test func `a model that does not fit says by how many gigabytes`() throws {
        // 671 GB of weights; 8 × 80 GB less a tenth.
        let estimate = try Bundled.estimate("hgx-h100", try Bundled.workload("deepseek-v3"))
        for phase in [estimate.prefill, estimate.decode] {
            #expect(phase.result == nil)
            #expect(phase.reason == "the weights need 671 GB and 576 GB are usable: 95 GB too much")
        }
    }

    @Test func `a limit that nobody keeps is named`() throws {
        let estimate = try Bundled.estimate("hgx-h200", try Bundled.workload("deepseek-v3", limit: 0.0001))
        #expect(estimate.decode.result == nil)
        #expect(estimate.decode.reason == "no deployment answers within 0.1 ms per token")
        #expect(estimate.prefill.result != nil)
    }

    @Test(
        arguments: [
            ("amd-mi300x-platform", "deepseek-r1", .fp8), ("cloudmatrix-384", "deepseek-r1", .int8),
            ("cloudmatrix-384", "kimi-k2", .int8), ("hgx-h200", "deepseek-r1", .fp8),
            ("hgx-h200", "llama-3.1-70b", .bf16),
            ("hgx-h100", "gpt-oss-120b", .fp8), ("gb200-nvl72", "gpt-oss-120b", .fp4),
            ("cloudmatrix-384", "gpt-oss-120b", .int8),
        ] as [(String, String, NumberFormat)])
    func `a model runs in its own format or the next wider one`(
        system: String, model: String, format: NumberFormat
    ) throws {
        let catalog = try Bundled.catalog.get()
        let hardware = try Hardware(systemNamed: system, in: catalog)
        #expect(try hardware.format(for: try catalog.model(named: model)) == format)
    }

    @Test(arguments: [
        ("hgx-h200", true), ("cloudmatrix-384", true), ("gb200-nvl72", true), ("amd-mi300x-platform", false),
    ])
    func `a family without measurements says so`(system: String, isMeasured: Bool) throws {
        #expect(try Hardware(systemNamed: system, in: try Bundled.catalog.get()).isMeasured == isMeasured)
    }
}
