/// Something that can vouch for 32 bytes: a key, a TPM, a GPU, or several of them together.
package protocol EvidenceSource: Sendable {
    /// What stands on the roster.
    var identity: DeviceIdentity { get }

    /// Fresh evidence over these 32 bytes. The first is by `identity`; others stand beside it.
    ///
    /// May block its thread for as long as the hardware takes.
    func evidence(over nonce: [UInt8]) throws -> [Evidence]
}
