import Attestation
import Testing

/// How evidence finds who reads it.
struct EvidenceVerifiersTests {
    private let policy = AttestationPolicy(time: 1_795_000_000)
    private let nonce = [UInt8](repeating: 1, count: 32)

    /// Another vendor's: it takes a body that repeats the nonce.
    private struct EchoVerifier: EvidenceVerifier {
        static let kind = EvidenceKind(rawValue: "another-vendor")
        var kinds: Set<EvidenceKind> { [Self.kind] }

        func verify(
            _ evidence: Evidence, nonce: [UInt8]?, policy: AttestationPolicy
        ) throws(EvidenceRefusal) -> AttestedDevice {
            guard nonce == nil || evidence.body == nonce, let identity = DeviceIdentity(kind: Self.kind, key: [7])
            else {
                throw EvidenceRefusal(.otherNonce, "another nonce")
            }
            return AttestedDevice(
                kind: Self.kind, identity: identity, name: "echo", assurance: .platformKey, nonce: evidence.body)
        }
    }

    private func refusal(_ verifiers: EvidenceVerifiers, _ evidence: Evidence) -> EvidenceRefusal? {
        do throws(EvidenceRefusal) {
            _ = try verifiers.verify(evidence, nonce: nonce, policy: policy)
            return nil
        } catch {
            return error
        }
    }

    @Test func `evidence of a kind that nobody reads is named and refused`() throws {
        let unread = Evidence(kind: EchoVerifier.kind, body: nonce)
        let refused = try #require(refusal(.all, unread))
        #expect(refused.faults.map(\.code) == [.unknownKind])
        #expect(refused.description.contains("another-vendor"))
        let long = Evidence(kind: EvidenceKind(rawValue: String(repeating: "k", count: 10_000)), body: nonce)
        #expect(try #require(refusal(.all, long)).description.count < 200)
    }

    @Test func `another vendor's verifier joins by standing in the list`() throws {
        let verifiers = EvidenceVerifiers([SoftwareKeyVerifier(), EchoVerifier()])
        #expect(refusal(verifiers, Evidence(kind: EchoVerifier.kind, body: nonce)) == nil)
        #expect(refusal(verifiers, Evidence(kind: EchoVerifier.kind, body: [1]))?.has(.otherNonce) == true)
        let key = try #require(SoftwareDeviceKey())
        #expect(refusal(verifiers, try #require(try key.evidence(over: nonce).first)) == nil)
    }

    @Test func `a body beyond the limit is refused unread`() throws {
        let verifiers = EvidenceVerifiers([EchoVerifier()])
        let body = [UInt8](repeating: 1, count: Evidence.sizeLimit + 1)
        #expect(refusal(verifiers, Evidence(kind: EchoVerifier.kind, body: body))?.has(.malformed) == true)
    }

    @Test func `a refusal has a reason, and says all that it has`() throws {
        #expect(EvidenceRefusal([]) == nil)
        let refusal = try #require(
            EvidenceRefusal([EvidenceFault(.expired, "too old"), EvidenceFault(.revoked, "on the list")]))
        #expect(refusal.description == "too old; on the list")
        #expect(refusal.has(.expired) && refusal.has(.revoked) && !refusal.has(.badSignature))
    }
}
