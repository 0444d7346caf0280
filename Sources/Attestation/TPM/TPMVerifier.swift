/// Judges what a TPM 2.0 quoted: that a TPM of a trusted maker vouched for the nonce, and with which registers.
///
/// Checked are the chain of the endorsement key's certificate, the attestation key's attributes, its enrolment, and the
/// quote: by that key, over the nonce and over just the registers given.
package struct TPMVerifier: EvidenceVerifier {
    package init() {}

    package var kinds: Set<EvidenceKind> { [.tpm] }

    package func verify(
        _ evidence: Evidence, nonce: [UInt8]?, policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> AttestedDevice {
        let parts: TPMEvidence
        do {
            parts = try CanonicalDER.decode(from: evidence.body, limit: Evidence.sizeLimit)
        } catch {
            throw EvidenceRefusal(.malformed, "the TPM's evidence is \(error)")
        }
        let judgement = TPMJudgement(parts: parts, nonce: nonce, policy: policy)
        if let refusal = EvidenceRefusal(judgement.faults) { throw refusal }
        guard let device = judgement.device else {
            throw EvidenceRefusal(.malformed, "the TPM's evidence lacks a part")
        }
        return device
    }
}
