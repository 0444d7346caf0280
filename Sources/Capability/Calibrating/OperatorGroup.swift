/// The forms whose constants are fitted to measured times of single operators; `Catalog/calibration/` files them under
/// these names.
package enum FittedKind: String, CaseIterable, Sendable, Comparable {
    case product, batchedProduct, elementwise, experts
    case prefillAttention, decodeAttention, latentPrefill, latentDecode
    case allGather, reduceScatter, allToAll, allReduceRing, allReduceDirect
    /// By a ring or in the switches, whichever is quicker: both sets of constants are fitted together.
    case allReduceInSwitch
    case dispatch, combine

    package static func < (left: FittedKind, right: FittedKind) -> Bool { left.rawValue < right.rawValue }

    /// The kinds under which the catalogue keeps its constants.
    var kept: [(kind: String, constants: [FittedConstant])] {
        self == .allReduceInSwitch
            ? [
                (FittedKind.allReduceRing.rawValue, RingConstants.constants),
                (rawValue, SwitchReduceConstants.constants),
            ] : [(rawValue, form.constants)]
    }

    /// Variants whose constants may stand in for one of this kind, itself first.
    func ladder(_ variant: String) -> [String] {
        let base = variant.prefix { $0 != "." && $0 != "-" }
        let others: [String] =
            switch self {
            case .product, .batchedProduct: ProductVariant(rawValue: variant)?.ladder ?? []
            case .elementwise, .allGather, .reduceScatter, .allToAll, .allReduceRing, .allReduceDirect,
                .allReduceInSwitch, .dispatch, .combine:
                []
            case .prefillAttention, .decodeAttention, .latentPrefill, .latentDecode:
                [String(base)] + (base == "bf16" ? ["fp8"] : ["bf16"])
            case .experts: [String(base)] + ExpertVariant.standIns(for: String(base))
            }
        return others.reduce(into: [variant]) { if !$0.contains($1) { $0.append($1) } }
    }
}

/// What one set of fitted constants is filed by.
package struct OperatorGroup: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Of the accelerators, such as `hopper`.
    package let family: String
    package let kind: FittedKind
    /// What of that kind, such as a number format.
    package let variant: String
    /// Such as `sglang`; `any` where it makes no difference.
    package let software: String

    package init(family: String, kind: FittedKind, variant: String, software: String) {
        self.family = family
        self.kind = kind
        self.variant = variant
        self.software = software
    }

    package var description: String { "\(family) \(kind.rawValue) \(variant) \(software)" }

    package static func < (left: OperatorGroup, right: OperatorGroup) -> Bool {
        (left.family, left.kind, left.variant, left.software)
            < (right.family, right.kind, right.variant, right.software)
    }
}
