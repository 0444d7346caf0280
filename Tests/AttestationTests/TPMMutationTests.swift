import Attestation
import Crypto
import Foundation
import Testing

/// Whatever is cut or changed is refused, and nothing that is handed in stops the program.
struct TPMMutationTests {
    private let tpm: TestTPM

    init() throws { tpm = try TestTPM() }

    private func isAccepted(_ body: [UInt8], policy: AttestationPolicy) -> Bool {
        (try? TPMVerifier().verify(Evidence(kind: .tpm, body: body), nonce: TestTPM.nonce, policy: policy)) != nil
    }

    @Test func `evidence with any byte changed is refused`() throws {
        // Pinning the endorsement key's own certificate leaves its issuers out, which take the most time to check.
        var policy = tpm.policy
        policy.roots = [Array(SHA256.hash(data: tpm.maker.certificates[0]))]
        let body = try tpm.parts().with(ekCertificates: [tpm.maker.certificates[0]]).evidence.body
        #expect(isAccepted(body, policy: policy))
        for position in body.indices {
            var changed = body
            changed[position] ^= 1 << UInt8(position % 8)
            #expect(!isAccepted(changed, policy: policy), "byte \(position)")
        }
    }

    @Test func `a chain with any of every seventh byte changed is refused`() throws {
        let body = try tpm.parts().evidence.body
        #expect(isAccepted(body, policy: tpm.policy))
        for position in stride(from: 0, to: tpm.maker.certificates.joined().count, by: 7) {
            var changed = body
            changed[position] ^= 1 << UInt8(position % 8)
            #expect(!isAccepted(changed, policy: tpm.policy), "byte \(position)")
        }
    }

    @Test func `evidence cut anywhere is refused`() throws {
        let body = try tpm.parts().evidence.body
        for count in body.indices { #expect(!isAccepted(Array(body.prefix(count)), policy: tpm.policy)) }
        #expect(!isAccepted(body + [0], policy: tpm.policy))
    }

    @Test func `a quote cut or continued is refused even when the key signed it so`() throws {
        let parts = try tpm.parts()
        let others = parts.quote.indices.map { Array(parts.quote.prefix($0)) } + [parts.quote + [0]]
        for quote in others {
            let signed = parts.with(quote: quote, signature: try tpm.key.signature(over: quote))
            #expect(try signed.refusal(policy: tpm.policy)?.has(.malformed) == true)
        }
    }

    @Test func `lengths that promise more than there is are refused`() throws {
        let parts = try tpm.parts()
        for position in parts.quote.indices {
            var quote = parts.quote
            quote[position] = 0xff
            guard quote != parts.quote else { continue }
            let signed = parts.with(quote: quote, signature: try tpm.key.signature(over: quote))
            let isHarmless = try signed.refusal(policy: tpm.policy) == nil
            // Signer's digest, clock and firmware may have any value; every other field is checked.
            let freePositions = Array(10..<42) + Array(76..<92) + Array(93..<101)
            #expect(!isHarmless || freePositions.contains(position), "byte \(position)")
        }
    }

    @Test func `public areas and signatures cut anywhere are refused`() throws {
        let parts = try tpm.parts()
        for count in parts.akPublic.indices {
            let cut = parts.with(akPublic: Array(parts.akPublic.prefix(count)))
            #expect(try cut.refusal(policy: tpm.policy) != nil)
        }
        for count in parts.signature.indices {
            let cut = parts.with(signature: Array(parts.signature.prefix(count)))
            #expect(try cut.refusal(policy: tpm.policy)?.codes == [.malformed])
        }
    }
}
