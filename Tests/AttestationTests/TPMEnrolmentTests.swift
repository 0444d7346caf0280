import Attestation
import Crypto
import Foundation
import Testing

struct TPMEnrolmentTests {
    private let tpm: TestTPM

    init() throws { tpm = try TestTPM() }

    @Test func `a key that was never enrolled is refused`() throws {
        let refusal = try tpm.parts().with(enrolment: []).refusal(policy: tpm.policy)
        #expect(refusal?.codes == [.notEnrolled])
        #expect(refusal?.description.contains("never enrolled") == true)
    }

    @Test func `a key that was enrolled with another TPM is refused`() throws {
        var other = tpm
        other.maker = try TestTPMMaker()
        var policy = tpm.policy
        policy.roots.formUnion(other.maker.roots)
        let swapped = try tpm.parts().with(ekCertificates: other.maker.certificates)
        let refusal = try #require(try swapped.refusal(policy: policy))
        #expect(refusal.codes == [.notEnrolled])
        #expect(refusal.description.contains("another EK chain"))
    }

    @Test func `an enrolment of another key is refused`() throws {
        var other = tpm
        other.key = .ecdsa(P256.Signing.PrivateKey())
        let refusal = try tpm.parts().with(enrolment: try other.enrolment()).refusal(policy: tpm.policy)
        #expect(refusal?.codes == [.notEnrolled])
        #expect(refusal?.description.contains("another attestation key") == true)
    }

    @Test func `an enrolment by a stranger is refused, and shown where no authority is named`() throws {
        var stranger = tpm
        stranger.authority = Curve25519.Signing.PrivateKey()
        let parts = try stranger.parts()
        #expect(try parts.refusal(policy: tpm.policy)?.codes == [.notEnrolled])
        var policy = tpm.policy
        policy.enrolmentAuthorities = []
        #expect(try tpm.parts().refusal(policy: policy)?.codes == [.notEnrolled])
        policy.enrolmentAuthorities = nil
        let shown = try parts.verify(policy: policy).details["enrolment authority"]
        #expect(shown == Hex.string(stranger.authority.publicKey.rawRepresentation))
    }

    @Test func `an enrolment that its authority didn't sign is refused whoever is trusted`() throws {
        // The time is the integer before the authority; a second later was never signed.
        let later = try CanonicalDER.decode(TPMEnrolment.self, from: try tpm.enrolment(), limit: 256).time + 1
        var bytes = try tpm.enrolment()
        let earlierBytes = TPMBytes.number(UInt32(truncatingIfNeeded: later - 1))
        let position = try #require(bytes.indices.first { bytes[$0...].starts(with: earlierBytes) })
        bytes.replaceSubrange(position..<position + 4, with: TPMBytes.number(UInt32(truncatingIfNeeded: later)))
        var policy = tpm.policy
        policy.enrolmentAuthorities = nil
        #expect(try tpm.parts().with(enrolment: bytes).refusal(policy: policy)?.codes == [.notEnrolled])
    }

    @Test func `an enrolment from after the time asked about shows nothing for that time`() throws {
        let later = try tpm.enrolment(time: TestTPM.time + 1)
        #expect(try tpm.parts().with(enrolment: later).refusal(policy: tpm.policy)?.codes == [.notEnrolled])
    }

    @Test func `an enrolment survives its encoding, and nothing else is read as one`() throws {
        let bytes = try tpm.enrolment()
        let enrolment = try CanonicalDER.decode(TPMEnrolment.self, from: bytes, limit: TPMEnrolment.sizeLimit)
        #expect(enrolment.akName == tpm.akName)
        #expect(enrolment.time == TestTPM.time - 60)
        let refusal = try tpm.parts().with(enrolment: bytes + [0]).refusal(policy: tpm.policy)
        #expect(refusal?.codes == [.malformed])
    }

    @Test func `a candidate is checked before it is challenged`() throws {
        let candidate = TPMCandidate(ekCertificates: tpm.maker.certificates, akPublic: tpm.key.publicArea())
        let checked = try candidate.checked(policy: tpm.policy)
        #expect(checked.akName == tpm.akName)
        guard case .ecc(let pem) = checked.endorsementKey else {
            Issue.record("the endorsement key is on P-256")
            return
        }
        #expect(pem.hasPrefix("-----BEGIN PUBLIC KEY-----"))
        var policy = tpm.policy
        policy.roots = []
        let free = TPMCandidate(
            ekCertificates: tpm.maker.certificates,
            akPublic: tpm.key.publicArea(attributes: TestAttestationKey.attributes ^ 1 << 16))
        let refusal = #expect(throws: EvidenceRefusal.self) { try free.checked(policy: policy) }
        #expect(Set(refusal?.codes ?? []) == [.unsupported, .untrustedRoot])
    }
}
