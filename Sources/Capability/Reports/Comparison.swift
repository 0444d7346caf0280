package import Catalog
package import Documents
package import Quantities

/// Several systems on one workload, side by side. Its JSON is stable; see docs/json.md.
package struct Comparison: Report {
    package let workload: WorkloadSummary
    package let systems: [SystemAnswer]
    /// The first system against each other one, by what it is divided by.
    package let ratios: [Ratio]
    /// Deployments costed for all systems together.
    package let deploymentsEvaluated: Int

    enum CodingKeys: CodingKey { case workload, systems, ratios, deploymentsEvaluated }

    package struct WorkloadSummary: Sendable, Encodable {
        package let model: String
        package let input: Int
        package let output: Int
        package let timePerOutputTokenMilliseconds: Double
        package let limitsMilliseconds: [Double]
        package let timeToFirstTokenMilliseconds: Double?
        package let reusedPrefix: Double
        /// Tokens predicted in one decode step beside the next one, and the chance that each is kept.
        package let predictedTokens: Int
        package let acceptance: Double
    }

    /// - Parameters:
    ///   - date: of the costs; the newest that aren't later are taken.
    ///   - hourly: dollars for an hour of one accelerator, for all systems; nil for the catalogue's.
    ///   - progress: told of each system and its engines, from any thread.
    /// - Throws: `UnknownName` for a system that the catalogue doesn't hold, or `EstimateError`.
    package init(
        systems names: [String], workload: Workload, catalog: Catalog, on date: CalendarDate,
        hourly: Double? = nil,
        progress: (@Sendable (String, Int, Int) -> Void)? = nil
    ) throws {
        let searches = try names.map { name in
            try SystemSearch(try Hardware(systemNamed: name, in: catalog), workload: workload) { done, all in
                progress?(name, done, all)
            }
        }
        self.workload = WorkloadSummary(
            model: workload.model.id, input: workload.input, output: workload.output,
            timePerOutputTokenMilliseconds: workload.timePerOutputToken.value * 1e3,
            limitsMilliseconds: workload.limits.map { $0.value * 1e3 },
            timeToFirstTokenMilliseconds: workload.timeToFirstToken.map { $0.value * 1e3 },
            reusedPrefix: workload.reusedPrefix, predictedTokens: workload.predictions,
            acceptance: workload.acceptance)
        systems = searches.map { search in
            SystemAnswer(search, cost: ServingCost(search.hardware, catalog: catalog, on: date, hourly: hourly))
        }
        ratios = Ratio.all(systems)
        deploymentsEvaluated = searches.map(\.evaluated).reduce(0, +)
    }
}

extension Comparison {
    package struct SystemAnswer: Sendable, Encodable {
        package let id: String
        package let name: String
        package let accelerator: String
        package let accelerators: Int
        package let format: String
        /// What it is served with, and the day of its calibration.
        package let software: String
        package let softwareDate: String
        /// Watts of the whole system at full load.
        package let power: Interval<Double>
        /// Racks that it takes up; null where nobody says.
        package let racks: Double?
        /// Dollars of the whole system; null where no source names a price.
        package let price: Double?
        /// False when the accelerator's family has no measurements of its own.
        package let isMeasuredFamily: Bool
        /// Constants that stand in for ones that nobody measured here.
        package let inherited: [String]
        /// What the costs rest on.
        package let costBasis: String?
        package let prefill: PhaseAnswer
        /// At the first limit.
        package let decode: PhaseAnswer
        /// At each limit.
        package let limits: [LimitAnswer]
        /// Prefill and decode together, under the limits: what no other deployment beats.
        package let service: [ServicePoint]

        init(_ search: SystemSearch, cost: ServingCost?) {
            let system = search.hardware.system
            id = system.id
            name = system.name
            accelerator = search.hardware.accelerator.id
            accelerators = search.pool / search.hardware.accelerator.deviceCount
            format = search.format.rawValue
            software = search.machine.software
            softwareDate = search.hardware.calibrations[0].software.value.description
            power = system.power.value.numbers()
            racks = system.rackShare(rackHeight: Self.rackHeight)
            price = system.price?.value.best.value
            isMeasuredFamily = search.hardware.isMeasured
            inherited = search.machine.inherited
            costBasis = cost?.basis
            prefill = PhaseAnswer(prefill: search, cost: cost)
            let answers = search.workload.limits.map { limit in
                LimitAnswer(
                    timePerOutputTokenMilliseconds: limit.value * 1e3,
                    decode: PhaseAnswer(decode: search, limit: limit, cost: cost))
            }
            decode = answers[0].decode
            limits = answers
            service = ServicePoint.front(search)
        }

        /// Units of 44.45 mm in a rack that boxes are counted against.
        private static let rackHeight = 42
    }

    package struct LimitAnswer: Sendable, Encodable {
        package let timePerOutputTokenMilliseconds: Double
        package let decode: PhaseAnswer
    }

    /// One deployment on the front.
    package struct ServicePoint: Sendable, Encodable {
        /// Tokens a second that one user sees.
        package let speedPerUser: Double
        package let timePerOutputTokenMilliseconds: Double
        package let timeToFirstTokenMilliseconds: Double
        /// Output tokens, over all accelerators of the pool. The ends are those of the fronts in the other worlds at the
        /// same speed.
        package let tokensPerSecondPerAccelerator: Interval<Double>
        package let deployment: String

        static func front(_ search: SystemSearch) -> [ServicePoint] {
            guard let best = search.worlds[.best] else { return [] }
            let devices = Double(search.hardware.accelerator.deviceCount)
            return best.front.points.map { point in
                func other(_ world: World) -> Double {
                    search.worlds[world]?.front.best(atLeast: point.speed)?.throughput ?? 0
                }
                return ServicePoint(
                    speedPerUser: point.speed, timePerOutputTokenMilliseconds: 1e3 / point.speed,
                    timeToFirstTokenMilliseconds: point.value.timeToFirstToken * 1e3,
                    tokensPerSecondPerAccelerator: Interval(
                        spanning: point.throughput * devices, other(.low) * devices, other(.high) * devices),
                    deployment: point.value.summary)
            }
        }
    }
}

extension ServicePlan {
    /// Such as `9 × DP8 EP8 decode 128, 3 × TP8 EP8 prefill 16384`.
    var summary: String {
        guard let prefill else {
            return "\(decode.engines) × \(decode.engine.summary), \(decode.batch) sequences, prompts between"
        }
        return "\(decode.engines) × \(decode.engine.summary) decode \(decode.batch), "
            + "\(prefill.engines) × \(prefill.engine.summary) prefill \(prefill.batch)"
    }
}
