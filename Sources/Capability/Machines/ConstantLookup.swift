import Catalog
import Foundation

/// A group of constants that was found for a machine, and how well it suits.
struct FoundConstants: Sendable {
    let group: ConstantGroup
    /// Whose they are.
    let family: String
    /// Of another family, or another variant than the one asked for.
    let isInherited: Bool

    /// Standard deviation of the logarithm of predicted ÷ measured, from the band that holds eight in ten errors.
    ///
    /// Inherited constants are taken to be twice as wrong, and by a sixth besides: families that have measurements of
    /// their own differ by about that from one another (`assay evaluate capability`, leave one system out).
    var sigma: Double {
        let band = log(1 + group.errors.ninetieth) - log(1 + group.errors.tenth)
        let own = band / 2 / Doubt.tenthQuantile
        return isInherited ? (4 * own * own + Self.foreign * Self.foreign).squareRoot() : own
    }

    /// Relative errors, predicted ÷ measured − 1, between which eight in ten should lie.
    var band: ClosedRange<Double> {
        guard isInherited else { return group.errors.tenth...group.errors.ninetieth }
        let width = exp(Doubt.tenthQuantile * sigma)
        return (1 / width - 1)...(width - 1)
    }

    static let foreign = 0.16
}

extension Hardware {
    /// The nearest constants of a kind.
    func constants(_ kind: String, _ variants: [String], software: String) -> FoundConstants? {
        calibrations.constants(kind, variants, software: software, family: accelerator.family)
    }
}

extension [Calibration] {
    /// The nearest constants of a kind: own family before inherited, wanted variants in their order, the software's own
    /// before any other's.
    ///
    /// - Parameter family: of the accelerator; calibrations are in the order in which they stand in for it.
    func constants(_ kind: String, _ variants: [String], software: String, family: String) -> FoundConstants? {
        for calibration in self {
            let groups = calibration.groups.filter { $0.kind == kind }
            for (index, variant) in variants.enumerated() {
                let fitting = groups.filter { $0.variant == variant }
                let group =
                    fitting.first { $0.software == software } ?? fitting.first { $0.software == "any" } ?? fitting.first
                guard let group else { continue }
                let isForeign = calibration.family != family || index > 0
                return FoundConstants(group: group, family: calibration.family, isInherited: isForeign)
            }
        }
        return nil
    }
}

extension ConstantGroup {
    /// The values of a form's constants in their order, each kept in its range; where one is missing, its start.
    func values(_ constants: [FittedConstant]) -> [Double] {
        constants.map { constant in
            let value = self.constants[constant.name] ?? constant.start
            return min(max(value, constant.range.lowerBound), constant.range.upperBound)
        }
    }
}
