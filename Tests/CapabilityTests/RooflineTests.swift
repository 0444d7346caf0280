import Catalog
import Quantities
import Testing

@testable import Capability

/// Nothing is faster than the data sheet allows.
struct RooflineTests {
    /// Systems with all software that their steps were fitted for.
    struct Software: Sendable, CustomStringConvertible {
        let system: String
        let software: String

        var description: String { "\(software) on \(system)" }

        static let all = [
            ("hgx-h200", "sglang"), ("hgx-h200", "trtllm"), ("hgx-h200", "vllm"), ("hgx-h800", "infersim"),
            ("hgx-b200", "sglang"), ("hgx-b200", "trtllm"), ("hgx-b200", "vllm"), ("amd-mi300x-platform", "sglang"),
            ("cloudmatrix-384", "cann"), ("atlas-900-a2-910b", "cann"),
        ].map { Software(system: $0.0, software: $0.1) }

        /// Step models of all models and engines.
        var steps: [StepModel] {
            get throws {
                try TestDeployment.models.flatMap { model in
                    let machine = try Bundled.machine(system, model, software: software)
                    return try (model.hasPrefix("llama") ? TestDeployment.dense : TestDeployment.mixtures).map {
                        try Bundled.step(system, model, $0, on: machine)
                    }
                }
            }
        }
    }

    private static let loads =
        [1.0, 16, 128, 1_024, 8_192].map { StepLoad(sequences: $0, context: 2_048) }
        + [512.0, 8_192, 32_768].map { StepLoad(promptTokens: $0, promptLength: min($0, 4_096)) }

    private func rate(_ format: NumberFormat, of silicon: Silicon) -> Double {
        silicon.rate(format) > 0 ? silicon.rate(format) : silicon.sixteenBit
    }

    @Test(arguments: Software.all)
    func `no rank is faster than its operators at peak rates`(software: Software) throws {
        for model in try software.steps {
            let silicon = model.machine.silicon
            for load in Self.loads {
                let rows = model.table(load).rows.filter { $0.name.kind != .exchange }
                let computing = rows.reduce(0) { $0 + $1.work.operations / rate($1.work.format, of: silicon) }
                let moving = rows.reduce(0) { $0 + $1.work.bytes } / silicon.bandwidth
                let time = model.time(load)
                #expect(time.local + time.overhead >= computing, "\(model.engine.summary), \(load)")
                #expect(time.local + time.overhead >= moving, "\(model.engine.summary), \(load)")
            }
        }
    }

    @Test(arguments: Software.all)
    func `no operator is faster than at peak rates`(software: Software) throws {
        for model in try software.steps {
            let silicon = model.machine.silicon
            for load in Self.loads {
                for row in model.table(load).rows where row.name.kind != .exchange {
                    let computing = row.work.operations / rate(row.work.format, of: silicon)
                    let moving = row.work.bytes / silicon.bandwidth
                    #expect(
                        row.time >= max(computing, moving) * (1 - 1e-9),
                        "\(row.name) of \(model.engine.summary): computing \(computing), moving \(moving), \(load)")
                }
            }
        }
    }

    /// Twice the parameters that a token passes, input embedding left out because it is looked up.
    @Test(arguments: TestDeployment.all)
    func `no accelerator computes more tokens than its peak allows`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        let architecture = model.architecture
        let silicon = model.machine.silicon
        let lookedUp = architecture.tiedEmbeddings ? 0 : architecture.vocabulary * architecture.hidden
        let perToken = 2 * Double(architecture.activeParameters - lookedUp)
        let peak = max(silicon.sixteenBit, silicon.fp8, silicon.int8, silicon.fp4)
        for load in Self.loads where load.sequences > 0 {
            let tokens = load.rows * Double(model.engine.replicas) / Double(model.engine.stageRanks)
            #expect(model.time(load).total >= perToken * tokens / peak)
        }
    }

    @Test(arguments: TestDeployment.all)
    func `no step is faster than a rank reads its weights`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        guard model.architecture.experts == nil else { return }
        let embeddings =
            Double(model.architecture.vocabulary * model.architecture.hidden * 2) / Double(model.engine.tensor)
        // A batch passes through all stages, each of which reads its own.
        let bytes = model.weights.value * Double(model.engine.pipeline) - embeddings
        for load in Self.loads { #expect(model.time(load).total >= bytes / model.machine.silicon.bandwidth) }
    }
}
