import Capability
import Catalog
import Quantities
import Testing

/// What comes with the program, read once.
enum Bundled {
    static let catalog = Result<Catalog, any Error> { try Catalog.bundled() }

    static func workload(
        _ model: String, input: Int = 4_096, output: Int = 256, limit: Seconds = 0.05
    ) throws -> Workload {
        let model = try catalog.get().model(named: model)
        return try #require(Workload(model: model, input: input, output: output, timePerOutputToken: limit))
    }

    static func estimate(_ system: String, _ workload: Workload) throws -> SystemEstimate {
        try SystemEstimate(Hardware(systemNamed: system, in: try catalog.get()), workload: workload)
    }
}
