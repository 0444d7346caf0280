package import Catalog
import Foundation
import Quantities

/// A published rate of a deployment that is given as many requests as it takes, with what a prediction needs.
package struct OfflineTrial: Sendable {
    package let row: OfflineThroughput
    package let hardware: Hardware
    package let model: LanguageModel
    package let precision: Precision
    let engine: Engine
    private let load: ServiceLoad

    /// - Throws: `UnknownName` or `EstimateError` when the catalogue or the row lacks what is needed.
    package init(_ row: OfflineThroughput, in catalog: Catalog) throws {
        self.row = row
        hardware = try Hardware(row.hardware, in: catalog)
        model = try catalog.model(named: row.model)
        var precision = Precision(serving: model, in: row.format, on: hardware.accelerator)
        if let cache = row.cacheFormat {
            precision.cache = cache
            precision.arithmetic = cache == .fp8 ? .fp8 : .bf16
        }
        self.precision = precision
        guard let input = row.input, let output = row.output else {
            throw EstimateError.noDeployment("the row gives no lengths of prompts and answers")
        }
        load = ServiceLoad(input: Double(input), output: Double(output))
        let ranks = (row.tensor ?? row.accelerators) * hardware.accelerator.deviceCount
        // Mixtures repeat attention when they serve for throughput, as these benchmarks' settings do.
        if let experts = model.architecture.experts, ranks > 1 {
            engine = Engine(
                tensor: 1, replicas: ranks, expertWidth: ranks,
                redundantExperts: (experts.routed + ranks - 1) / ranks * ranks - experts.routed)
        } else {
            engine = Engine(tensor: ranks, expertWidth: model.architecture.experts == nil ? 1 : ranks)
        }
    }

    package func machine() -> Machine {
        Machine(
            hardware, model: model.architecture, precision: precision, software: row.software?.engine ?? "trtllm")
    }

    /// A step like those that were measured.
    func step(on machine: Machine) -> StepTime {
        let step = StepModel(model.architecture, engine: engine, precision: precision, machine: machine)
        let service = AggregatedService(step, load: load)
        return step.time(service.decodeLoad(max(1, OfflineService(service).sequences)))
    }

    /// Output tokens a second of all accelerators; nil when nothing fits.
    package func predicted(on machine: Machine) -> Double? {
        let step = StepModel(model.architecture, engine: engine, precision: precision, machine: machine)
        let service = AggregatedService(step, load: load)
        let copies = Double(row.accelerators * hardware.accelerator.deviceCount) / Double(engine.ranks)
        let figures: ServiceFigures
        if let concurrency = row.concurrency {
            let most = OfflineService(service).sequences
            guard most > 0 else { return nil }
            let batch = Double(concurrency) / Double(engine.replicas) / copies
            figures = service.figures(decoding: min(batch, most))
        } else {
            guard let full = OfflineService(service).figures() else { return nil }
            figures = full
        }
        return figures.requestRate * load.output * copies
    }
}
