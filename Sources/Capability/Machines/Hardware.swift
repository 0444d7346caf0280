package import Catalog
import Quantities

/// A system with its accelerator and the calibration of its family.
package struct Hardware: Sendable {
    package let system: ComputeSystem
    package let accelerator: Accelerator
    /// The family's own calibration and those that it inherits from, nearest first.
    package let calibrations: [Calibration]

    /// False when the family has no measurements of its own and inherits, with a wider interval.
    package var isMeasured: Bool {
        calibrations.first.map { $0.family == accelerator.family && !$0.groups.isEmpty } ?? false
    }

    /// Looks a system up in the catalogue.
    ///
    /// - Throws: `UnknownName`, or `EstimateError.noCalibration` when not even the generic constants are there.
    package init(systemNamed name: String, in catalog: Catalog) throws {
        let system = try catalog.system(named: name)
        try self.init(system, accelerator: try catalog.accelerator(named: system.accelerator), in: catalog)
    }

    /// A system with an accelerator that may be another than the catalogue's.
    package init(_ system: ComputeSystem, accelerator: Accelerator, in catalog: Catalog) throws {
        self.system = system
        self.accelerator = accelerator
        calibrations = catalog.calibrations(of: accelerator.family)
        guard !calibrations.isEmpty else { throw EstimateError.noCalibration(family: accelerator.family) }
    }

    /// Devices that software sees in the whole system.
    package var ranks: Int { system.acceleratorCount * accelerator.deviceCount }

    /// The format the model runs in here: its own if the accelerator has it, else the next wider one it has.
    ///
    /// Weights that are published in four bits stay so on silicon with eight-bit floats: kernels widen them as they are
    /// read (Marlin's and Triton's for Hopper), and what is multiplied is `Precision`'s business.
    package func format(for model: LanguageModel) throws -> NumberFormat {
        if model.weights.bits == 4, accelerator.peakRate(.fp8) != nil { return model.weights }
        let ladder: [NumberFormat]
        switch model.weights {
        case .fp4, .int4: ladder = [.fp4, .fp8, .int8, .bf16]
        case .fp8, .int8: ladder = [.fp8, .int8, .bf16]
        case .fp16, .bf16: ladder = [.bf16]
        }
        guard let usable = ladder.first(where: { accelerator.peakRate($0) != nil }) else {
            throw EstimateError.noRate(accelerator: accelerator.id, format: model.weights)
        }
        return usable
    }
}

extension Catalog {
    /// A family's own calibration and those that it inherits from, nearest first; those that all may inherit from when
    /// it has none.
    func calibrations(of family: String) -> [Calibration] {
        var found: [Calibration] = []
        var next: String? = calibrations[family] == nil ? Self.lastResort : family
        while let family = next, let calibration = calibrations[family], !found.contains(where: { $0.family == family })
        {
            found.append(calibration)
            next = calibration.inherits
        }
        return found
    }

    private static let lastResort = "generic"
}

/// Why no estimate can be made.
package enum EstimateError: Error, Equatable, CustomStringConvertible {
    case noRate(accelerator: String, format: NumberFormat)
    case noFabric(system: String)
    case noCalibration(family: String)
    case noConstants(family: String, kind: String)
    case noDeployment(String)

    package var description: String {
        switch self {
        case .noRate(let accelerator, let format):
            "the catalogue holds no rate of \(accelerator) for \(format.rawValue) or a wider format"
        case .noFabric(let system): "the catalogue holds no fabric of \(system) that experts can be exchanged over"
        case .noCalibration(let family): "the catalogue holds neither calibration/\(family).yaml nor generic.yaml"
        case .noConstants(let family, let kind):
            "neither calibration/\(family).yaml nor what it inherits from has constants of kind ‘\(kind)’"
        case .noDeployment(let why): why
        }
    }
}
