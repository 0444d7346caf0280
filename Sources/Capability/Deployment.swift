package import Catalog
import Quantities

/// How a model is spread over accelerators for one phase.
package struct Deployment: Sendable, Equatable {
    package enum Phase: String, Sendable, Codable { case prefill, decode }

    package let phase: Phase
    /// Accelerators that hold one copy of the model.
    package let width: Int
    /// For dense models the width is tensor parallel; for mixtures of experts it is expert parallel with
    /// attention replicated (attention data parallel).
    package let isExpertParallel: Bool
    /// Decode: sequences held by one accelerator. Prefill: prompt tokens in one step on one accelerator.
    package let batch: Int
    package let format: NumberFormat

    /// Such as `EP72, 96 sequences per accelerator, fp8`.
    package var summary: String {
        let spread = width == 1 ? "one accelerator" : "\(isExpertParallel ? "EP" : "TP")\(width)"
        let unit = phase == .decode ? "sequences" : "prompt tokens"
        return "\(spread), \(batch) \(unit) per accelerator, \(format.rawValue)"
    }
}

/// One step of a deployment on one machine in one world.
struct Step: Sendable {
    let cost: Cost
    let elapsed: Seconds
    /// Output tokens (decode) or prompt tokens (prefill) that one accelerator finishes in the step.
    let tokens: Double
    /// Bytes that one accelerator must hold.
    let memory: Bytes

    /// What one accelerator does in a second.
    var throughput: TokensPerSecond { Tokens(tokens) / elapsed }
    /// Time between a user's tokens, counting the predicted ones that are kept.
    let timePerOutputToken: Seconds
}

/// Builds and costs the steps of one model on one machine.
///
/// A step is a list of operators; each costs max(operations ÷ attained rate, bytes ÷ attained bandwidth) plus a
/// launch (the roofline of Williams, Waterman and Patterson, CACM 2009), and expert exchange or all-reduce adds
/// bytes ÷ attained link bandwidth. Queueing is not modelled: throughput is that of a full batch.
struct StepModel: Sendable {
    let architecture: Architecture
    let machine: Machine
    let workload: Workload

    init(workload: Workload, machine: Machine) {
        architecture = workload.model.architecture
        self.workload = workload
        self.machine = machine
    }

    func step(_ deployment: Deployment) -> Step {
        let isDecode = deployment.phase == .decode
        let predicted = isDecode ? Double(architecture.predictionLayers) : 0
        // Each sequence brings its last token and the predicted ones to be checked.
        let sequences = Double(deployment.batch)
        let rows = sequences * (1 + predicted)
        let layers = Double(architecture.layers) + predicted
        // Under tensor parallelism the group shares one batch; the figures are per accelerator of it.
        let shared = deployment.isExpertParallel ? 1.0 : Double(deployment.width)
        var cost = Cost()
        let context = isDecode ? workload.meanContext : Double(workload.input) / 2
        let tokens = rows * shared
        for op in operators(rows: tokens, context: context, layers: layers, deployment: deployment) {
            cost += op.cost(on: machine)
        }
        cost.network = communication(rows: rows, layers: layers, deployment: deployment)
        cost.launch += machine.stepOverhead
        let elapsed = cost.elapsed(overlap: deployment.isExpertParallel ? machine.overlap : 0)
        let perSequence = isDecode ? 1 + predicted * machine.acceptance : 1
        return Step(
            cost: cost, elapsed: elapsed, tokens: isDecode ? sequences * perSequence : sequences,
            memory: memory(deployment), timePerOutputToken: elapsed / perSequence)
    }
}
