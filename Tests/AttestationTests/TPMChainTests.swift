import Attestation
import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

struct TPMChainTests {
    private func refusal(
        _ change: (inout TestTPMMaker.Settings) throws -> Void,
        policy changePolicy: (inout AttestationPolicy) -> Void = { _ in }
    ) throws -> EvidenceRefusal? {
        var settings = TestTPMMaker.Settings()
        try change(&settings)
        var tpm = try TestTPM()
        tpm.maker = try TestTPMMaker(settings)
        var policy = tpm.policy
        changePolicy(&policy)
        return try tpm.parts().refusal(policy: policy)
    }

    @Test func `a chain with a critical directory name and an empty subject is accepted`() throws {
        #expect(try refusal { _ in } == nil)
    }

    @Test func `a root that isn't pinned is refused by its fingerprint`() throws {
        let refused = try refusal({ _ in }, policy: { $0.roots = [[UInt8](repeating: 0, count: 32)] })
        #expect(refused?.codes == [.untrustedRoot])
    }

    @Test(arguments: [-2000.0 ... -1000.0, 1000.0...2000.0])
    func `a certificate is valid in its time only`(validity: ClosedRange<Double>) throws {
        #expect(try refusal { $0.leafValidity = validity }?.codes == [.expired])
    }

    @Test func `a certificate in the name of an authority, but not by its key, is refused`() throws {
        let refused = try refusal { $0.isForged = true }
        #expect(refused?.codes == [.brokenChain])
        #expect(refused?.description.contains("not signed by the key of EK certificate 2") == true)
    }

    @Test func `a chain with a gap is refused`() throws {
        let tpm = try TestTPM()
        let gap = tpm.maker.certificates.enumerated().filter { $0.offset != 1 }.map(\.element)
        let refused = try #require(try tpm.parts().with(ekCertificates: gap).refusal(policy: tpm.policy))
        #expect(Set(refused.codes) == [.brokenChain])
    }

    @Test func `an issuer must be an authority, with a key for certificates`() throws {
        #expect(try refusal { $0.isAuthorityMarked = false }?.codes == [.brokenChain])
        #expect(try refusal { $0.authorityUsage = KeyUsage(digitalSignature: true) }?.codes == [.brokenChain])
    }

    @Test func `an issuer's limit on authorities below it holds`() throws {
        #expect(try refusal { $0.rootDepth = 0 }?.codes == [.brokenChain])
        #expect(try refusal { $0.rootDepth = nil } == nil)
    }

    @Test func `a listed serial number is refused, and otherwise the list's age is shown`() throws {
        let listed = RevocationList(issued: TestTPM.time - 500, serials: ["abcde": "key compromise"])
        let refused = try refusal({ _ in }, policy: { $0.revocations = listed })
        #expect(refused?.codes == [.revoked])
        #expect(refused?.description.contains("key compromise") == true)
        let tpm = try TestTPM()
        var policy = tpm.policy
        #expect(try tpm.parts().verify(policy: policy).revocation == .unknown)
        policy.revocations = RevocationList(issued: TestTPM.time - 500, serials: [:])
        #expect(try tpm.parts().verify(policy: policy).revocation == .notListed(age: 500))
    }

    @Test func `other certificates of the same maker are no endorsement key's`() throws {
        #expect(try refusal { $0.leafPurposes = [.serverAuth] }?.codes == [.unsupported])
        #expect(try refusal { $0.leafUsage = KeyUsage(digitalSignature: true) }?.codes == [.unsupported])
        #expect(try refusal { $0.isLeafAuthority = true }?.codes == [.unsupported])
    }

    @Test func `without an extended usage the key usage must say that the key is for encryption`() throws {
        #expect(try refusal { $0.leafPurposes = nil } == nil)
        let silent = try refusal {
            $0.leafPurposes = nil
            $0.leafUsage = nil
        }
        #expect(silent?.codes == [.unsupported])
    }

    @Test func `a key usage that can't be read says nothing good`() throws {
        let broken = Certificate.Extension(oid: .X509ExtensionID.keyUsage, critical: true, value: [4, 0])
        let refused = try refusal {
            $0.leafUsage = nil
            $0.leafExtensions = [broken]
        }
        #expect(refused?.codes == [.malformed])
    }

    @Test func `a critical extension that isn't understood is refused, another is passed over`() throws {
        let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 99999, 1]
        let critical = Certificate.Extension(oid: oid, critical: true, value: [5, 0])
        #expect(try refusal { $0.leafExtensions = [critical] }?.codes == [.unsupported])
        let other = Certificate.Extension(oid: oid, critical: false, value: [5, 0])
        #expect(try refusal { $0.leafExtensions = [other] } == nil)
    }

    @Test func `constraints on names aren't passed over, critical or not`() throws {
        let constraints = try Certificate.Extension(
            NameConstraints(permittedDNSDomains: ["example.com"]), critical: false)
        #expect(try refusal { $0.authorityExtensions = [constraints] }?.codes == [.unsupported])
    }

    @Test func `chains of more than eight certificates, none or large ones are refused unread`() throws {
        let tpm = try TestTPM()
        let parts = try tpm.parts()
        let chains: [[[UInt8]]] = [
            [], (0..<3).flatMap { _ in tpm.maker.certificates }, [[UInt8](repeating: 0, count: 8193)],
        ]
        for chain in chains {
            let refusal = try #require(try parts.with(ekCertificates: chain).refusal(policy: tpm.policy))
            #expect(refusal.codes == [.malformed])
        }
    }
}
