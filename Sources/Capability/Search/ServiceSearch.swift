/// Finds every deployment in a pool that no other beats in both speed for a user and throughput for the owner.
///
/// It weighs all of the space: what it leaves out can't be on the front. A decoding plan that another of the same
/// width beats in speed and rate is beaten in every pool; of prefill plans of one width only the rate matters, once
/// they keep to the limit. A test holds it against the plain loop over everything.
package struct ServiceSearch: Sendable {
    package let phases: PhaseSearch
    /// Ranks of the pool.
    package let pool: Int

    package init(_ phases: PhaseSearch, pool: Int) {
        self.phases = phases
        self.pool = pool
    }

    package struct Found: Sendable {
        /// Whole deployments: speed for a user against output tokens a second and rank of the pool.
        package let front: ParetoFront<ServicePlan>
        /// Decoding alone, by copies of one engine: speed against output tokens a second of the pool.
        package let decode: ParetoFront<DecodePlan>
        /// The most prompt tokens a second of the pool, by copies of one engine that do nothing else.
        package let prefill: PrefillPlan?
        /// Deployments weighed.
        package let evaluated: Int
    }

    private var load: ServiceLoad { phases.question.load }

    package func run() -> Found {
        let decode = phases.decodePlans()
        let prefill = phases.prefillPlans()
        let whole = aggregatedPlans()
        var front = ParetoFront<ServicePlan>()
        for plan in whole.plans { add(plan, to: &front) }
        var evaluated = decode.evaluated + prefill.evaluated + whole.evaluated
        let inputs = Self.best(prefill.plans)
        for output in Self.unbeaten(decode.plans) {
            for input in inputs where input.engine.ranks + output.engine.ranks <= pool {
                evaluated += 1
                if let plan = split(output, input) { add(plan, to: &front) }
            }
        }
        return Found(
            front: front, decode: decodeFront(decode.plans), prefill: mostPrompts(prefill.plans), evaluated: evaluated)
    }

    /// Whole copies of an engine that the pool holds.
    package func copies(_ engine: Engine) -> Int { pool / engine.ranks }

    private func decodeFront(_ plans: [DecodePlan]) -> ParetoFront<DecodePlan> {
        var front = ParetoFront<DecodePlan>()
        for plan in plans where copies(plan.engine) > 0 {
            front.add(
                speed: 1 / plan.timePerOutputToken, throughput: plan.rate * Double(copies(plan.engine)), plan)
        }
        return front
    }

    private func mostPrompts(_ plans: [PrefillPlan]) -> PrefillPlan? {
        plans.filter { copies($0.engine) > 0 }.max {
            $0.rate * Double(copies($0.engine)) < $1.rate * Double(copies($1.engine))
        }
    }

    private func add(_ plan: ServicePlan, to front: inout ParetoFront<ServicePlan>) {
        front.add(speed: plan.speed, throughput: plan.ratePerRank(output: load.output), plan)
    }

    /// Of each width, the plans that no other beats.
    static func unbeaten(_ plans: [DecodePlan]) -> [DecodePlan] {
        Dictionary(grouping: plans) { $0.engine.ranks }.sorted { $0.key < $1.key }.flatMap { _, plans in
            var front = ParetoFront<DecodePlan>()
            for plan in plans { front.add(speed: 1 / plan.timePerOutputToken, throughput: plan.rate, plan) }
            return front.points.map(\.value)
        }
    }

    /// Of each width, the plan with the highest rate.
    static func best(_ plans: [PrefillPlan]) -> [PrefillPlan] {
        Dictionary(grouping: plans) { $0.engine.ranks }.sorted { $0.key < $1.key }.compactMap { _, plans in
            plans.max { $0.rate < $1.rate }
        }
    }

    /// The best division of the pool between two kinds of engines.
    func split(_ output: DecodePlan, _ input: PrefillPlan) -> ServicePlan? {
        let most = (pool - input.engine.ranks) / output.engine.ranks
        guard most >= 1 else { return nil }
        func prefillEngines(_ engines: Int) -> Int { (pool - engines * output.engine.ranks) / input.engine.ranks }
        let made = output.rate / load.output
        let taken = input.rate / load.computedInput
        func rate(_ engines: Int) -> Double {
            min(Double(engines) * made, Double(prefillEngines(engines)) * taken)
        }
        // More decoding engines make more until prompts are short; the best is just before or after that.
        var low = 1
        var high = most
        while low < high {
            let middle = (low + high + 1) / 2
            if Double(middle) * made <= Double(prefillEngines(middle)) * taken {
                low = middle
            } else {
                high = middle - 1
            }
        }
        let engines = low < most && rate(low + 1) > rate(low) ? low + 1 : low
        return ServicePlan(
            decode: .init(engine: output.engine, engines: engines, batch: output.sequences),
            prefill: .init(engine: input.engine, engines: prefillEngines(engines), batch: input.tokens),
            timePerOutputToken: output.timePerOutputToken, timeToFirstToken: input.timeToFirstToken,
            requestRate: rate(engines), pool: pool)
    }

    /// Engines that take in prompts and decode in turn.
    private func aggregatedPlans() -> (plans: [ServicePlan], evaluated: Int) {
        let question = phases.question
        return phases.collect { engine in
            guard engine.ranks <= pool else { return ([], 0) }
            let model = phases.model(engine)
            let service = AggregatedService(model, load: question.load)
            var plans: [ServicePlan] = []
            var evaluated = 0
            for batch in phases.space.batches {
                let need = model.memory(
                    sequences: Double(batch * engine.pipeline), tokens: question.load.input + question.load.output,
                    step: service.chunk + Double(batch))
                guard phases.fits(need) else { break }
                evaluated += 1
                let figures = service.figures(decoding: Double(batch))
                guard question.limits.allows(perToken: figures.timePerOutputToken) else { break }
                guard question.limits.allows(first: figures.timeToFirstToken) else { continue }
                let engines = pool / engine.ranks
                plans.append(
                    ServicePlan(
                        decode: .init(engine: engine, engines: engines, batch: batch), prefill: nil,
                        timePerOutputToken: figures.timePerOutputToken, timeToFirstToken: figures.timeToFirstToken,
                        requestRate: figures.requestRate * Double(engines), pool: pool))
            }
            return (plans, evaluated)
        }
    }
}
