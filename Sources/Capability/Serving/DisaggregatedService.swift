/// Prefill and decode on engines of their own: prompts are taken in by one pool, their caches handed to the other.
package struct DisaggregatedService: Sendable {
    /// Engines of one make in a pool.
    package struct Pool: Sendable {
        package let model: StepModel
        package let engines: Int

        package init(_ model: StepModel, engines: Int) {
            self.model = model
            self.engines = engines
        }

        package var ranks: Int { model.engine.ranks * engines }
        /// Batches that are under way at once.
        var replicas: Double { Double(engines * model.engine.replicas * model.engine.pipeline) }
    }

    package let prefill: Pool
    package let decode: Pool
    package let load: ServiceLoad
    /// The most prompt tokens that one replica takes in at a step.
    package let chunk: Double

    package init(prefill: Pool, decode: Pool, load: ServiceLoad, chunk: Double = 8_192) {
        self.prefill = prefill
        self.decode = decode
        self.load = load
        self.chunk = chunk
    }

    /// - Parameter concurrency: requests under way in the whole deployment, a closed loop.
    package func figures(concurrency: Double) -> ServiceFigures {
        let kept = load.tokensPerStep(predictions: decode.model.predictions)
        let capacity = prefillCapacity
        let first = timeToFirstToken(concurrency: concurrency)
        var decoding = concurrency
        var figures = ServiceFigures(
            timeToFirstToken: 0, timePerOutputToken: 0, requestRate: 0, decoding: concurrency, step: StepTime())
        for _ in 0..<6 {
            let perReplica = max(1, decoding / decode.replicas)
            let step = decode.model.time(
                StepLoad(
                    sequences: perReplica, context: load.context, rowsPerSequence: 1 + decode.model.predictions))
            let perToken = step.total / kept
            let answering = max(0, load.output - 1) * perToken
            let wanted = concurrency / (first + answering)
            let settled = min(capacity, wanted)
            figures = ServiceFigures(
                timeToFirstToken: max(first, settled > 0 ? concurrency / settled - answering : first),
                timePerOutputToken: perToken, requestRate: settled, decoding: settled * answering, step: step)
            decoding = (decoding + figures.decoding) / 2
        }
        return figures
    }

    /// Requests that the prefill pool can take in.
    package var prefillCapacity: Double {
        prefill.replicas / (promptTime(prompts: max(1, (chunk / load.computedInput).rounded(.down))))
    }

    /// How busy a pool is at most.
    private static let waveUtilisation = 0.95

    /// Seconds of a prompt, when so many are taken in at once by a replica.
    private func promptTime(prompts: Double) -> Double {
        let tokens = min(chunk, prompts * load.computedInput)
        let step = prefill.model.time(
            StepLoad(promptTokens: tokens, promptLength: load.input, promptPrefix: load.input - load.computedInput))
        return step.total * load.computedInput / tokens
    }

    /// The host, the queue before the prefill pool, the prompt itself, and the cache's way over.
    ///
    /// Requests that began together end together, so prompts come in waves, and while one lasts the pool is as busy as
    /// it can be: the queue is that of a server with constant service (Pollaczek and Khinchine), but no longer than if
    /// half of all others were in it. A pool that waits has nothing else to do, so its replicas don't wait for one another.
    private func timeToFirstToken(concurrency: Double) -> Double {
        let own = promptTime(prompts: 1)
        let queue = Self.waveUtilisation * own / (2 * (1 - Self.waveUtilisation))
        let others = concurrency * own / (2 * prefill.replicas)
        let cache = load.input * prefill.model.cachedBytesPerToken
        let constants = prefill.model.machine.step
        return constants.request + own * (constants.pollSteps + constants.promptDelay) + min(queue, others)
            + prefill.model.exchange.handOver(cache) + constants.handOver
    }
}
