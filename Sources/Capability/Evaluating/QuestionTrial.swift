package import Catalog
import Foundation
import Quantities

/// A published claim about serving, with everything that a prediction of it needs.
package struct QuestionTrial: Sendable {
    package let question: ServingQuestion
    package let hardware: Hardware
    package let model: LanguageModel
    package let precision: Precision
    let engine: Engine
    /// Copies of the engine on the accelerators that the row names.
    let engines: Double
    let load: ServiceLoad
    let predictions: Int

    /// - Throws: `UnknownName` or `EstimateError` when the catalogue or the row lacks what is needed.
    package init(_ question: ServingQuestion, in catalog: Catalog) throws {
        self.question = question
        hardware = try Hardware(question.hardware, in: catalog)
        model = try catalog.model(named: question.model)
        let format = try question.format ?? hardware.format(for: model)
        precision = Precision(serving: model, in: format, on: hardware.accelerator)
        let devices = hardware.accelerator.deviceCount
        let ranks = (question.accelerators ?? hardware.system.acceleratorCount) * devices
        engine = Self.engine(question, ranks: ranks, architecture: model.architecture)
        engines = max(1, Double(ranks / max(1, engine.ranks)))
        let isPredicting = question.isSpeculative ?? (question.predictionTokens != nil || question.acceptance != nil)
        predictions = isPredicting ? max(1, question.predictionTokens ?? model.architecture.predictionLayers) : 0
        load = ServiceLoad(
            input: Double(question.input ?? question.context ?? 4_096), output: Double(question.output ?? 1),
            acceptance: isPredicting ? question.acceptance ?? ServingTrial.usualAcceptance : 0)
    }

    /// Experts over all ranks, attention repeated, where the row speaks of expert parallelism; else tensor parallel.
    private static func engine(_ question: ServingQuestion, ranks: Int, architecture: Architecture) -> Engine {
        guard let experts = architecture.experts else {
            return Engine(tensor: question.tensor ?? min(ranks, 8), pipeline: question.pipeline ?? 1)
        }
        let isWide = question.expert != nil || question.isAttentionDataParallel == true || question.tensor == nil
        if isWide, question.phase != .service || question.expert != nil {
            let width = question.expert ?? ranks
            let slots = (experts.routed + width - 1) / width * width
            let tensor = question.isAttentionDataParallel == false ? question.tensor ?? 1 : 1
            return Engine(
                tensor: tensor, replicas: max(1, width / tensor), expertWidth: width,
                redundantExperts: slots - experts.routed, overlapsHalves: question.phase != .service)
        }
        return Engine(tensor: question.tensor ?? ranks, expertWidth: question.expert ?? 1)
    }

    /// Software that constants are filed under.
    private static let engines: Set<String> = ["sglang", "trtllm", "vllm"]

    package func machine() -> Machine {
        // Names of one-off systems say nothing that the catalogue knows.
        let engine = question.software.flatMap { Self.engines.contains($0.engine) ? $0.engine : nil }
        return Machine(hardware, model: model.architecture, precision: precision, software: engine)
    }

    /// The figure that was measured, as the model has it, in its unit; nil when the row doesn't say enough.
    package func predicted(on machine: Machine) -> Double? {
        let step = StepModel(
            model.architecture, engine: engine, precision: precision, machine: machine, predictions: predictions,
            skew: question.balance == .perfect ? 0 : nil)
        switch question.phase {
        case .decode: return decode(step)
        case .prefill: return prefill(step)
        case .service: return service(step)
        }
    }

    private func decode(_ step: StepModel) -> Double? {
        let devices = Double(hardware.accelerator.deviceCount)
        let kept = load.tokensPerStep(predictions: Double(predictions))
        let context = question.context.map { Double($0) } ?? load.context
        func perToken(_ sequences: Double) -> Double {
            step.time(
                StepLoad(sequences: sequences, context: context, rowsPerSequence: 1 + Double(predictions))
            ).total / kept
        }
        let perReplica = devices * Double(engine.replicas) / Double(engine.ranks)
        var sequences = question.batchPerAccelerator.map { Double($0) / devices * Double(engine.tensor) }
        if sequences == nil, let limit = question.timePerOutputTokenLimit?.value {
            sequences = Self.most { perToken($0) <= limit }
        }
        guard let sequences, perReplica > 0 else { return nil }
        let time = perToken(sequences)
        let rate = sequences * Double(engine.replicas) / time
        return figure(rate: rate, over: Double(engine.ranks) / devices, time: time)
    }

    /// A step like those that were measured.
    func step(on machine: Machine) -> StepTime {
        let step = StepModel(
            model.architecture, engine: engine, precision: precision, machine: machine, predictions: predictions)
        if question.phase == .prefill {
            return step.time(StepLoad(promptTokens: max(16_384, load.input), promptLength: load.input))
        }
        return step.time(
            StepLoad(
                sequences: 64, context: question.context.map { Double($0) } ?? load.context,
                rowsPerSequence: 1 + Double(predictions)))
    }

    /// The largest batch for which a condition holds, between one and a million.
    private static func most(_ holds: (Double) -> Bool) -> Double? {
        guard holds(1) else { return nil }
        var low = 1.0
        var high = 1e6
        while high - low > 0.5 {
            let middle = (low + high) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return low
    }

    private func prefill(_ step: StepModel) -> Double? {
        let devices = Double(hardware.accelerator.deviceCount)
        let tokens = question.tokensPerAccelerator.map { Double($0) / devices * Double(engine.tensor) } ?? 16_384
        let time = step.time(StepLoad(promptTokens: max(tokens, load.input), promptLength: load.input)).total
        let rate = max(tokens, load.input) * Double(engine.replicas) / time
        return figure(rate: rate, over: Double(engine.ranks) / devices, time: time)
    }

    private func service(_ step: StepModel) -> Double? {
        let service = AggregatedService(step, load: load)
        let figures: ServiceFigures
        if let concurrency = question.concurrency {
            figures = service.figures(concurrency: Double(concurrency) / engines)
        } else {
            guard let full = OfflineService(service).figures() else { return nil }
            figures = full
        }
        switch question.measured.metric {
        case .timeToFirstToken: return figures.timeToFirstToken
        case .timePerOutputToken, .interTokenLatency: return figures.timePerOutputToken
        case .endToEndLatency: return figures.endToEnd(output: load.output)
        default:
            let accelerators = Double(engine.ranks / hardware.accelerator.deviceCount)
            return figure(
                rate: figures.requestRate * load.output, over: accelerators, time: figures.timePerOutputToken)
        }
    }

    /// A rate by the row's denominator, or a time.
    private func figure(rate: Double, over accelerators: Double, time: Double) -> Double? {
        guard question.measured.metric.isThroughput else { return time }
        switch question.measured.denominator {
        case .perAccelerator, .perDecodeAccelerator, .perPrefillAccelerator: return rate / accelerators
        case .system: return rate * engines
        case .none: return nil
        }
    }
}
