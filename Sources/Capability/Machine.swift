package import Catalog
import Quantities

/// One accelerator in its system, as plain rates in one of the three worlds: every doubtful figure is taken at
/// its least favourable, best known, or most favourable value.
struct Machine: Sendable {
    let accelerators: Int
    let memory: Bytes
    let memoryBandwidth: BytesPerSecond
    /// Attained rate of a large matrix product in the deployed format.
    let productRate: FLOPsPerSecond
    /// Attained rate of compute-bound attention, in 16-bit floats.
    let attentionRate: FLOPsPerSecond
    let kernelFloor: Seconds
    let stepOverhead: Seconds
    let scaleUp: Plane
    let scaleOut: Plane?
    let overlap: Double
    let expertImbalance: Double
    let acceptance: Double
    let format: NumberFormat

    /// A plane of the fabric, as attained by expert exchange and all-reduce.
    struct Plane: Sendable {
        let reach: Int
        let dispatch: BytesPerSecond
        let combine: BytesPerSecond
        let allReduce: BytesPerSecond
        let floor: Seconds
    }

    init(_ hardware: Hardware, format: NumberFormat, world: World) throws {
        let accelerator = hardware.accelerator
        let calibration = hardware.calibration
        // Times and imbalance are worst when high, shares and rates when low.
        let contrary: World = world == .low ? .high : world == .high ? .low : .best
        guard let peak = accelerator.peakRate(format), let share = calibration.product[format],
            let half = accelerator.peakRate(.bf16)
        else {
            throw EstimateError.noRate(accelerator: accelerator.id, format: format)
        }
        accelerators = hardware.system.acceleratorCount
        memory = accelerator.memory.capacity.value[world]
        let inStep = calibration.inStep.value[world].value
        memoryBandwidth =
            accelerator.memory.bandwidth.value[world] * (calibration.memory.value[world].value * inStep)
        productRate = peak.value[world] * (share.value[world].value * inStep)
        attentionRate = half.value[world] * (calibration.attention.value[world].value * inStep)
        kernelFloor = calibration.kernelFloor.value[contrary]
        stepOverhead = calibration.stepOverhead.value[contrary]
        overlap = calibration.overlap.value[world].value
        expertImbalance = calibration.expertImbalance.value[contrary].value
        acceptance = calibration.acceptance.value[world].value
        self.format = format
        func plane(_ tier: FabricTier) -> Plane? {
            guard let exchange = calibration.exchange[tier.plane] else { return nil }
            let link = tier.bandwidth.value[world]
            let latency = tier.latency?.value[contrary] ?? .zero
            return Plane(
                reach: tier.reachCount,
                dispatch: link * exchange.dispatch.value[world].value,
                combine: link * exchange.combine.value[world].value,
                allReduce: link * calibration.allReduce.value[world].value,
                floor: calibration.allReduceFloor.value[contrary] + latency)
        }
        guard let scaleUp = hardware.system.scaleUp.flatMap(plane) else {
            throw EstimateError.noFabric(system: hardware.system.id)
        }
        self.scaleUp = scaleUp
        scaleOut = hardware.system.fabric.first { $0.plane == .scaleOut }.flatMap(plane)
    }
}

/// A system with its accelerator and the calibration of its family.
package struct Hardware: Sendable {
    package let system: ComputeSystem
    package let accelerator: Accelerator
    package let calibration: Calibration
    /// False when the family has no measurements of its own and inherits a wide interval.
    package let isMeasured: Bool

    /// Looks a system up in the catalogue.
    ///
    /// - Throws: `UnknownName`, or `EstimateError.noCalibration` when not even the generic curves are there.
    package init(systemNamed name: String, in catalog: Catalog) throws {
        system = try catalog.system(named: name)
        accelerator = try catalog.accelerator(named: system.accelerator)
        if let own = catalog.calibrations[accelerator.family] {
            calibration = own
            isMeasured = true
        } else if let generic = catalog.calibrations["generic"] {
            calibration = generic
            isMeasured = false
        } else {
            throw EstimateError.noCalibration(family: accelerator.family)
        }
    }

    /// The format the model runs in here: its own if the accelerator has it, else the next wider one it has.
    package func format(for model: LanguageModel) throws -> NumberFormat {
        let ladder: [NumberFormat]
        switch model.weights {
        case .fp4, .int4: ladder = [.fp4, .fp8, .int8, .bf16]
        case .fp8, .int8: ladder = [.fp8, .int8, .bf16]
        case .fp16, .bf16: ladder = [.bf16]
        }
        let usable = ladder.first { accelerator.peakRate($0) != nil && calibration.product[$0] != nil }
        guard let usable else { throw EstimateError.noRate(accelerator: accelerator.id, format: model.weights) }
        return usable
    }
}

/// Why no estimate can be made.
package enum EstimateError: Error, Equatable, CustomStringConvertible {
    case noRate(accelerator: String, format: NumberFormat)
    case noFabric(system: String)
    case noCalibration(family: String)

    package var description: String {
        switch self {
        case .noRate(let accelerator, let format):
            "the catalogue holds no rate of \(accelerator) for \(format.rawValue) or a wider format"
        case .noFabric(let system): "the catalogue holds no fabric of \(system) that experts can be exchanged over"
        case .noCalibration(let family): "the catalogue holds neither calibration/\(family).yaml nor generic.yaml"
        }
    }
}
