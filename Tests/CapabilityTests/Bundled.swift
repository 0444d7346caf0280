import Catalog
import Quantities

@testable import Capability

/// What comes with the program, read once, and what is made of it by name.
enum Bundled {
    static let catalog = Result<Catalog, any Error> { try Catalog.bundled() }

    static func hardware(_ system: String) throws -> Hardware {
        try Hardware(systemNamed: system, in: try catalog.get())
    }

    static func architecture(_ model: String) throws -> Architecture {
        try catalog.get().model(named: model).architecture
    }

    /// - Parameter format: nil for the model's own, or the next wider one that the system has.
    static func precision(_ system: String, _ model: String, in format: NumberFormat? = nil) throws -> Precision {
        let hardware = try hardware(system)
        let model = try catalog.get().model(named: model)
        return Precision(
            serving: model, in: try format ?? hardware.format(for: model), on: hardware.accelerator)
    }

    /// - Parameters:
    ///   - bandwidth: what memory's is multiplied by; `rate` and `links` in the same way.
    static func machine(
        _ system: String, _ model: String, in format: NumberFormat? = nil, software: String? = nil,
        bandwidth: Double = 1, rate: Double = 1, links: Double = 1
    ) throws -> Machine {
        Machine(
            try hardware(system), model: try architecture(model), precision: try precision(system, model, in: format),
            software: software, bandwidth: bandwidth, rate: rate, links: links)
    }

    /// - Parameter machine: nil for the system as it is in the catalogue.
    static func step(
        _ system: String, _ model: String, _ engine: Engine, in format: NumberFormat? = nil, predictions: Int = 0,
        on machine: Machine? = nil
    ) throws -> StepModel {
        StepModel(
            try architecture(model), engine: engine, precision: try precision(system, model, in: format),
            machine: try machine ?? self.machine(system, model, in: format), predictions: predictions)
    }

    static func question(
        _ system: String, _ model: String, _ load: ServiceLoad, in format: NumberFormat? = nil,
        limits: Limits = Limits(), predictions: Int = 0
    ) throws -> EstimateQuestion {
        EstimateQuestion(
            architecture: try architecture(model), precision: try precision(system, model, in: format), load: load,
            limits: limits, predictions: predictions)
    }
}

/// A model on a system, as one engine.
struct TestDeployment: Sendable, CustomStringConvertible {
    let system: String
    let model: String
    let engine: Engine

    var description: String { "\(model) on \(system), \(engine.summary)" }

    /// The step model, on the system or on a machine that was made from it.
    func step(on machine: Machine? = nil, predictions: Int = 0) throws -> StepModel {
        try Bundled.step(system, model, engine, predictions: predictions, on: machine)
    }

    static let systems = ["hgx-h200", "hgx-b200", "gb200-nvl72", "cloudmatrix-384", "amd-mi300x-platform"]
    static let models = ["deepseek-r1", "llama-3.1-70b", "gpt-oss-120b", "qwen3-235b-a22b"]

    static let mixtures = [
        Engine(tensor: 8), Engine(tensor: 8, expertWidth: 8), Engine(replicas: 8, expertWidth: 8), Engine(replicas: 8),
        Engine(tensor: 2, replicas: 4, expertWidth: 8), Engine(tensor: 4, pipeline: 2),
        Engine(replicas: 8, expertWidth: 8, overlapsHalves: true),
    ]
    static let wide = [
        Engine(replicas: 32, expertWidth: 32), Engine(replicas: 64, expertWidth: 64, redundantExperts: 64),
        Engine(tensor: 4, replicas: 16, expertWidth: 64, overlapsHalves: true),
    ]
    static let dense = [
        Engine(), Engine(tensor: 2), Engine(tensor: 8), Engine(tensor: 4, pipeline: 2),
        Engine(tensor: 8, splitsSequence: true),
    ]

    /// Engines of every kind on every system; wide ones where the fabric joins so many.
    static let all = systems.flatMap { system in
        models.flatMap { model in
            let isRack = ["gb200-nvl72", "cloudmatrix-384"].contains(system)
            let engines = model.hasPrefix("llama") ? dense : mixtures + (isRack ? wide : [])
            return engines.map { TestDeployment(system: system, model: model, engine: $0) }
        }
    }
}
