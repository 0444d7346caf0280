package import Catalog
import Foundation
package import Quantities

/// Searches one system's deployments of a workload, in the best known world and in two that are less and more
/// favourable by the model's own doubt.
package struct SystemSearch: Sendable {
    package let hardware: Hardware
    package let workload: Workload
    package let format: NumberFormat
    package let precision: Precision
    package let machine: Machine
    /// Ranks that serve together.
    package let pool: Int
    /// What was found in each world; the same doubt for all of its times.
    package let worlds: [World: ServiceSearch.Found]
    /// Of a decode step at the first limit, and of a prompt's.
    package let decodeDoubt: Doubt
    package let prefillDoubt: Doubt
    /// Deployments weighed in all worlds.
    package let evaluated: Int

    /// - Parameters:
    ///   - hardware: the system.
    ///   - workload: the model, its lengths and limits.
    ///   - progress: told how many of how many engines are done, from any thread.
    /// - Throws: `EstimateError`.
    package init(
        _ hardware: Hardware, workload: Workload, progress: (@Sendable (Int, Int) -> Void)? = nil
    ) throws {
        self.hardware = hardware
        self.workload = workload
        format = try workload.format ?? hardware.format(for: workload.model)
        let architecture = workload.model.architecture
        precision = Precision(serving: workload.model, in: format, on: hardware.accelerator)
        var machine = Machine(hardware, model: architecture, precision: precision, software: workload.software)
        if let date = workload.softwareDate {
            machine.slowness = hardware.level(of: machine.software, on: date)
        }
        self.machine = machine
        let accelerators = min(workload.pool ?? hardware.system.acceleratorCount, hardware.system.acceleratorCount)
        pool = max(1, accelerators) * hardware.accelerator.deviceCount
        let space = SearchSpace(architecture, ranks: pool, domain: min(machine.domain, pool))
        let question = Self.question(workload, precision)
        let pool = pool
        func search(_ machine: Machine) -> ServiceSearch.Found {
            ServiceSearch(
                PhaseSearch(question, machine: machine, space: space, progress: progress), pool: pool
            ).run()
        }
        let best = search(machine)
        let (decode, prefill) = Self.doubts(best, workload, precision, machine)
        decodeDoubt = decode
        prefillDoubt = prefill
        var worlds: [World: ServiceSearch.Found] = [.best: best]
        for (world, factor) in [(World.low, decode.factors.high), (World.high, decode.factors.low)] {
            var other = machine
            other.slowness *= factor
            worlds[world] = search(other)
        }
        self.worlds = worlds
        evaluated = worlds.values.map(\.evaluated).reduce(0, +)
    }

    private static func question(_ workload: Workload, _ precision: Precision) -> EstimateQuestion {
        EstimateQuestion(
            architecture: workload.model.architecture, precision: precision, load: workload.load,
            limits: Limits(
                timePerOutputToken: workload.limits.map(\.value).max(),
                timeToFirstToken: workload.timeToFirstToken?.value),
            predictions: workload.predictions)
    }

    /// The best decoding plan at a limit on time per token, and how many copies of it the pool holds.
    package func decode(_ limit: Seconds, in world: World = .best) -> DecodePlan? {
        worlds[world]?.decode.best(atLeast: 1 / limit.value)?.value
    }

    func copies(_ engine: Engine) -> Double { Double(pool / engine.ranks) }

    private static func doubts(
        _ found: ServiceSearch.Found, _ workload: Workload, _ precision: Precision, _ machine: Machine
    ) -> (decode: Doubt, prefill: Doubt) {
        func doubt(_ engine: Engine?, _ step: StepTime?, _ load: StepLoad, predictions: Int, _ service: String) -> Doubt
        {
            guard let engine, let step else { return Doubt() }
            return machine.doubt(
                of: step, engine, load, workload.model, precision, predictions: predictions, service: service)
        }
        let plan =
            found.decode.best(atLeast: 1 / workload.timePerOutputToken.value)?.value ?? found.decode.points.first?.value
        let decodeLoad = StepLoad(
            sequences: Double(plan?.sequences ?? 1), context: workload.load.context,
            rowsPerSequence: 1 + Double(workload.predictions))
        let prefillLoad = StepLoad(
            promptTokens: Double(found.prefill?.tokens ?? workload.input), promptLength: workload.load.input,
            promptPrefix: workload.load.input - workload.load.computedInput)
        return (
            doubt(plan?.engine, plan?.time, decodeLoad, predictions: workload.predictions, "decode"),
            doubt(found.prefill?.engine, found.prefill?.time, prefillLoad, predictions: 0, "prefill")
        )
    }
}
