import Catalog
import Documents
import Foundation

extension Calibration {
    /// A family's calibration with what was fitted anew; what wasn't is kept.
    ///
    /// - Parameter catalog: holds the family's calibration so far. One without inherits from the measured ones and
    ///   takes their software's date, since tables don't tell theirs.
    /// - Throws: `EstimateError.noCalibration` when the catalogue has neither.
    init(family: String, fitted: [CalibrationRun.Fitted], in catalog: Catalog) throws {
        let old = catalog.calibrations[family]
        guard let dated = old ?? catalog.calibrations[Self.usualParent] ?? catalog.calibrations[Self.lastParent] else {
            throw EstimateError.noCalibration(family: family)
        }
        let new = fitted.flatMap(ConstantGroup.kept)
        let names = Set(new.map { [$0.kind, $0.variant, $0.software] })
        let kept = (old?.groups ?? []).filter { !names.contains([$0.kind, $0.variant, $0.software]) }
        self.init(
            family: family, inherits: old == nil ? dated.family : old?.inherits, software: dated.software,
            groups: (kept + new).sorted { ($0.kind, $0.variant, $0.software) < ($1.kind, $1.variant, $1.software) })
    }

    /// Who stands in for what a new family has no measurements of.
    private static let usualParent = "hopper"
    private static let lastParent = "generic"
}

extension ConstantGroup {
    /// What the catalogue keeps of a fit: one group, or several where forms share a fit.
    static func kept(_ fitted: CalibrationRun.Fitted) -> [ConstantGroup] {
        var values = fitted.values[...]
        return fitted.group.kind.kept.map { kind, constants in
            let own = values.prefix(constants.count)
            values = values.dropFirst(constants.count)
            return ConstantGroup(fitted, kind: kind, constants: Array(zip(constants, own)))
        }
    }

    /// Constants with the digits that are kept, and how far off they are.
    private init(_ fitted: CalibrationRun.Fitted, kind: String, constants: [(FittedConstant, Double)]) {
        self.init(
            kind: kind, variant: fitted.group.variant, software: fitted.group.software,
            constants: Dictionary(uniqueKeysWithValues: constants.map { ($0.name, Self.rounded($1, in: $0.range)) }),
            errors: FitErrors(
                rows: fitted.errors.count, median: fitted.errors.median, p90: fitted.errors.p90,
                tenth: max(fitted.errors.tenth, -0.9999), ninetieth: fitted.errors.ninetieth),
            sources: fitted.publishers, grade: fitted.borrowed == nil ? .maker : .press,
            versions: fitted.versions.map(\.description), systems: fitted.systems.keys.sorted(),
            note: fitted.borrowed.map { "too few rows to fit: the constants of \($0)" })
    }

    /// Six significant digits.
    private static func rounded(_ value: Double, in range: ClosedRange<Double>) -> Double {
        let short = Double(String(format: "%.6g", value)) ?? value
        return min(max(short, range.lowerBound), range.upperBound)
    }
}
