import Crypto
import CryptoExtras
import SwiftASN1
import X509

/// An attestation key that asks to be enrolled, with the certificates of the TPM that it claims to live in. Neither
/// shows anything about the other yet.
package struct TPMCandidate: Sendable, Equatable {
    /// The kind of endorsement key, which decides how a secret is encrypted to it.
    package enum EndorsementKey: Sendable, Equatable {
        /// RSA, 2,048 bits.
        case rsa(pem: String)
        /// NIST P-256.
        case ecc(pem: String)
    }

    /// DER, the endorsement key's own first, the root last.
    package let ekCertificates: [[UInt8]]
    /// The attestation key's `TPMT_PUBLIC`.
    package let akPublic: [UInt8]

    package init(ekCertificates: [[UInt8]], akPublic: [UInt8]) {
        self.ekCertificates = ekCertificates
        self.akPublic = akPublic
    }

    /// Checks all that can be known before the challenge: the chain, and that the key only attests.
    ///
    /// - Returns: the endorsement key to encrypt the challenge to, and the attestation key's name.
    /// - Throws: every reason against it; `unsupported` also for endorsement keys of other sizes and curves, whose
    ///   public area can't be known from the certificate alone.
    package func checked(
        policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> (endorsementKey: EndorsementKey, akName: [UInt8]) {
        let chain = try EndorsementChain(ekCertificates)
        let key = try TPMPublicArea(akPublic)
        if let refusal = EvidenceRefusal(chain.faults(policy: policy) + key.faults) { throw refusal }
        return (try chain.endorsementKey(), key.name)
    }
}

extension EndorsementChain {
    fileprivate func endorsementKey() throws(EvidenceRefusal) -> TPMCandidate.EndorsementKey {
        guard let key = leaf?.certificate.publicKey, let pem = try? key.serializeAsPEM().pemString else {
            throw EvidenceRefusal(.malformed, "the endorsement key can't be written as PEM")
        }
        if let rsa = _RSA.Signing.PublicKey(key), rsa.keySizeInBits == 2048 { return .rsa(pem: pem) }
        if P256.Signing.PublicKey(key) != nil { return .ecc(pem: pem) }
        throw EvidenceRefusal(.unsupported, "the endorsement key is neither RSA with 2,048 bits nor on NIST P-256")
    }
}
