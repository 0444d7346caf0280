import Crypto
import X509

/// Judges the signed measurement reports of NVIDIA GPUs and NVSwitches, offline.
///
/// Assurance is that of a software key. The report is the chip's own word that it saw these 32 bytes, but the key that
/// answers a landmark's challenges isn't in the report and isn't in the chip: whoever holds that key elsewhere can have
/// the report relayed from the chip's real place.
package struct NVIDIAVerifier: EvidenceVerifier {
    package init() {}

    package var kinds: Set<EvidenceKind> { [.nvidiaGPU, .nvidiaSwitch] }

    package func verify(
        _ evidence: Evidence, nonce: [UInt8]?, policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> AttestedDevice {
        let body: SPDMEvidence
        do {
            body = try CanonicalDER.decode(from: evidence.body, limit: Evidence.sizeLimit)
        } catch {
            throw EvidenceRefusal(.malformed, "the report with its certificates is \(error)")
        }
        let (report, chain) = try Self.parts(of: body)
        var faults = chain.faults(under: policy)
        if let nonce, report.request.nonce != nonce {
            faults.append(EvidenceFault(.otherNonce, "the device vouched for another session, or for an older one"))
        }
        let statement = NVIDIAStatement(report: report, chain: chain, kind: evidence.kind)
        faults += statement.faults(references: policy.references)
        if let refusal = EvidenceRefusal(faults) { throw refusal }
        return try statement.device(
            measurements: statement.comparison(with: policy.references).comparison,
            revocation: chain.revocation(under: policy))
    }

    /// Both halves, or what is wrong with both.
    private static func parts(
        of body: SPDMEvidence
    ) throws(EvidenceRefusal) -> (SPDMReport, DeviceCertificateChain) {
        var faults: [EvidenceFault] = []
        let report: SPDMReport?
        do {
            report = try SPDMReport(body.report)
        } catch {
            report = nil
            faults.append(EvidenceFault(error.isUnsupported ? .unsupported : .malformed, "the report: \(error)"))
        }
        let chain: DeviceCertificateChain?
        do {
            chain = try DeviceCertificateChain(body.certificates)
        } catch {
            chain = nil
            faults += error.faults
        }
        guard let report, let chain else {
            throw EvidenceRefusal(faults) ?? EvidenceRefusal(.malformed, "the report can't be read")
        }
        return (report, chain)
    }
}
