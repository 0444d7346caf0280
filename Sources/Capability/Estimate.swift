package import Catalog
package import Quantities

/// What a system delivers on a workload, each figure an interval.
package struct SystemEstimate: Sendable {
    package let hardware: Hardware
    package let workload: Workload
    package let format: NumberFormat
    package let prefill: PhaseEstimate
    package let decode: PhaseEstimate
    /// Deployments that were costed on the way.
    package let deploymentsEvaluated: Int

    package init(_ hardware: Hardware, workload: Workload) throws {
        self.hardware = hardware
        self.workload = workload
        let format = try hardware.format(for: workload.model)
        self.format = format
        var searches: [World: Search] = [:]
        for world in World.allCases {
            let machine = try Machine(hardware, format: format, world: world)
            searches[world] = Search(model: StepModel(workload: workload, machine: machine))
        }
        var evaluated = 0
        func estimate(_ phase: Deployment.Phase) -> PhaseEstimate {
            let optima = searches.mapValues { search in
                let (optimum, count) = search.best(phase)
                evaluated += count
                return optimum
            }
            return PhaseEstimate(phase, optima: optima, hardware: hardware, workload: workload, format: format)
        }
        prefill = estimate(.prefill)
        decode = estimate(.decode)
        deploymentsEvaluated = evaluated
    }
}

/// One phase of a system's work.
package struct PhaseEstimate: Sendable {
    /// Nil when no deployment is feasible; `reason` then says why.
    package let result: Result?
    package let reason: String?

    package struct Result: Sendable {
        /// Of the whole system.
        package let throughput: Interval<TokensPerSecond>
        /// Divided by all accelerators of the system, idle ones included.
        package let throughputPerAccelerator: Interval<TokensPerSecond>
        /// Of the whole system under its full power.
        package let tokensPerJoule: Interval<TokensPerJoule>
        /// In the best known world.
        package let deployment: Deployment
        package let bottleneck: Resource
        /// Bytes one accelerator holds, and what it has.
        package let memoryUsed: Bytes
        package let memoryAvailable: Bytes
        /// Time of one step: a token's delay when decoding.
        package let step: Interval<Seconds>
    }

    init(
        _ phase: Deployment.Phase, optima: [World: Optimum?], hardware: Hardware, workload: Workload,
        format: NumberFormat
    ) {
        guard case .some(.some(let best)) = optima[.best] else {
            result = nil
            reason = Self.whyNot(phase, hardware: hardware, workload: workload, format: format)
            return
        }
        func total(_ world: World) -> TokensPerSecond {
            guard case .some(.some(let optimum)) = optima[world] else { return .zero }
            return optimum.step.throughput * Double(optimum.busy)
        }
        let throughput = Interval(spanning: total(.best), total(.low), total(.high))
        let power = hardware.system.power.value
        let count = Double(hardware.system.acceleratorCount)
        let efficiency = { (rate: TokensPerSecond, power: Watts) in TokensPerJoule(rate.value / power.value) }
        func step(_ world: World) -> Seconds {
            guard case .some(.some(let optimum)) = optima[world] else { return best.step.elapsed }
            return phase == .decode ? optimum.step.timePerOutputToken : optimum.step.elapsed
        }
        result = Result(
            throughput: throughput,
            throughputPerAccelerator: throughput.mapRising { $0 / count },
            tokensPerJoule: Interval(
                spanning: efficiency(throughput.best, power.best), efficiency(throughput.low, power.high),
                efficiency(throughput.high, power.low)),
            deployment: best.deployment,
            bottleneck: best.isLimitedByMemory ? .memoryCapacity : best.step.cost.bottleneck,
            memoryUsed: best.step.memory,
            memoryAvailable: hardware.accelerator.memory.capacity.value.best,
            step: Interval(spanning: step(.best), step(.low), step(.high)))
        reason = nil
    }

    /// Says by how much the weights don't fit, or that the limit on time is too tight.
    private static func whyNot(
        _ phase: Deployment.Phase, hardware: Hardware, workload: Workload, format: NumberFormat
    ) -> String {
        let needed = Double(workload.model.architecture.parameters) * workload.model.weights.bytes.value
        let count = Double(hardware.system.acceleratorCount)
        let usable = hardware.accelerator.memory.capacity.value.best.value * count * (1 - StepModel.reservedMemory)
        let gigabytes = { (bytes: Double) in Int((bytes / 1e9).rounded()) }
        guard needed <= usable else {
            return "the weights need \(gigabytes(needed)) GB and \(gigabytes(usable)) GB are usable: "
                + "\(gigabytes(needed - usable)) GB too much"
        }
        let limit = (workload.timePerOutputToken.value * 1e3).formatted
        return phase == .decode
            ? "no deployment answers within \(limit) ms per token"
            : "one prompt of \(workload.input) tokens doesn't fit beside the weights"
    }
}

extension Double {
    /// Up to two decimals, without trailing zeros.
    fileprivate var formatted: String {
        let rounded = (self * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
    }
}
