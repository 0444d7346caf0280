import Foundation
import Quantities
import Synchronization

/// Weighs every engine and batch of a space for one phase alone.
package struct PhaseSearch: Sendable {
    package let question: EstimateQuestion
    package let machine: Machine
    package let space: SearchSpace
    /// Tells how many of how many engines are done; called from any thread.
    let progress: (@Sendable (Int, Int) -> Void)?

    package init(
        _ question: EstimateQuestion, machine: Machine, space: SearchSpace,
        progress: (@Sendable (Int, Int) -> Void)? = nil
    ) {
        self.question = question
        self.machine = machine
        self.space = space
        self.progress = progress
    }

    /// Prompt tokens that one replica takes in at a step.
    static let chunks = [2_048, 4_096, 8_192, 16_384]

    func model(_ engine: Engine) -> StepModel {
        StepModel(
            question.architecture, engine: engine, precision: question.precision, machine: machine,
            predictions: question.predictions, skew: question.skew)
    }

    /// All decoding plans that fit in memory and keep to the limit on time per token, engine by engine, by batch.
    package func decodePlans() -> (plans: [DecodePlan], evaluated: Int) {
        collect { engine in
            let model = model(engine)
            let kept = question.load.tokensPerStep(predictions: Double(question.predictions))
            var plans: [DecodePlan] = []
            var evaluated = 0
            for (index, batch) in space.batches.enumerated() {
                let memory = need(model, batch)
                guard fits(memory) else { break }
                evaluated += 1
                let time = model.time(
                    StepLoad(
                        sequences: Double(batch), context: question.load.context,
                        rowsPerSequence: 1 + Double(question.predictions)))
                let perToken = time.total / kept
                // A larger batch is never faster, so none after this one keeps to the limit either.
                guard question.limits.allows(perToken: perToken) else { break }
                let isLast = index + 1 == space.batches.count || !fits(need(model, space.batches[index + 1]))
                plans.append(
                    DecodePlan(
                        engine: engine, sequences: batch, time: time, timePerOutputToken: perToken,
                        rate: Double(batch * engine.replicas * engine.pipeline) / perToken, memory: memory,
                        isLimitedByMemory: isLast))
            }
            return (plans, evaluated)
        }
    }

    /// All plans for prompts that fit in memory and keep to the limit on time to first token.
    package func prefillPlans() -> (plans: [PrefillPlan], evaluated: Int) {
        collect { engine in
            let model = model(engine)
            let input = question.load.input
            let computed = question.load.computedInput
            var plans: [PrefillPlan] = []
            var evaluated = 0
            // Whole prompts: at least one, and as many as a step takes.
            let counts = Set(Self.chunks.map { max(1, Int(Double($0) / computed)) }).sorted()
            for prompts in counts {
                let tokens = Double(prompts) * computed
                let memory = model.memory(sequences: Double(prompts), tokens: input, step: min(tokens, 16_384))
                guard fits(memory) else { break }
                evaluated += 1
                // Longer prompts are taken in by parts: the time is that of the whole.
                let time = model.time(
                    StepLoad(promptTokens: tokens, promptLength: input, promptPrefix: input - computed))
                let first = machine.step.request + time.total * machine.step.promptDelay
                guard question.limits.allows(first: first) else { break }
                plans.append(
                    PrefillPlan(
                        engine: engine, tokens: Int(tokens), time: time,
                        rate: tokens * Double(engine.replicas * engine.pipeline) / time.total,
                        timeToFirstToken: first, memory: memory))
            }
            return (plans, evaluated)
        }
    }

    private func need(_ model: StepModel, _ batch: Int) -> MemoryNeed {
        model.memory(
            sequences: Double(batch * model.engine.pipeline), tokens: question.load.input + question.load.output,
            step: Double(batch) * (1 + Double(question.predictions)))
    }

    func fits(_ need: MemoryNeed) -> Bool { need.excess(over: machine.memory) <= .zero }

    /// Runs work for every engine on all cores; the plans come in the engines' order.
    func collect<Plan: Sendable>(
        _ work: @Sendable (Engine) -> (plans: [Plan], evaluated: Int)
    ) -> (plans: [Plan], evaluated: Int) {
        let done = Mutex<[Int: (plans: [Plan], evaluated: Int)]>([:])
        DispatchQueue.concurrentPerform(iterations: space.engines.count) { index in
            let found = work(space.engines[index])
            let count = done.withLock {
                $0[index] = found
                return $0.count
            }
            progress?(count, space.engines.count)
        }
        let found = done.withLock { $0 }
        let ordered = space.engines.indices.compactMap { found[$0] }
        return (ordered.flatMap(\.plans), ordered.map(\.evaluated).reduce(0, +))
    }
}
