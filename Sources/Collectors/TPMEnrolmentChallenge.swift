package import Attestation
package import Crypto
import Foundation

/// A verifier's question that only the TPM with a certain endorsement key can answer, and only while it holds a certain
/// attestation key: a secret, encrypted to the one and bound to the other's name (`TPM2_MakeCredential`).
///
/// This needs tpm2-tools, but no TPM. The secret stays in this value: one challenge, one answer.
package struct TPMEnrolmentChallenge: Sendable {
    package let candidate: TPMCandidate
    /// What the candidate gets: a credential as tpm2-tools write it to a file.
    package let credential: [UInt8]
    private let akName: [UInt8]
    private let secret: SymmetricKey

    /// Checks the candidate's certificates and key, and makes up a secret for it.
    ///
    /// - Parameter policy: its roots, revocations and time.
    /// - Throws: `refused` for a candidate that no answer could enrol.
    package init(for candidate: TPMCandidate, policy: AttestationPolicy) throws(CollectorError) {
        let checked: (endorsementKey: TPMCandidate.EndorsementKey, akName: [UInt8])
        do {
            checked = try candidate.checked(policy: policy)
        } catch {
            throw CollectorError.refused(error)
        }
        self.candidate = candidate
        akName = checked.akName
        secret = SymmetricKey(size: .bits256)
        credential = try Self.credential(for: checked.endorsementKey, akName: checked.akName, secret: secret)
    }

    private static func credential(
        for endorsementKey: TPMCandidate.EndorsementKey, akName: [UInt8], secret: SymmetricKey
    ) throws(CollectorError) -> [UInt8] {
        // The certificate holds the bare key. Its other parameters, such as the cipher under it, are those of the TCG's
        // default template, which the tool takes when it is told the algorithm.
        let (algorithm, pem) =
            switch endorsementKey {
            case .rsa(let pem): ("rsa", pem)
            case .ecc(let pem): ("ecc", pem)
            }
        return try PrivateFolder.temporarily { folder throws(CollectorError) in
            let key = folder.appending(path: "ek.pem")
            let plain = folder.appending(path: "secret")
            let credential = folder.appending(path: "credential")
            try SmallFile.write(Array(pem.utf8), to: key)
            try SmallFile.write(secret.withUnsafeBytes { Array($0) }, to: plain)
            try TPMTools().run(
                "tpm2_makecredential", "-Q", "-T", "none", "-G", algorithm, "-u", key.path, "-s", plain.path,
                "-n", Hex.string(akName), "-o", credential.path)
            return try SmallFile.read(credential, limit: 4096)
        }
    }

    /// The signed word that the key lives in the TPM, once that was shown.
    ///
    /// - Parameters:
    ///   - answer: the secret, as the candidate got it out of its TPM.
    ///   - authority: the verifier's own key.
    ///   - time: now, in seconds since 1970.
    /// - Throws: `wrongAnswer`; any error when the system's randomness fails.
    package func enrolment(
        for answer: [UInt8], by authority: Curve25519.Signing.PrivateKey, time: UInt64
    ) throws -> TPMEnrolment {
        // MACs under a key nobody knows are compared, in constant time, so that time tells nothing about the secret.
        let blind = SymmetricKey(size: .bits256)
        let expected = HMAC<SHA256>.authenticationCode(for: secret.withUnsafeBytes { Array($0) }, using: blind)
        guard HMAC<SHA256>.isValidAuthenticationCode(expected, authenticating: answer, using: blind),
            let certificate = candidate.ekCertificates.first
        else { throw CollectorError.wrongAnswer }
        return try TPMEnrolment(ekCertificate: certificate, akName: akName, time: time, by: authority)
    }
}
