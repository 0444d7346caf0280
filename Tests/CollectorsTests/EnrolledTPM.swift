import Attestation
import Collectors
import Crypto
import Foundation
import Testing

/// A software TPM whose attestation key a verifier has enrolled.
struct EnrolledTPM {
    static let authority = Curve25519.Signing.PrivateKey()
    /// One time for all, after the certificates were made.
    static let time = UInt64(Date().timeIntervalSince1970) + 3600

    let tpm: SoftwareTPM
    let key: TPMAttestationKey
    let ekCertificates: [[UInt8]]
    let policy: AttestationPolicy
    let enrolment: TPMEnrolment
    let source: TPMSource

    init(maker: SoftwareTPMMaker, scheme: TPMAttestationKey.Scheme = .ecdsa) throws {
        tpm = try SoftwareTPM(of: maker)
        key = try TPMAttestationKey(in: tpm.keys, tools: tpm.tools, scheme: scheme)
        ekCertificates = [try key.endorsementCertificate()] + maker.authorities
        policy = Self.policy(trusting: [maker])
        let challenge = try TPMEnrolmentChallenge(
            for: TPMCandidate(ekCertificates: ekCertificates, akPublic: key.publicArea), policy: policy)
        enrolment = try challenge.enrolment(
            for: try key.answer(to: challenge.credential), by: Self.authority, time: Self.time)
        source = try TPMSource(key: key, ekCertificates: ekCertificates, enrolment: enrolment)
    }

    static func policy(trusting makers: [SoftwareTPMMaker]) -> AttestationPolicy {
        AttestationPolicy(
            time: time, roots: Set(makers.map(\.root)),
            enrolmentAuthorities: [Array(authority.publicKey.rawRepresentation)])
    }

    /// Evidence over these bytes, taken apart.
    func parts(over nonce: [UInt8]) throws -> TPMEvidence {
        let evidence = try #require(try source.evidence(over: nonce).first)
        return try CanonicalDER.decode(TPMEvidence.self, from: evidence.body, limit: Evidence.sizeLimit)
    }

    func verify(_ parts: TPMEvidence, nonce: [UInt8], policy: AttestationPolicy? = nil) throws -> AttestedDevice {
        try TPMVerifier().verify(
            Evidence(kind: .tpm, body: try CanonicalDER.encode(parts)), nonce: nonce, policy: policy ?? self.policy)
    }

    /// Codes of all faults; empty when it is accepted.
    func faults(
        of parts: TPMEvidence, nonce: [UInt8], policy: AttestationPolicy? = nil
    ) throws -> [EvidenceFault.Code] {
        do {
            _ = try verify(parts, nonce: nonce, policy: policy)
            return []
        } catch let refusal as EvidenceRefusal {
            return refusal.faults.map(\.code)
        }
    }
}

extension TPMEvidence {
    /// The same with some parts replaced.
    func with(
        ekCertificates: [[UInt8]]? = nil, quote: [UInt8]? = nil, signature: [UInt8]? = nil,
        registers: [Register]? = nil
    ) -> TPMEvidence {
        TPMEvidence(
            ekCertificates: ekCertificates ?? self.ekCertificates, akPublic: akPublic, enrolment: enrolment,
            quote: quote ?? self.quote, signature: signature ?? self.signature, registers: registers ?? self.registers)
    }
}
