import Catalog
import Quantities

/// The resource that an operator waits for.
package enum Resource: String, Sendable, Codable, CaseIterable {
    case compute
    case memoryBandwidth
    case network
    /// Kernel and graph launches, and other fixed times.
    case launch
    /// Not a time: the batch can't grow because memory is full.
    case memoryCapacity
}

/// One operator of a step, with what it costs one accelerator.
struct Operator: Sendable {
    let name: String
    let operations: FLOPs
    let bytes: Bytes
    /// Attention runs at another rate than matrix products.
    let isAttention: Bool
    /// How often it runs in one step.
    let count: Double

    /// A matrix product of m×k by k×n, repeated over `groups` weight matrices that are all read.
    ///
    /// Operations 2·m·n·k; bytes of the weights once and of the activations in and out.
    static func product(
        _ name: String, m: Double, n: Double, k: Double, groups: Double = 1, format: NumberFormat, count: Double
    ) -> Operator {
        let weights = groups * n * k * format.bytes.value
        let activations = m * (k * format.bytes.value + n * NumberFormat.bf16.bytes.value)
        return Operator(
            name: name, operations: FLOPs(2 * m * n * k), bytes: Bytes(weights + activations), isAttention: false,
            count: count)
    }

    /// Roofline time: the slower of computing and moving, plus one kernel launch.
    func cost(on machine: Machine) -> Cost {
        let rate = isAttention ? machine.attentionRate : machine.productRate
        let compute = operations / rate
        let memory = bytes / machine.memoryBandwidth
        var cost = Cost()
        if compute >= memory { cost.compute = compute * count } else { cost.memoryBandwidth = memory * count }
        cost.launch = machine.kernelFloor * count
        return cost
    }
}

/// Where a step's time goes.
struct Cost: Sendable {
    var compute: Seconds = 0
    var memoryBandwidth: Seconds = 0
    var network: Seconds = 0
    var launch: Seconds = 0

    /// Time on the accelerator itself.
    var local: Seconds { compute + memoryBandwidth + launch }

    static func += (left: inout Cost, right: Cost) {
        left.compute += right.compute
        left.memoryBandwidth += right.memoryBandwidth
        left.network += right.network
        left.launch += right.launch
    }

    /// Time of the step when a share of the shorter of network and local work hides behind the other.
    func elapsed(overlap: Double) -> Seconds {
        local + network - min(local, network) * overlap
    }

    /// The resource with the largest part.
    var bottleneck: Resource {
        let parts: [(Resource, Seconds)] = [
            (.compute, compute), (.memoryBandwidth, memoryBandwidth), (.network, network), (.launch, launch),
        ]
        return parts.max { $0.1 < $1.1 }?.0 ?? .compute
    }
}
