import Attestation
import Collectors
import Foundation
import Testing

extension SoftwareTPMTests {
    struct TPMSourceTests {
        private let nonce = [UInt8](repeating: 0x5a, count: 32)
        private let makers: [SoftwareTPMMaker]

        init() { makers = WithSoftwareTPMs.makers }

        @Test(arguments: TPMAttestationKey.Scheme.allCases)
        func `a quote by a real TPM is accepted`(scheme: TPMAttestationKey.Scheme) throws {
            let enrolled = try EnrolledTPM(maker: makers[0], scheme: scheme)
            let parts = try enrolled.parts(over: nonce)
            let device = try enrolled.verify(parts, nonce: nonce)
            #expect(device.identity == enrolled.source.identity)
            #expect(device.nonce == nonce)
            #expect(device.assurance == .softwareKey)
            #expect(device.model == "swtpm")
            #expect(device.details["registers"] == "0, 1, 2, 3, 4, 5, 6, 7")
            // A TPM that nothing measured into has zeros in all of them.
            #expect(parts.registers.allSatisfy { $0.value == [UInt8](repeating: 0, count: 32) })
        }

        @Test func `known registers lift the assurance, and measuring anything else ends that`() throws {
            let enrolled = try EnrolledTPM(maker: makers[0])
            var policy = enrolled.policy
            let zeros = (0..<8).map { ($0, [UInt8](repeating: 0, count: 32)) }
            policy.platforms = [PlatformReference(name: "empty", registers: Dictionary(uniqueKeysWithValues: zeros))]
            let before = try enrolled.parts(over: nonce)
            #expect(try enrolled.verify(before, nonce: nonce, policy: policy).assurance == .platformKey)
            var extend = ChildProcess(
                "tpm2_pcrextend", ["4:sha256=" + String(repeating: "ab", count: 32)],
                remedyIfAbsent: "install tpm2-tools")
            extend.environment["TPM2TOOLS_TCTI"] = enrolled.tpm.tools.tcti
            _ = try extend.run()
            let after = try enrolled.parts(over: nonce)
            #expect(try enrolled.faults(of: after, nonce: nonce, policy: policy) == [.registerMismatch])
        }

        @Test func `one flipped bit in quote, signature or register is refused, each for its reason`() throws {
            let enrolled = try EnrolledTPM(maker: makers[0])
            let parts = try enrolled.parts(over: nonce)
            #expect(try enrolled.faults(of: parts, nonce: nonce).isEmpty)
            // In the firmware version, of which nothing else speaks.
            var quote = parts.quote
            quote[quote.count - 50] ^= 1
            #expect(try enrolled.faults(of: parts.with(quote: quote), nonce: nonce) == [.badSignature])
            var signature = parts.signature
            signature[signature.count - 1] ^= 1
            #expect(try enrolled.faults(of: parts.with(signature: signature), nonce: nonce) == [.badSignature])
            var registers = parts.registers
            registers[2] = .init(number: 2, value: [0x80] + registers[2].value.dropFirst())
            #expect(try enrolled.faults(of: parts.with(registers: registers), nonce: nonce) == [.registerMismatch])
        }

        @Test func `an earlier session's quote is refused in a later one`() throws {
            let enrolled = try EnrolledTPM(maker: makers[0])
            let earlier = try enrolled.parts(over: nonce)
            let later = [UInt8](repeating: 0xa5, count: 32)
            #expect(try enrolled.faults(of: earlier, nonce: later) == [.otherNonce])
        }

        @Test func `another TPM's chain is refused, trusted or not`() throws {
            let enrolled = try EnrolledTPM(maker: makers[0])
            let other = try EnrolledTPM(maker: makers[1])
            let swapped = try enrolled.parts(over: nonce).with(ekCertificates: other.ekCertificates)
            let both = EnrolledTPM.policy(trusting: makers)
            #expect(try enrolled.faults(of: swapped, nonce: nonce, policy: both) == [.notEnrolled])
            #expect(try enrolled.faults(of: swapped, nonce: nonce) == [.untrustedRoot, .notEnrolled])
            let foreign = try other.parts(over: nonce)
            #expect(try enrolled.faults(of: foreign, nonce: nonce) == [.untrustedRoot])
        }

        @Test func `a key that isn't enrolled is refused`() throws {
            let enrolled = try EnrolledTPM(maker: makers[0])
            let source = try TPMSource(
                tcti: enrolled.tpm.tools.tcti, folder: enrolled.tpm.keys, ekCertificates: enrolled.ekCertificates,
                enrolment: nil)
            #expect(source.identity == enrolled.source.identity)
            let evidence = try #require(try source.evidence(over: nonce).first)
            let refusal = #expect(throws: EvidenceRefusal.self) {
                try TPMVerifier().verify(evidence, nonce: nonce, policy: enrolled.policy)
            }
            #expect(refusal?.faults.map(\.code) == [.notEnrolled])
        }

        @Test func `a quote from before a reset doesn't follow on one from after it`() throws {
            let enrolled = try EnrolledTPM(maker: makers[0])
            let first = try #require(try enrolled.verify(enrolled.parts(over: nonce), nonce: nonce).clock)
            let second = try #require(try enrolled.verify(enrolled.parts(over: nonce), nonce: nonce).clock)
            #expect(second.fault(since: first) == nil)
            #expect(first.fault(since: second)?.code == .notFresh)
            try enrolled.tpm.restart()
            // The key is the same: it was loaded anew from what the TPM had wrapped.
            let third = try enrolled.verify(enrolled.parts(over: nonce), nonce: nonce)
            let clock = try #require(third.clock)
            #expect(third.identity == enrolled.source.identity)
            #expect(clock.fault(since: second)?.reason.contains("reset since") == true)
            #expect(second.fault(since: clock)?.reason.contains("an old quote") == true)
        }

        @Test func `a folder of another TPM's key is refused with the tool's own words`() throws {
            let one = try SoftwareTPM(of: makers[0])
            let key = try TPMAttestationKey(in: one.keys, tools: one.tools)
            let other = try SoftwareTPM(of: makers[1])
            let moved = try TPMAttestationKey(in: one.keys, tools: other.tools)
            #expect(moved.identity == key.identity)
            let error = #expect(throws: CollectorError.self) { try moved.quote(over: nonce, registers: [0]) }
            guard case .tool(let failure)? = error else {
                Issue.record("expected a tool to fail, not \(String(describing: error))")
                return
            }
            #expect(failure.tool == "tpm2_load")
            withExtendedLifetime((one, other)) {}
        }

        @Test func `a TPM that isn't there is told by the tool that looked for it`() throws {
            let error = #expect(throws: CollectorError.self) {
                try PrivateFolder.temporarily { folder throws(CollectorError) in
                    _ = try TPMAttestationKey(in: folder, tools: TPMTools(tcti: "swtpm:path=/nowhere/socket"))
                }
            }
            #expect(error?.description.contains("‘tpm2_createek’ ended with") == true)
        }
    }
}
