/// What a TPM enforces for a key (`TPMA_OBJECT`).
struct TPMKeyAttributes: OptionSet {
    let rawValue: UInt32

    /// It can't leave its TPM.
    static let fixedTPM = TPMKeyAttributes(rawValue: 1 << 1)
    /// It can't be moved to another parent.
    static let fixedParent = TPMKeyAttributes(rawValue: 1 << 4)
    /// The TPM made its secret part; nobody brought it along.
    static let sensitiveDataOrigin = TPMKeyAttributes(rawValue: 1 << 5)
    /// It signs only what the TPM itself has put together or hashed. An outsider's bytes that begin as a quote does
    /// (`TPM_GENERATED`) aren't hashed for such a key, so its signature over a quote is the TPM's word.
    static let restricted = TPMKeyAttributes(rawValue: 1 << 16)
    static let decrypt = TPMKeyAttributes(rawValue: 1 << 17)
    static let sign = TPMKeyAttributes(rawValue: 1 << 18)

    private static let required: [(attribute: TPMKeyAttributes, absence: String)] = [
        (.fixedTPM, "it may leave its TPM (no fixedTPM)"),
        (.fixedParent, "it may be moved (no fixedParent)"),
        (.sensitiveDataOrigin, "its secret may come from outside (no sensitiveDataOrigin)"),
        (.restricted, "it would sign a forged quote (not restricted)"),
        (.sign, "it doesn't sign (no sign)"),
    ]

    /// Every reason for which a key with these attributes can't attest.
    var faults: [EvidenceFault] {
        var reasons = Self.required.filter { !contains($0.attribute) }.map(\.absence)
        if contains(.decrypt) { reasons.append("it also decrypts (decrypt)") }
        return reasons.map { EvidenceFault(.unsupported, "the attestation key can't attest: \($0)") }
    }
}
