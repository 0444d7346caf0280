package import Catalog
import Foundation

/// A measured serving point with everything that a prediction of it needs.
package struct ServingTrial: Sendable {
    package let point: ServingPoint
    package let hardware: Hardware
    package let model: LanguageModel
    let precision: Precision
    let load: ServiceLoad

    /// - Throws: `UnknownName` or `EstimateError` when the catalogue lacks what the point needs.
    package init(_ point: ServingPoint, in catalog: Catalog) throws {
        self.point = point
        hardware = try Hardware(point.hardware, in: catalog)
        model = try catalog.model(named: point.model)
        precision = Precision(serving: model, in: point.format, on: hardware.accelerator)
        load = ServiceLoad(
            input: point.meanInput, output: point.meanOutput,
            acceptance: point.isSpeculative ? Self.usualAcceptance : 0)
    }

    /// What CloudMatrix's authors assume of DeepSeek's prediction module (arXiv 2506.12708).
    static let usualAcceptance = 0.7

    /// Requests of a whole run for each that is under way at once (InferenceX: `num_prompts` is ten times the
    /// concurrency).
    private static let waves = 10.0

    /// What the run's mean throughput is of the steady one: at the start all prompts come at once, and until the last of
    /// them is taken in fewer requests decode.
    func shareOfRun(_ figures: ServiceFigures, _ machine: Machine) -> Double {
        let engine = Engine(point.prefill, architecture: model.architecture)
        let step = StepModel(model.architecture, engine: engine, precision: precision, machine: machine)
        let tokens = max(load.input, Self.burstStep)
        let rate =
            tokens * Double(engine.replicas * max(1, point.prefill.workers))
            / step.time(StepLoad(promptTokens: tokens, promptLength: load.input)).total
        let burst = Double(point.concurrency) * load.input / rate
        let steady = Self.waves * figures.endToEnd(output: load.output)
        return steady / (steady + burst + (point.isDisaggregated ? Self.connecting : 0))
    }

    /// Seconds that the first requests of a run between two pools wait for connections to be made: the slowest of 30 and
    /// of 270 waited 10 to 15 s where the median was below one (InferenceX, GB200 with 3 and 27 requests under way).
    private static let connecting = 10.0
    /// Prompt tokens of a step while prompts queue.
    private static let burstStep = 8_192.0

    /// The machine that it ran on; its step's constants may be set otherwise afterwards.
    package func machine() -> Machine {
        Machine(hardware, model: model.architecture, precision: precision, software: point.software.engine)
    }

    /// What the model says of it.
    package func figures(on machine: Machine) -> ServiceFigures {
        let predictions = point.isSpeculative ? max(1, model.architecture.predictionLayers) : 0
        func step(_ layout: EngineLayout) -> StepModel {
            StepModel(
                model.architecture, engine: Engine(layout, architecture: model.architecture), precision: precision,
                machine: machine, predictions: predictions)
        }
        let concurrency = Double(point.concurrency)
        guard point.isDisaggregated else {
            let workers = Double(max(1, point.decode.workers))
            var figures = AggregatedService(step(point.decode), load: load)
                .figures(concurrency: concurrency / workers)
            figures.requestRate *= workers
            return figures
        }
        return DisaggregatedService(
            prefill: .init(step(point.prefill), engines: max(1, point.prefill.workers)),
            decode: .init(step(point.decode), engines: max(1, point.decode.workers)), load: load
        ).figures(concurrency: concurrency)
    }
}

extension Engine {
    /// The engine of a published layout.
    init(_ layout: EngineLayout, architecture: Architecture) {
        let experts = architecture.experts
        let width = layout.width
        let expertWidth = experts == nil ? 1 : max(1, layout.expert)
        let slots = experts.map { ($0.routed + expertWidth - 1) / expertWidth * expertWidth - $0.routed } ?? 0
        self.init(
            tensor: layout.isAttentionDataParallel ? 1 : width, replicas: layout.isAttentionDataParallel ? width : 1,
            expertWidth: expertWidth, redundantExperts: slots)
    }
}

extension Hardware {
    /// What a published measurement ran on: the named system, or any that is made of the accelerator.
    ///
    /// - Throws: `UnknownName` or `EstimateError`.
    init(_ published: PublishedHardware, in catalog: Catalog) throws {
        if let system = published.system {
            try self.init(systemNamed: system, in: catalog)
            return
        }
        let systems = catalog.systems.values.filter { $0.accelerator == published.accelerator }
        guard let system = systems.min(by: { ($0.acceleratorCount, $0.id) < ($1.acceleratorCount, $1.id) }) else {
            throw EstimateError.noFabric(system: published.accelerator)
        }
        try self.init(systemNamed: system.id, in: catalog)
    }
}
