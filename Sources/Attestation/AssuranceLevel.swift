/// How closely the key that answered is tied to the accelerator. Shown on every verdict.
package enum AssuranceLevel: String, Sendable, Codable {
    /// A key in software: speaks for a holder of the key.
    case softwareKey = "L0"
    /// A key in a TPM or CPU enclave, with accelerator evidence gathered beside it.
    case platformKey = "L1"
    /// A key in the accelerator itself.
    case acceleratorKey = "L2"

    /// What a proof at this level speaks of.
    package var subject: String {
        switch self {
        case .softwareKey: "a holder of the device's software key"
        case .platformKey: "the platform that holds the accelerator"
        case .acceleratorKey: "the accelerator"
        }
    }
}
