import Catalog
import Documents
package import Quantities

extension Comparison {
    /// One phase of a system's work, as if it did nothing else.
    package struct PhaseAnswer: Sendable, Encodable {
        /// Of the whole pool.
        package let tokensPerSecond: Interval<Double>?
        /// Divided by all accelerators of the pool, idle ones included.
        package let tokensPerSecondPerAccelerator: Interval<Double>?
        package let tokensPerSecondPerRack: Double?
        package let tokensPerSecondPerKilowatt: Double?
        /// For each million dollars of the system's price.
        package let tokensPerSecondPerMillionDollars: Double?
        /// Under the power that it draws at this load.
        package let tokensPerJoule: Interval<Double>?
        package let dollarsPerMillionTokens: Double?
        /// Milliseconds between a user's tokens (decode), or until the first one (prefill).
        package let milliseconds: Double?
        package let deployment: String?
        package let bottleneck: String?
        package let memory: Memory?
        /// What the interval comes from: standard deviations of the answer's logarithm.
        package let doubt: [Doubt.Part]
        /// Why there is no answer.
        package let reason: String?
        /// The same for whoever says it in other words; not in the JSON.
        package let shortfall: Shortfall?
        /// What `deployment` is put together from; not in the JSON.
        package let setup: Setup?

        enum CodingKeys: CodingKey {
            case tokensPerSecond, tokensPerSecondPerAccelerator, tokensPerSecondPerRack, tokensPerSecondPerKilowatt
            case tokensPerSecondPerMillionDollars, tokensPerJoule, dollarsPerMillionTokens, milliseconds, deployment
            case bottleneck, memory, doubt, reason
        }

        package struct Setup: Sendable {
            /// Such as `DP8 EP8`.
            package let engine: String
            /// Sequences (decode) or prompt tokens (prefill) that one accelerator has at a time.
            package let batchPerAccelerator: Double
            /// `milliseconds` with the doubt about the phase's time.
            package let milliseconds: Interval<Double>
        }

        package struct Memory: Sendable, Encodable {
            /// Of one rank, in bytes.
            package let used: Double
            package let available: Double
        }
    }
}

extension Comparison.PhaseAnswer {
    /// What an answer is made of.
    private struct Found {
        let engine: Engine
        let time: StepTime
        let milliseconds: Double
        let memory: MemoryNeed
        let deployment: String
        let setup: Comparison.PhaseAnswer.Setup
        let bottleneck: Resource
        let rates: [World: Double]
    }

    init(decode search: SystemSearch, limit: Seconds, cost: ServingCost?) {
        guard let plan = search.decode(limit) else {
            self.init(Shortfall(search, limit: limit))
            return
        }
        let load = StepLoad(
            sequences: Double(plan.sequences), context: search.workload.load.context,
            rowsPerSequence: 1 + Double(search.workload.predictions))
        var rates: [World: Double] = [:]
        for world in World.allCases {
            rates[world] = search.decode(limit, in: world).map { $0.rate * search.copies($0.engine) } ?? 0
        }
        let bottleneck = search.step(plan.engine).bottleneck(load)
        let devices = search.hardware.accelerator.deviceCount
        self.init(
            Found(
                engine: plan.engine, time: plan.time, milliseconds: plan.timePerOutputToken * 1e3,
                memory: plan.memory,
                deployment:
                    "\(plan.engine.summary), \(Self.perAccelerator(plan.sequences, plan.engine, devices)) sequences per "
                    + "accelerator, \(search.format.rawValue)",
                setup: Setup(
                    engine: plan.engine.summary,
                    batchPerAccelerator: Self.batch(plan.sequences, plan.engine, devices),
                    milliseconds: search.decodeDoubt.interval(about: plan.timePerOutputToken * 1e3)),
                bottleneck: plan.isLimitedByMemory ? .memoryCapacity : bottleneck, rates: rates),
            search, doubt: search.decodeDoubt, cost: cost)
    }

