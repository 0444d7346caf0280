package import Catalog
package import Documents
package import Quantities

/// Several systems on one workload, side by side. Its JSON is stable; see docs/json.md.
package struct Comparison: Report {
    package let workload: WorkloadSummary
    package let systems: [SystemAnswer]
    /// Tokens predicted in one decode step beside the next one.
    private let predictedTokens: Int
    /// Deployments costed for all systems together.
    package let deploymentsEvaluated: Int

    enum CodingKeys: CodingKey { case workload, systems, deploymentsEvaluated }

    package struct WorkloadSummary: Sendable, Encodable {
        package let model: String
        package let input: Int
        package let output: Int
        package let timePerOutputTokenMilliseconds: Double
    }

    package struct SystemAnswer: Sendable, Encodable {
        package let id: String
        package let name: String
        package let accelerator: String
        package let accelerators: Int
        package let format: String
        /// Watts of the whole system.
        package let power: Interval<Double>
        /// False when the accelerator's family has no measurements of its own.
        package let isMeasuredFamily: Bool
        package let prefill: PhaseAnswer
        package let decode: PhaseAnswer
    }

    package struct PhaseAnswer: Sendable, Encodable {
        package let tokensPerSecond: Interval<Double>?
        package let tokensPerSecondPerAccelerator: Interval<Double>?
        package let tokensPerJoule: Interval<Double>?
        package let deployment: String?
        package let bottleneck: String?
        package let memory: Memory?
        /// Why there is no answer.
        package let reason: String?

        package struct Memory: Sendable, Encodable {
            /// Of one accelerator, in bytes.
            package let used: Double
            package let available: Double
        }

        init(_ estimate: PhaseEstimate) {
            let result = estimate.result
            tokensPerSecond = result?.throughput.numbers()
            tokensPerSecondPerAccelerator = result?.throughputPerAccelerator.numbers()
            tokensPerJoule = result?.tokensPerJoule.numbers()
            deployment = result?.deployment.summary
            bottleneck = result?.bottleneck.rawValue
            memory = result.map { Memory(used: $0.memoryUsed.value, available: $0.memoryAvailable.value) }
            reason = estimate.reason
        }
    }

    /// - Throws: `UnknownName` for a system that the catalogue doesn't hold, or `EstimateError`.
    package init(systems names: [String], workload: Workload, catalog: Catalog) throws {
        let estimates = try names.map {
            try SystemEstimate(try Hardware(systemNamed: $0, in: catalog), workload: workload)
        }
        self.workload = WorkloadSummary(
            model: workload.model.id, input: workload.input, output: workload.output,
            timePerOutputTokenMilliseconds: workload.timePerOutputToken.value * 1e3)
        systems = estimates.map { estimate in
            SystemAnswer(
                id: estimate.hardware.system.id, name: estimate.hardware.system.name,
                accelerator: estimate.hardware.accelerator.id,
                accelerators: estimate.hardware.system.acceleratorCount, format: estimate.format.rawValue,
                power: estimate.hardware.system.power.value.numbers(),
                isMeasuredFamily: estimate.hardware.isMeasured, prefill: PhaseAnswer(estimate.prefill),
                decode: PhaseAnswer(estimate.decode))
        }
        predictedTokens = workload.model.architecture.predictionLayers
        deploymentsEvaluated = estimates.map(\.deploymentsEvaluated).reduce(0, +)
    }

    package var table: Table {
        var table = Table([
            .text("system"), .text("phase"), .figures("tokens/s"), .figures("per accelerator"),
            .figures("tokens/J"), .text("bottleneck"), .figures("memory GB"), .figures("kW"), .text("deployment"),
        ])
        for system in systems {
            for (phase, answer) in [("prefill", system.prefill), ("decode", system.decode)] {
                let memory = answer.memory.map {
                    "\(NumberText.short($0.used / 1e9)) of \(NumberText.short($0.available / 1e9))"
                }
                table.add([
                    system.id, phase, text(answer.tokensPerSecond), text(answer.tokensPerSecondPerAccelerator),
                    text(answer.tokensPerJoule), answer.bottleneck ?? "–", memory ?? "–",
                    text(system.power, scale: 1e-3), answer.deployment ?? answer.reason ?? "–",
                ])
            }
        }
        return table
    }

    private func text(_ interval: Interval<Double>?, scale: Double = 1) -> String {
        interval.map {
            NumberText.interval(low: $0.low * scale, best: $0.best * scale, high: $0.high * scale)
        } ?? "–"
    }

    package var notes: [String] {
        let limit = NumberText.short(workload.timePerOutputTokenMilliseconds)
        var notes = [
            "\(workload.model), \(workload.input) tokens in, \(workload.output) out, at most \(limit) ms per output "
                + "token. best (low–high). Tokens/s is of the whole system doing one phase only.",
            "A roofline estimate without queueing. Tokens/J is against the system's full power.",
        ]
        if predictedTokens > 0 {
            notes.append(
                "Decode predicts \(predictedTokens) further token a step; the calibration says how often it is kept.")
        }
        let inherited = systems.filter { !$0.isMeasuredFamily }.map(\.id)
        if !inherited.isEmpty {
            notes.append("No measurements of its own family, so a wide interval: \(inherited.joined(separator: ", ")).")
        }
        return notes
    }
}
