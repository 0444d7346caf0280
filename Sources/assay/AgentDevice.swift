import Agent
import ArgumentParser
import Attestation
import Collectors
import Documents
import Foundation
import Proof
import Ranging

/// What vouches for an agent's device: a key file, or a TPM.
struct AgentDevice: ParsableArguments {
    @Option(help: "The device's key file; made when it isn't there.") var key: String?
    @Option(
        help: "A folder for the state of a TPM 2.0 that is to vouch instead of a key file; made when it isn't there.")
    var tpm: String?
    @Option(help: "How to reach the TPM, as tpm2-tools take it, such as device:/dev/tpmrm0.") var tcti: String?
    @Option(help: "The certificates above the TPM's own, up to its maker's root (PEM).") var ekChain: String?
    @Option(help: "Registers that the TPM quotes, such as 0,1,2,3,4,5,6,7.") var registers = "0,1,2,3,4,5,6,7"

    func validate() throws {
        guard (key == nil) != (tpm == nil) else {
            throw ValidationError("give the device either as --key FILE or as --tpm FOLDER")
        }
        _ = try numbers()
    }

    private func numbers() throws -> Set<Int> {
        let numbers = registers.split(separator: ",").map { Int($0) }
        guard !numbers.isEmpty, numbers.allSatisfy({ (0...23).contains($0 ?? -1) }) else {
            throw ValidationError("--registers takes numbers from 0 to 23, with commas between them")
        }
        return Set(numbers.compactMap(\.self))
    }

    func source() throws -> any EvidenceSource {
        if let key {
            guard let device = SoftwareDeviceKey(key: try KeyFile.load(key, owner: "device")) else {
                throw KeyFileError(file: key, owner: "device", reason: "holds no key")
            }
            return device
        }
        let known = FileManager.default.contents(atPath: enrolmentFile)
        let enrolment: TPMEnrolment? = try known.map { try CanonicalDER.decode(from: Array($0), limit: 4_096) }
        return try TPMSource(
            key: try attestationKey(), ekCertificates: try certificates(of: try attestationKey()),
            enrolment: enrolment, registers: try numbers())
    }

    private var folder: URL { URL(filePath: tpm ?? "") }
    private var enrolmentFile: String { folder.appending(path: "enrolment.der").path }

    private func attestationKey() throws -> TPMAttestationKey {
        try TPMAttestationKey(in: folder, tools: TPMTools(tcti: tcti))
    }

    /// The TPM's own, which it stores itself, and those above it.
    private func certificates(of key: TPMAttestationKey) throws -> [[UInt8]] {
        let own = try key.endorsementCertificate()
        return [own] + (try ekChain.map { try TrustFiles.certificates($0) } ?? []).filter { $0 != own }
    }

    /// Has the TPM show that it holds its key, and keeps the verifier's word for it.
    func enrol(at client: ServiceClient, consignment: String, name: String) async throws {
        guard tpm != nil else {
            throw ValidationError(
                "--enrol is for a TPM; a key's identity goes to the operator as --show-identity gives it")
        }
        guard let token = ProcessInfo.processInfo.environment["ASSAY_OPERATOR_TOKEN"] else {
            throw ValidationError("--enrol needs the operator's token in ASSAY_OPERATOR_TOKEN")
        }
        let key = try attestationKey()
        let request = TPMEnrolmentRequest(
            name: name, ekCertificates: try certificates(of: key).map { Data($0) }, akPublic: Data(key.publicArea))
        let result = try await client.enrol(request, consignment: consignment, token: token) {
            try key.answer(to: Array($0))
        }
        try Output.save(result.enrolment, to: enrolmentFile)
        Output.say("enrolled \(result.id) on \(consignment)")
    }
}