    init(prefill search: SystemSearch, cost: ServingCost?) {
        guard let plan = search.worlds[.best]?.prefill else {
            self.init(Shortfall(search, limit: nil))
            return
        }
        let input = search.workload.load.input
        let load = StepLoad(
            promptTokens: Double(plan.tokens), promptLength: input,
            promptPrefix: input - search.workload.load.computedInput)
        let rate = plan.rate * search.copies(plan.engine)
        // A prompt's own doubt, not that of decoding.
        let interval = search.prefillDoubt.interval(about: rate)
        let devices = search.hardware.accelerator.deviceCount
        self.init(
            Found(
                engine: plan.engine, time: plan.time, milliseconds: plan.timeToFirstToken * 1e3, memory: plan.memory,
                deployment:
                    "\(plan.engine.summary), \(Self.perAccelerator(plan.tokens, plan.engine, devices)) prompt tokens per "
                    + "accelerator, \(search.format.rawValue)",
                setup: Setup(
                    engine: plan.engine.summary, batchPerAccelerator: Self.batch(plan.tokens, plan.engine, devices),
                    milliseconds: search.prefillDoubt.interval(about: plan.timeToFirstToken * 1e3)),
                bottleneck: search.step(plan.engine).bottleneck(load),
                rates: [.low: interval.low, .best: rate, .high: interval.high]),
            search, doubt: search.prefillDoubt, cost: cost)
    }

    /// What one accelerator has of a replica's batch, all its devices and stages together.
    private static func batch(_ batch: Int, _ engine: Engine, _ devices: Int) -> Double {
        Double(batch * devices) / Double(engine.tensor)
    }

    private static func perAccelerator(_ batch: Int, _ engine: Engine, _ devices: Int) -> String {
        NumberText.short(Self.batch(batch, engine, devices))
    }

    private init(_ found: Found, _ search: SystemSearch, doubt: Doubt, cost: ServingCost?) {
        let best = found.rates[.best] ?? 0
        let rate = Interval(spanning: best, found.rates[.low] ?? 0, found.rates[.high] ?? best)
        let system = search.hardware.system
        let accelerators = Double(search.pool / search.hardware.accelerator.deviceCount)
        // What is divided by the whole system is of the whole system: a part of it has that part's share.
        let share = accelerators / Double(system.acceleratorCount)
        let power = LoadPower(search.hardware, step: found.time).watts.numbers()
        let racks = system.rackShare(rackHeight: 42)
        self.init(
            tokensPerSecond: rate, tokensPerSecondPerAccelerator: rate.mapRising { $0 / accelerators },
            tokensPerSecondPerRack: racks.map { best / ($0 * share) },
            tokensPerSecondPerKilowatt: best / (power.best * share / 1e3),
            tokensPerSecondPerMillionDollars: (system.price?.value.best.value).map { best / ($0 * share / 1e6) },
            tokensPerJoule: Interval(
                spanning: best / (power.best * share), rate.low / (power.high * share),
                rate.high / (power.low * share)),
            dollarsPerMillionTokens: cost.flatMap { $0.perMillion(at: best / share) },
            milliseconds: found.milliseconds, deployment: found.deployment, bottleneck: found.bottleneck.rawValue,
            memory: Memory(used: found.memory.total.value, available: search.machine.memory.value),
            doubt: doubt.parts, reason: nil, shortfall: nil, setup: found.setup)
    }

    private init(_ shortfall: Shortfall) {
        self.init(
            tokensPerSecond: nil, tokensPerSecondPerAccelerator: nil, tokensPerSecondPerRack: nil,
            tokensPerSecondPerKilowatt: nil, tokensPerSecondPerMillionDollars: nil, tokensPerJoule: nil,
            dollarsPerMillionTokens: nil, milliseconds: nil, deployment: nil, bottleneck: nil, memory: nil, doubt: [],
            reason: shortfall.description, shortfall: shortfall, setup: nil)
    }

    /// Says by how much the weights don't fit, or that the limit on time is too tight.
    static func whyNot(_ search: SystemSearch, limit: Seconds?) -> String {
        Shortfall(search, limit: limit).description
    }
}

extension SystemSearch {
    /// The step model of an engine in the best known world.
    package func step(_ engine: Engine) -> StepModel { step(engine, on: machine) }

    func step(_ engine: Engine, on machine: Machine) -> StepModel {
        StepModel(
            workload.model.architecture, engine: engine, precision: precision, machine: machine,
            predictions: workload.predictions)
    }
}
