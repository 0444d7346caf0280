import Attestation
import Collectors
import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

extension SoftwareTPMTests {
    struct TPMEnrolmentChallengeTests {
        private let makers: [SoftwareTPMMaker]

        init() { makers = WithSoftwareTPMs.makers }

        /// A running TPM and a key in it that isn't enrolled yet.
        private struct Agent {
            let tpm: SoftwareTPM
            let key: TPMAttestationKey
            let candidate: TPMCandidate

            init(of maker: SoftwareTPMMaker) throws {
                tpm = try SoftwareTPM(of: maker)
                key = try TPMAttestationKey(in: tpm.keys, tools: tpm.tools)
                let chain = [try key.endorsementCertificate()] + maker.authorities
                candidate = TPMCandidate(ekCertificates: chain, akPublic: key.publicArea)
            }
        }

        @Test func `only the secret itself is an answer`() throws {
            let agent = try Agent(of: makers[0])
            let challenge = try TPMEnrolmentChallenge(
                for: agent.candidate, policy: EnrolledTPM.policy(trusting: makers))
            let answer = try agent.key.answer(to: challenge.credential)
            #expect(answer.count == 32)
            let enrolment = try challenge.enrolment(for: answer, by: EnrolledTPM.authority, time: EnrolledTPM.time)
            #expect(enrolment.akName == agent.key.identity.key)
            for wrong in [[], Array(answer.dropLast()), answer + [0], answer.map { $0 ^ 1 }] {
                #expect(throws: CollectorError.wrongAnswer) {
                    try challenge.enrolment(for: wrong, by: EnrolledTPM.authority, time: EnrolledTPM.time)
                }
            }
        }

        @Test func `another challenge's answer enrols nobody`() throws {
            let agent = try Agent(of: makers[0])
            let policy = EnrolledTPM.policy(trusting: makers)
            let challenges = try (0..<2).map { _ in try TPMEnrolmentChallenge(for: agent.candidate, policy: policy) }
            #expect(challenges[0].credential != challenges[1].credential)
            let answer = try agent.key.answer(to: challenges[0].credential)
            #expect(throws: CollectorError.wrongAnswer) {
                try challenges[1].enrolment(for: answer, by: EnrolledTPM.authority, time: EnrolledTPM.time)
            }
        }

        @Test func `a key with another TPM's certificate can't answer`() throws {
            let agent = try Agent(of: makers[0])
            let other = try Agent(of: makers[1])
            let mixed = TPMCandidate(
                ekCertificates: other.candidate.ekCertificates, akPublic: agent.candidate.akPublic)
            let challenge = try TPMEnrolmentChallenge(for: mixed, policy: EnrolledTPM.policy(trusting: makers))
            let error = #expect(throws: CollectorError.self) { try agent.key.answer(to: challenge.credential) }
            #expect(error?.description.contains("‘tpm2_activatecredential’ ended with") == true)
        }

        @Test func `a credential for another key of the same TPM isn't answered`() throws {
            let agent = try Agent(of: makers[0])
            let second = try TPMAttestationKey(
                in: agent.tpm.keys.appending(path: "second"), tools: agent.tpm.tools)
            let challenge = try TPMEnrolmentChallenge(
                for: agent.candidate, policy: EnrolledTPM.policy(trusting: makers))
            let error = #expect(throws: CollectorError.self) { try second.answer(to: challenge.credential) }
            #expect(error?.description.contains("‘tpm2_activatecredential’ ended with") == true)
        }

        @Test func `a candidate of an unknown maker isn't challenged`() throws {
            let agent = try Agent(of: makers[0])
            let error = #expect(throws: CollectorError.self) {
                try TPMEnrolmentChallenge(for: agent.candidate, policy: EnrolledTPM.policy(trusting: [makers[1]]))
            }
            guard case .refused(let refusal)? = error else {
                Issue.record("expected a refusal, not \(String(describing: error))")
                return
            }
            #expect(refusal.has(.untrustedRoot))
        }

        /// swtpm certifies no endorsement key on P-256, so this test does.
        @Test func `an endorsement key on P-256 is challenged by its certificate alone`() throws {
            let tpm = try SoftwareTPM(of: makers[0])
            let pem = tpm.folder.appending(path: "ek.pem")
            var create = ChildProcess(
                "tpm2_createek",
                ["-Q", "-G", "ecc", "-c", tpm.folder.appending(path: "ek.ctx").path, "-u", pem.path, "-f", "pem"],
                remedyIfAbsent: "install tpm2-tools")
            create.environment["TPM2TOOLS_TCTI"] = tpm.tools.tcti
            _ = try create.run()
            let certificate = try Self.certificate(
                for: P256.Signing.PublicKey(pemRepresentation: String(contentsOf: pem, encoding: .utf8)))
            let key = try TPMAttestationKey(in: tpm.keys, tools: tpm.tools, endorsement: .ecc)
            var policy = EnrolledTPM.policy(trusting: makers)
            policy.roots = [Array(SHA256.hash(data: certificate))]
            let challenge = try TPMEnrolmentChallenge(
                for: TPMCandidate(ekCertificates: [certificate], akPublic: key.publicArea), policy: policy)
            let enrolment = try challenge.enrolment(
                for: try key.answer(to: challenge.credential), by: EnrolledTPM.authority, time: EnrolledTPM.time)
            let source = try TPMSource(key: key, ekCertificates: [certificate], enrolment: enrolment)
            let nonce = [UInt8](repeating: 7, count: 32)
            let evidence = try #require(try source.evidence(over: nonce).first)
            #expect(try TPMVerifier().verify(evidence, nonce: nonce, policy: policy).identity == key.identity)
            withExtendedLifetime(tpm) {}
        }

        private static func certificate(for key: P256.Signing.PublicKey) throws -> [UInt8] {
            let maker = P256.Signing.PrivateKey()
            let name = try DistinguishedName { CommonName("Maker") }
            let certificate = try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key),
                notValidBefore: Date() - 3600, notValidAfter: Date() + 7200, issuer: name, subject: DistinguishedName(),
                signatureAlgorithm: .ecdsaWithSHA256,
                extensions: Certificate.Extensions {
                    Critical(KeyUsage(keyAgreement: true))
                    try ExtendedKeyUsage([ExtendedKeyUsage.Usage(oid: [2, 23, 133, 8, 1])])
                }, issuerPrivateKey: .init(maker))
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            return serializer.serializedBytes
        }
    }
}
