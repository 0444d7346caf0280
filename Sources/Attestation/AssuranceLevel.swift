/// How closely the key that answered is tied to the accelerator. Shown on every verdict.
package enum AssuranceLevel: String, Sendable, Codable, Comparable {
    /// A key in software: speaks for a holder of the key.
    case softwareKey = "L0"
    /// A key in a TPM or CPU enclave, with accelerator evidence gathered beside it.
    case platformKey = "L1"
    /// A key in the accelerator itself.
    case acceleratorKey = "L2"

    /// What a proof at this level speaks of, where evidence of this kind vouched.
    package func subject(kind: EvidenceKind) -> String {
        switch self {
        case .softwareKey where kind == .softwareKey: "a holder of the device's software key"
        case .softwareKey: "a holder of a session key that the device vouched for, in software that isn't known"
        case .platformKey: "the platform whose TPM vouched for its key and its software"
        case .acceleratorKey: "the accelerator"
        }
    }

    package static func < (a: AssuranceLevel, b: AssuranceLevel) -> Bool { a.rawValue < b.rawValue }
}
