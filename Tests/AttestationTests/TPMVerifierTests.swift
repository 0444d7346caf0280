import Attestation
import Crypto
import CryptoExtras
import Foundation
import Testing

struct TPMVerifierTests {
    private let tpm: TestTPM

    init() throws { tpm = try TestTPM() }

    @Test func `a quote over the nonce by an enrolled key is accepted`() throws {
        let device = try tpm.parts().verify(policy: tpm.policy)
        #expect(device.kind == .tpm)
        #expect(device.identity.key == tpm.akName)
        #expect(device.nonce == TestTPM.nonce)
        #expect(device.clock == DeviceClock(milliseconds: 123_456, resets: 7, restarts: 2))
        #expect(device.model == "SLB 9999")
        #expect(device.details["manufacturer"] == "IFX")
        #expect(device.details["firmware"] == "0001000200030004")
        #expect(device.details["registers"] == "0, 1, 2, 3, 4, 5, 6, 7")
        #expect(device.details["enrolment authority"] == Hex.string(tpm.authority.publicKey.rawRepresentation))
    }

    @Test(arguments: [false, true])
    func `RSA keys of 2048 bits are read with both of their schemes`(isPSS: Bool) throws {
        var tpm = tpm
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        tpm.key = isPSS ? .rsapss(key) : .rsassa(key)
        #expect(try tpm.parts().verify(policy: tpm.policy).identity.key == tpm.akName)
        var other = tpm
        other.key = isPSS ? .rsassa(key) : .rsapss(key)
        let quote = try tpm.parts().quote
        let refusal = try tpm.parts().with(signature: try other.key.signature(over: quote)).refusal(policy: tpm.policy)
        #expect(refusal?.codes == [.badSignature])
    }

    @Test func `another session's nonce is refused, and where nobody names one it is shown`() throws {
        let parts = try tpm.parts()
        let other = [UInt8](repeating: 1, count: 32)
        #expect(try parts.refusal(nonce: other, policy: tpm.policy)?.codes == [.otherNonce])
        #expect(try parts.verify(nonce: nil, policy: tpm.policy).nonce == TestTPM.nonce)
    }

    @Test(arguments: [0, 20, 33])
    func `a nonce that isn't of 32 bytes is refused`(count: Int) throws {
        let parts = try tpm.parts { $0.nonce = [UInt8](repeating: 0, count: count) }
        #expect(try parts.refusal(nonce: nil, policy: tpm.policy)?.codes == [.malformed])
    }

    /// The five attributes that `TPMA_OBJECT` must show, by their bits, and decrypt, which it mustn't.
    @Test(arguments: [
        (1, "fixedTPM"), (4, "fixedParent"), (5, "sensitiveDataOrigin"), (16, "restricted"), (17, "decrypt"),
        (18, "sign"),
    ])
    func `a key whose attributes let it sign other things isn't an attestation key`(bit: Int, name: String) throws {
        let attributes = TestAttestationKey.attributes ^ 1 << UInt32(bit)
        let refusal = try #require(try tpm.parts(attributes: attributes).refusal(policy: tpm.policy))
        #expect(refusal.has(.unsupported))
        #expect(refusal.description.contains(name))
        // The name covers the attributes, so the enrolment is of another key too.
        #expect(refusal.has(.notEnrolled))
    }

    @Test func `what wasn't put together in a TPM doesn't begin as a quote does`() throws {
        let refusal = try tpm.parts { $0.magic = [0xff, 0x54, 0x43, 0x48] }.refusal(policy: tpm.policy)
        #expect(refusal?.codes == [.malformed])
        #expect(refusal?.description.contains("ff544347") == true)
    }

    /// TPM_ST_ATTEST_CERTIFY, _CREATION, _TIME and _NV.
    @Test(arguments: [UInt16(0x8017), 0x801a, 0x8019, 0x8014])
    func `another attestation than a quote is refused`(type: UInt16) throws {
        #expect(try tpm.parts { $0.type = type }.refusal(policy: tpm.policy)?.codes == [.malformed])
    }

    @Test func `a quote that names no signer is refused`() throws {
        #expect(try tpm.parts { $0.signer = [] }.refusal(policy: tpm.policy)?.codes == [.malformed])
    }

    @Test func `one flipped bit in quote, signature or register is refused, each for its reason`() throws {
        let parts = try tpm.parts()
        // In the quote's firmware version, which nothing else speaks of.
        var quote = parts.quote
        quote[quote.count - 50] ^= 1
        #expect(try parts.with(quote: quote).refusal(policy: tpm.policy)?.codes == [.badSignature])
        var signature = parts.signature
        signature[signature.count - 1] ^= 1
        #expect(try parts.with(signature: signature).refusal(policy: tpm.policy)?.codes == [.badSignature])
        var registers = parts.registers
        registers[3] = .init(number: 3, value: [2] + registers[3].value.dropFirst())
        #expect(try parts.with(registers: registers).refusal(policy: tpm.policy)?.codes == [.registerMismatch])
    }

    @Test func `a signature by another key of the same form is refused`() throws {
        let parts = try tpm.parts()
        let stranger = TestAttestationKey.ecdsa(P256.Signing.PrivateKey())
        let signature = try stranger.signature(over: parts.quote)
        #expect(try parts.with(signature: signature).refusal(policy: tpm.policy)?.codes == [.badSignature])
    }

    @Test func `every fault is named, not only the first`() throws {
        let parts = try tpm.parts { $0.magic = [0, 0, 0, 0] }.with(enrolment: [], signature: [1, 2, 3])
        var policy = tpm.policy
        policy.roots = []
        let refusal = try #require(try parts.refusal(policy: policy))
        #expect(Set(refusal.codes) == [.malformed, .notEnrolled, .untrustedRoot])
        #expect(refusal.faults.count == 4)
    }

    @Test func `a firm clock and one that may repeat are told apart`() throws {
        #expect(try tpm.parts().verify(policy: tpm.policy).details["clock"] == nil)
        let parts = try tpm.parts { $0.isClockSafe = 0 }
        #expect(try parts.verify(policy: tpm.policy).details["clock"]?.contains("twice") == true)
    }
}
