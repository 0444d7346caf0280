/// One engine that takes in prompts and decodes in turn, with a fixed number of requests always under way: whoever is
/// answered asks again (a closed loop, as serving benchmarks run it).
///
/// While a step's tokens are made, each of the n decoding sequences is 1/output nearer its end, so n · input / output
/// prompt tokens come in: their time is shared by all. Times of prompts in a step of their own, or mixed with decoding
/// where the software does that.
package struct AggregatedService: Sendable {
    package let model: StepModel
    package let load: ServiceLoad
    /// The most prompt tokens that one replica takes in at a step.
    package let chunk: Double

    package init(_ model: StepModel, load: ServiceLoad, chunk: Double = 8_192) {
        self.model = model
        self.load = load
        self.chunk = chunk
    }

    /// - Parameter concurrency: requests under way in the engine, over all its replicas and stages.
    package func figures(concurrency: Double) -> ServiceFigures {
        let batches = Double(model.engine.replicas * model.engine.pipeline)
        // A batch that has any sequence has at least one.
        let sequences = max(1, concurrency / batches)
        var decoding = sequences
        var figures = figures(decoding: decoding, underway: sequences)
        for _ in 0..<4 {
            let answering = max(0, load.output - 1) * figures.timePerOutputToken
            decoding = max(min(1, sequences), sequences * answering / (figures.timeToFirstToken + answering))
            figures = self.figures(decoding: decoding, underway: sequences)
        }
        let share = min(1, concurrency / batches / sequences)
        figures.requestRate = concurrency / figures.endToEnd(output: load.output)
        figures.decoding *= share
        return figures
    }

    /// - Parameters:
    ///   - decoding: sequences that decode in one batch.
    ///   - underway: those and the ones that wait for their first token; at least as many.
    package func figures(decoding: Double, underway: Double? = nil) -> ServiceFigures {
        let step = model.time(decodeLoad(decoding))
        let kept = load.tokensPerStep(predictions: model.predictions)
        let batches = Double(model.engine.pipeline)
        let arriving = decoding * load.computedInput / load.output * kept
        let prompt = promptTime(arriving: arriving, step: step.total, decoding: decoding)
        let perToken = (step.total + arriving * prompt * batches) / kept
        let answering = max(1, load.output - 1) * perToken
        let own = prompt * load.computedInput
        let wait = waiting(own: own, step: step.total, sequences: underway ?? decoding, answering: answering)
        return ServiceFigures(
            timeToFirstToken: model.machine.step.request + wait + own * model.machine.step.promptDelay,
            timePerOutputToken: perToken,
            requestRate: decoding / answering * Double(model.engine.replicas) * batches,
            decoding: decoding * Double(model.engine.replicas) * batches, step: step)
    }

    func decodeLoad(_ decoding: Double) -> StepLoad {
        StepLoad(sequences: decoding, context: load.context, rowsPerSequence: 1 + model.predictions)
    }

    /// Seconds that one prompt token adds.
    private func promptTime(arriving: Double, step: Double, decoding: Double) -> Double {
        // Prompts come whole where they fit; several at once when more than one comes at each step.
        let tokens = min(chunk, max(load.computedInput, arriving))
        var prompts = StepLoad(
            promptTokens: tokens, promptLength: load.input, promptPrefix: load.input - load.computedInput)
        guard model.machine.step.mixesPrompts else { return model.time(prompts).total / tokens }
        let decode = decodeLoad(decoding)
        prompts.sequences = decode.sequences
        prompts.context = decode.context
        prompts.rowsPerSequence = decode.rowsPerSequence
        return max(0, model.time(prompts).total - step) / tokens
    }

    /// Until a new request's prompt is begun: until the scheduler looks, and the prompts before it. Those come at random, so the
    /// queue is that of a single server with constant service (Pollaczek and Khinchine: ρ s / 2 (1 − ρ)), but no
    /// longer than if all others were in it.
    private func waiting(own: Double, step: Double, sequences: Double, answering: Double) -> Double {
        let rate = sequences / (answering + own + step)
        let busy = min(0.95, rate * own)
        let queue = busy * own / (2 * (1 - busy))
        let replicas = model.engine.replicas
        let steps = model.machine.step.waitingSteps(
            requests: sequences * Double(replicas * model.engine.pipeline), replicas: replicas)
        return step * steps + min(queue, max(0, sequences - 1) * own / 2)
    }
}
