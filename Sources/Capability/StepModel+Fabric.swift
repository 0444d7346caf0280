import Catalog
import Quantities

extension StepModel {
    /// Time that one accelerator spends on the fabric in one step, were nothing hidden.
    func communication(rows: Double, layers: Double, deployment: Deployment) -> Seconds {
        guard deployment.width > 1 else { return .zero }
        let hidden = Double(architecture.hidden)
        if deployment.isExpertParallel, let experts = architecture.experts {
            let plane = plane(for: deployment.width)
            let expertLayers = layers - Double(architecture.layers - architecture.expertLayers)
            // A token goes to at most as many ranks as it has experts; its copy on the own rank stays.
            let copies = rows * Double(min(experts.perToken, deployment.width)) * remoteShare(deployment.width)
            // Dispatch in the deployed format with one scale for each 128 values; combine in 16 bits.
            let dispatch = Bytes(copies * hidden * (deployment.format.bytes.value + 4.0 / 128))
            let combine = Bytes(copies * hidden * NumberFormat.bf16.bytes.value)
            let once = dispatch / plane.dispatch + combine / plane.combine + plane.floor * 2
            return once * expertLayers
        }
        // Tensor parallelism: two all-reduces a layer, of the group's whole batch.
        let plane = plane(for: deployment.width)
        let message = Bytes(rows * Double(deployment.width) * hidden * NumberFormat.bf16.bytes.value)
        return (message / plane.allReduce + plane.floor) * (2 * layers)
    }

    private func remoteShare(_ width: Int) -> Double { 1 - 1 / Double(width) }

    private func plane(for width: Int) -> Machine.Plane {
        guard width > machine.scaleUp.reach, let scaleOut = machine.scaleOut else { return machine.scaleUp }
        return scaleOut
    }

    /// Share of memory kept for activations, buffers and the run-time.
    static let reservedMemory = 0.1

    /// Bytes one accelerator holds: its part of the weights and the cached tokens of its sequences.
    func memory(_ deployment: Deployment) -> Bytes {
        let batch = Double(deployment.batch)
        let cached =
            Double(architecture.cachedValuesPerTokenAndLayer * architecture.layers) * NumberFormat.bf16.bytes.value
        let tokens =
            deployment.phase == .decode ? batch * Double(workload.input + workload.output) : batch
        return weights(deployment) + Bytes(tokens * cached)
    }

    /// Bytes of weights on one accelerator.
    func weights(_ deployment: Deployment) -> Bytes {
        let all = Double(architecture.parameters)
        guard deployment.isExpertParallel, let experts = architecture.experts else {
            return Bytes(all * storedBytes / Double(deployment.width))
        }
        let oneExpert = Double(architecture.feedForwardParameters(intermediate: experts.intermediate))
        let routed = oneExpert * Double(experts.routed * architecture.expertLayers)
        // Rounded up: an expert is whole.
        let held = expertsHeld(deployment).rounded(.up) * oneExpert * Double(architecture.expertLayers)
        return Bytes((all - routed + held) * storedBytes)
    }

    /// Whether it fits with the reserve kept.
    func fits(_ deployment: Deployment) -> Bool {
        memory(deployment) <= machine.memory * (1 - Self.reservedMemory)
    }
}
