package import Attestation
package import Foundation

/// A TPM 2.0 that vouches, through tpm2-tools. See docs/decisions/0019-tpm2-tools.md.
package struct TPMSource: EvidenceSource {
    /// What a PC's firmware measures: code and settings from the first instruction to the boot loader's start
    /// (TCG PC Client Platform Firmware Profile).
    package static let firmwareRegisters = Set(0...7)

    private let key: TPMAttestationKey
    private let ekCertificates: [[UInt8]]
    private let enrolment: [UInt8]
    private let registers: Set<Int>

    /// - Parameters:
    ///   - ekCertificates: DER, the endorsement key's own first, the root last.
    ///   - enrolment: nil before the key was enrolled; such evidence isn't accepted.
    ///   - registers: of the SHA-256 bank, 0 to 23, at least one.
    package init(
        key: TPMAttestationKey, ekCertificates: [[UInt8]], enrolment: TPMEnrolment?,
        registers: Set<Int> = firmwareRegisters
    ) throws {
        self.key = key
        self.ekCertificates = ekCertificates
        self.enrolment = try enrolment.map { try CanonicalDER.encode($0) } ?? []
        self.registers = registers
    }

    /// With the attestation key in this folder, made there if it isn't yet.
    package init(
        tcti: String?, folder: URL, ekCertificates: [[UInt8]], enrolment: TPMEnrolment?,
        registers: Set<Int> = firmwareRegisters
    ) throws {
        try self.init(
            key: try TPMAttestationKey(in: folder, tools: TPMTools(tcti: tcti)), ekCertificates: ekCertificates,
            enrolment: enrolment, registers: registers)
    }

    package var identity: DeviceIdentity { key.identity }

    /// A quote over the nonce, with all that its verifier needs.
    package func evidence(over nonce: [UInt8]) throws -> [Evidence] {
        let quoted = try key.quote(over: nonce, registers: registers)
        let parts = TPMEvidence(
            ekCertificates: ekCertificates, akPublic: key.publicArea, enrolment: enrolment, quote: quoted.quote,
            signature: quoted.signature, registers: quoted.registers)
        return [Evidence(kind: .tpm, body: try CanonicalDER.encode(parts))]
    }
}
