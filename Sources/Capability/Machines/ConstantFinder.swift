import Catalog
import Foundation

/// Looks up the constants of one machine, and remembers what was found and how far it may be off.
struct ConstantFinder {
    private let hardware: Hardware
    private let software: String
    private(set) var kindSigma: [OperatorKind: Double] = [:]
    private(set) var stepSigma = Self.unfitted
    private(set) var firstSigma = Self.unfittedFirst
    private(set) var seen: Set<String> = []
    private(set) var inherited: [String] = []

    /// Of a whole step where no serving point was ever held against it, as a standard deviation of the logarithm.
    static let unfitted = 0.2
    /// Of times to first token.
    static let unfittedFirst = 0.4

    init(_ hardware: Hardware, software: String) {
        self.hardware = hardware
        self.software = software
    }

    /// The values of a form's constants; its start values, with a wide doubt, where nobody has measured anything.
    mutating func values(
        _ kind: String, _ variants: [String], of constants: [FittedConstant], for operators: OperatorKind
    ) -> [Double] {
        guard let found = hardware.constants(kind, variants, software: software) else {
            note(kind, variants, "a guess")
            raise(operators, to: Self.guess)
            return constants.map(\.start)
        }
        if found.isInherited { note(kind, variants, "those of \(found.group.variant)") }
        raise(operators, to: found.sigma)
        return found.group.values(constants)
    }

    /// The same of a form that a fabric may not have at all.
    mutating func optionalValues(
        _ kind: String, variant: String, of constants: [FittedConstant]
    ) -> [Double]? {
        guard let found = hardware.constants(kind, [variant], software: software) else { return nil }
        raise(.exchange, to: found.sigma)
        return found.group.values(constants)
    }

    /// Of constants that are started from and never fitted.
    private static let guess = 0.5

    /// Constants of the software's own kernel, or of any other of the family; nil when there is none.
    func ownValues(_ kind: String, _ variant: String, of constants: [FittedConstant]) -> [Double]? {
        hardware.constants(kind, [variant], software: software)?.group.values(constants)
    }

    /// A group by itself, such as a step's.
    mutating func stepGroup() -> ConstantGroup? {
        guard let found = hardware.constants("step", ["any"], software: software) else { return nil }
        if found.group.software != software || found.isInherited { note("step", [software], found.group.software) }
        let scatter = max(found.sigma, Self.least)
        // Few measurements are matched by constants too easily.
        let few = Self.perMeasurement * Self.perMeasurement / Double(max(1, found.group.errors.rows))
        stepSigma = (scatter * scatter + few).squareRoot()
        firstSigma = found.group.constants["firstSigma"] ?? Self.unfittedFirst
        seen = found.isInherited ? [] : Set(found.group.seen)
        return found.group
    }

    /// Repeated runs of one build differ by so much, as a standard deviation (facts: median CV 0.75 %, p90 9.8 %).
    private static let least = 0.03
    /// What one measurement alone would leave open, as a standard deviation.
    private static let perMeasurement = 0.3

    private mutating func raise(_ kind: OperatorKind, to sigma: Double) {
        kindSigma[kind] = max(kindSigma[kind] ?? 0, sigma)
    }

    private mutating func note(_ kind: String, _ variants: [String], _ instead: String) {
        inherited.append("\(kind) \(variants.first ?? ""): \(instead)")
    }
}

extension StepConstants {
    init(_ finder: inout ConstantFinder) {
        self.init()
        guard let group = finder.stepGroup() else { return }
        for (name, value) in group.constants { self[name] = value }
    }

    /// Names in `Catalog/calibration/`.
    subscript(name: String) -> Double? {
        get {
            switch name {
            case "host": host
            case "launch": launch
            case "issue": issue
            case "contention": contention
            case "exchangeContention": exchangeContention
            case "overlap": overlap
            case "request": request
            case "pollSteps": pollSteps
            case "busyPolling": busyPolling
            case "balanceSteps": balanceSteps
            case "promptDelay": promptDelay
            case "handOver": handOver
            case "smallKernels": smallKernels
            case "expertSkew": expertSkew
            case "mixesPrompts": mixesPrompts ? 1 : 0
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch name {
            case "host": host = newValue
            case "launch": launch = newValue
            case "issue": issue = newValue
            case "contention": contention = newValue
            case "exchangeContention": exchangeContention = newValue
            case "overlap": overlap = newValue
            case "request": request = newValue
            case "pollSteps": pollSteps = newValue
            case "busyPolling": busyPolling = newValue
            case "balanceSteps": balanceSteps = newValue
            case "promptDelay": promptDelay = newValue
            case "handOver": handOver = newValue
            case "smallKernels": smallKernels = newValue
            case "expertSkew": expertSkew = newValue
            case "mixesPrompts": mixesPrompts = newValue > 0
            default: break
            }
        }
    }
}
