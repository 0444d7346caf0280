package import Capability
package import Catalog
import Documents
import Quantities

/// What the performance model says of one system on the buyer's workload.
///
/// One system by itself is weighed, and up to sixteen joined by their own network; what does the most for each
/// accelerator is taken. One box that is too small, or holds the weights and little more, says nothing against the chip
/// in it.
package struct SystemFigures: Sendable, Encodable {
    package let hardware: HardwareFigures
    /// Systems that were joined; 1 for one by itself. Where none serves the workload, one.
    package let joined: Int
    /// The most that were tried as one.
    package let tried: Int
    /// Why one by itself doesn't serve the workload; nil when it does.
    package let alone: Shortfall?
    /// Of the joined systems. Without an answer in prefill or decode where no number of them serves the workload.
    package let answer: Comparison.SystemAnswer
    /// Prompts and answers together, under all limits; nil when no deployment keeps to them.
    package let service: Comparison.ServicePoint?
    /// A format that was asked for and that the silicon doesn't have.
    package let lackedFormat: NumberFormat?
    /// The format that the weights are published in, where it was served in another because the silicon doesn't have it.
    package let lackedWeights: NumberFormat?
    /// What its calibration rests on: ids of sources.
    package let calibrationSources: [String]
    /// Devices that software sees in one accelerator.
    package let devices: Int

    enum CodingKeys: CodingKey { case hardware, joined, tried, alone, answer, service, lackedFormat, lackedWeights }

    /// Whether it takes in prompts and answers within the limits.
    package var serves: Bool { answer.decode.tokensPerSecond != nil && answer.prefill.tokensPerSecond != nil }
}

extension SystemFigures {
    /// How many systems are tried as one, as long as they hold so many accelerators at most: beyond that copies side by
    /// side do as well.
    package static let counts = [1, 2, 4, 8, 16]
    private static let mostAccelerators = 512

    /// - Parameters:
    ///   - most: systems that may be joined: not more than there are.
    ///   - progress: told of the system, and how many of how many engines are done.
    /// - Throws: `EstimateError` where the catalogue doesn't hold what an estimate takes.
    init(
        _ system: ComputeSystem, _ buyer: BuyersWorkload, catalog: Catalog, most: Int,
        progress: (@Sendable (String, Int, Int) -> Void)?
    ) throws {
        let part = try catalog.accelerator(named: system.accelerator)
        let wish = buyer.workload.format
        let (workload, lacked) = buyer.served(on: part)
        var found: (count: Int, answer: Comparison.SystemAnswer, merit: [Double])?
        var alone: Shortfall?
        var tried = 0
        for count in Self.counts where count <= most {
            guard count == 1 || count * system.acceleratorCount <= Self.mostAccelerators,
                let joined = system.joined(count)
            else { break }
            let comparison = try Comparison(
                systems: [joined.id], workload: workload, catalog: catalog.with(joined),
                on: workload.softwareDate ?? .init(secondsSince1970: 0), progress: progress)
            guard let answer = comparison.systems.first else { break }
            tried = count
            if count == 1 { alone = answer.decode.shortfall ?? answer.prefill.shortfall }
            let merit = Self.merit(answer, speed: 1 / workload.timePerOutputToken.value)
            if let best = found?.merit, merit.lexicographicallyPrecedes(best) || merit == best { continue }
            found = (count, answer, merit)
        }
        guard let found else { throw EstimateError.noDeployment("no system to estimate") }
        let speed = 1 / workload.timePerOutputToken.value
        hardware = HardwareFigures(part, system: system)
        joined = found.count
        self.tried = tried
        self.alone = alone
        answer = found.answer
        service = Self.service(found.answer, speed: speed)
        lackedFormat = lacked
        let weights = workload.model.weights
        lackedWeights =
            wish == nil && answer.format != weights.rawValue && part.peakRate(weights) == nil ? weights : nil
        let calibration = try Hardware(system, accelerator: part, in: catalog).calibrations.first
        calibrationSources = Set((calibration?.software.sources ?? []) + (calibration?.groups.flatMap(\.sources) ?? []))
            .sorted()
        devices = part.deviceCount
    }

    /// The most of prompts and answers together that keeps to the speed.
    private static func service(_ answer: Comparison.SystemAnswer, speed: Double) -> Comparison.ServicePoint? {
        answer.service.filter { $0.speedPerUser >= speed }.max {
            ($0.tokensPerSecondPerAccelerator.best, $0.speedPerUser)
                < ($1.tokensPerSecondPerAccelerator.best, $1.speedPerUser)
        }
    }

    /// What is compared to choose how many to join: all together first, then each phase, for one accelerator.
    private static func merit(_ answer: Comparison.SystemAnswer, speed: Double) -> [Double] {
        [
            service(answer, speed: speed)?.tokensPerSecondPerAccelerator.best ?? 0,
            answer.decode.tokensPerSecondPerAccelerator?.best ?? 0,
            answer.prefill.tokensPerSecondPerAccelerator?.best ?? 0,
        ]
    }

    /// GB that one accelerator holds while it decodes, and that it has for it; nil without a deployment.
    var decodeMemory: (used: Double, available: Double)? {
        answer.decode.memory.map { ($0.used * Double(devices) / 1e9, $0.available * Double(devices) / 1e9) }
    }

    /// Prompts and answers together: output tokens a second of the joined systems.
    var serviceRate: Interval<Double>? {
        service.map { point in point.tokensPerSecondPerAccelerator.mapRising { $0 * Double(answer.accelerators) } }
    }
}

extension Comparison.PhaseAnswer {
    /// Joules for one token; nil without a deployment. The upper end is infinite where the rate may be nothing.
    var joulesPerToken: Interval<Double>? {
        tokensPerJoule.map { rate in
            Interval(
                spanning: 1 / rate.best, 1 / rate.high, rate.low > 0 ? 1 / rate.low : .infinity)
        }
    }
}
