package import Catalog
import Foundation
package import Quantities

/// One rank of a system, as it serves a model: bare silicon, fitted costs, the fabric, and the software's own times.
///
/// A rank is what software sees as one device: half a package on Ascend 910C, a whole one elsewhere.
package struct Machine: Sendable {
    package let hardware: Hardware
    package let software: String
    package let silicon: Silicon
    /// Of one rank.
    package let memory: Bytes
    /// Of the whole system.
    package let ranks: Int
    /// Ranks that the scale-up fabric joins.
    package let domain: Int
    var costs: OperatorCosts
    var exchange: ExchangeCosts
    package var step: StepConstants
    /// What all times are multiplied by: above one in an unfavourable world.
    package var slowness = 1.0
    /// Standard deviations of logarithms: of each kind of operator's times, and of a whole step's.
    let kindSigma: [OperatorKind: Double]
    let stepSigma: Double
    let firstSigma: Double
    /// What the step's constants were fitted on: see `Trial.features`.
    let seen: Set<String>
    /// What stands in for constants that nobody has measured here, to be said beside the answer.
    package let inherited: [String]

    /// - Parameter software: what it is served with; nil for what is usual on this family.
    package init(_ hardware: Hardware, model: Architecture, precision: Precision, software: String? = nil) {
        self.init(
            hardware, model: model, precision: precision, software: software, bandwidth: 1, rate: 1, links: 1)
    }

    /// The machine with its bandwidth, peak rates or links changed by a factor, to see how much they matter.
    init(
        _ hardware: Hardware, model: Architecture, precision: Precision, software: String?, bandwidth: Double,
        rate: Double, links: Double
    ) {
        let devices = hardware.accelerator.deviceCount
        let software = software ?? hardware.usualSoftware
        self.hardware = hardware
        self.software = software
        ranks = hardware.ranks
        domain = (hardware.system.scaleUp?.reachCount ?? 1).multipliedReportingOverflow(by: devices).partialValue
        silicon = Silicon(hardware.accelerator, bandwidth: bandwidth, rate: rate)
        memory = hardware.accelerator.memory.capacity.value.best * Self.binaryGigabyte / Double(devices)
        var finder = ConstantFinder(hardware, software: software)
        costs = OperatorCosts(precision, isLatent: model.isLatent, silicon: silicon, &finder)
        let fabric = Fabric(system: hardware.system, world: .best, ranksPerAccelerator: devices)
        exchange = ExchangeCosts(fabric.scaled(by: links), cores: silicon.cores, &finder)
        step = StepConstants(&finder)
        kindSigma = finder.kindSigma
        stepSigma = finder.stepSigma
        firstSigma = finder.firstSigma
        seen = finder.seen
        inherited = finder.inherited
    }
}

extension Machine {
    /// Memory's gigabytes are 2³⁰ bytes (JEDEC JESD100B.01), where the catalogue reads all units as powers of ten: an
    /// H200 of 141 GB reports 143,771 MiB.
    static let binaryGigabyte = 1.073_741_824
}

extension Silicon {
    /// One rank of an accelerator.
    init(_ accelerator: Accelerator, bandwidth: Double = 1, rate: Double = 1) {
        let devices = Double(accelerator.deviceCount)
        func peak(_ format: NumberFormat) -> Double {
            (accelerator.usableRate(format)?.value.best.value ?? 0) / devices * rate
        }
        self.init(
            sixteenBit: peak(.bf16), fp8: peak(.fp8), int8: peak(.int8), fp4: peak(.fp4),
            bandwidth: accelerator.memory.bandwidth.value.best.value / devices * bandwidth,
            cores: (accelerator.coreCount.map { Double($0) } ?? Self.usualCores) / devices)
    }

    /// Where nobody says: about what large accelerators of the last years have.
    private static let usualCores = 128.0
}

extension Hardware {
    /// What this family is usually served with.
    package var usualSoftware: String {
        switch accelerator.family {
        // The cut-down parts are measured with DeepSeek's own open kernels.
        case "hopper" where ["nvidia-h800-sxm", "nvidia-h20"].contains(accelerator.id): "infersim"
        case "hopper", "cdna3", "cdna4": "sglang"
        case "ascend": "cann"
        default: "trtllm"
        }
    }
}
