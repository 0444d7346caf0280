import Attestation
import Crypto
import SwiftASN1
import Testing
import X509

struct NVIDIAVerifierTests {
    private let verifier = NVIDIAVerifier()
    private let nonce = [UInt8](repeating: 7, count: 32)
    private let maker: TestDevicePKI
    private let device: TestDevice

    init() throws {
        maker = try TestDevicePKI()
        device = try maker.device()
    }

    private func faults(
        _ evidence: Evidence, nonce: [UInt8]? = nil, policy: AttestationPolicy? = nil
    ) throws -> [EvidenceFault.Code] {
        do {
            _ = try verifier.verify(evidence, nonce: nonce, policy: policy ?? maker.policy())
            return []
        } catch let refusal as EvidenceRefusal {
            return refusal.faults.map(\.code)
        }
    }

    @Test func `a report under its own chain is accepted and tells what it signs`() throws {
        let accepted = try verifier.verify(device.evidence(nonce: nonce), nonce: nonce, policy: maker.policy())
        #expect(accepted.name == "41112233445566AABB")
        #expect(accepted.identity.key == [0x41, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0xAA, 0xBB])
        #expect(accepted.model == "GH100 A01 GSP BROM")
        #expect(accepted.nonce == nonce)
        #expect(accepted.assurance == .softwareKey)
        #expect(accepted.revocation == .unknown)
        #expect(accepted.links == nil)
        #expect(accepted.details["driver"] == "590.12")
        #expect(accepted.details["vbios"] == "96.00.A5.00.01")
        #expect(accepted.details["firmware"] == "as the certificate names it")
    }

    @Test func `a report over other bytes is refused, and nobody's question leaves freshness open`() throws {
        let evidence = try device.evidence(nonce: nonce)
        #expect(try faults(evidence, nonce: [UInt8](repeating: 8, count: 32)) == [.otherNonce])
        #expect(try faults(evidence, nonce: nil) == [])
    }

    @Test func `a root that nobody named is refused`() throws {
        let policy = AttestationPolicy(time: TestDevicePKI.time, roots: NVIDIARoots.deviceIdentity)
        #expect(try faults(device.evidence(nonce: nonce), policy: policy) == [.untrustedRoot])
    }

    @Test func `a leaf can't be its own root`() throws {
        let leaf = try #require(device.certificates.first)
        let policy = AttestationPolicy(time: TestDevicePKI.time, roots: [Array(SHA256.hash(data: leaf))])
        #expect(try faults(device.evidence(nonce: nonce), policy: policy) == [.untrustedRoot])
    }

    @Test func `an authority between may be the root`() throws {
        let policy = AttestationPolicy(
            time: TestDevicePKI.time, roots: [Array(SHA256.hash(data: try maker.maker.encoded()))])
        #expect(try faults(device.evidence(nonce: nonce), policy: policy) == [])
    }

    @Test func `a chain with a link of another maker's is broken`() throws {
        var mixed = device
        mixed.certificates[2] = try TestDevicePKI().maker.encoded()
        // Its name is the same; the signatures on both sides of it are not by the keys that stand there.
        #expect(try faults(mixed.evidence(nonce: nonce)) == [.brokenChain, .brokenChain])
    }

    @Test(arguments: [(1, [.brokenChain]), (2, [.brokenChain])] as [(Int, [EvidenceFault.Code])])
    func `a chain that lacks a certificate is broken`(missing: Int, expected: [EvidenceFault.Code]) throws {
        var short = device
        short.certificates.remove(at: missing)
        #expect(Set(try faults(short.evidence(nonce: nonce))).isSuperset(of: expected))
    }

    @Test func `a device that may not issue breaks the chain`() throws {
        let device = try maker.device(constraints: .notCertificateAuthority)
        #expect(try faults(device.evidence(nonce: nonce)) == [.brokenChain])
    }

    @Test(arguments: [(0, [.brokenChain]), (1, [])] as [(Int, [EvidenceFault.Code])])
    func `an authority may allow only so many below it`(limit: Int, expected: [EvidenceFault.Code]) throws {
        let maker = try TestDevicePKI(pathLength: limit)
        #expect(try faults(maker.device().evidence(nonce: nonce), policy: maker.policy()) == expected)
    }

    @Test func `a chain is judged at the policy's time`() throws {
        let device = try maker.device(expiry: TestDevicePKI.time - 1)
        #expect(try faults(device.evidence(nonce: nonce)) == [.expired])
        var early = try maker.policy()
        early.time = 1_500_000_000
        #expect(Set(try faults(self.device.evidence(nonce: nonce), policy: early)) == [.expired])
    }

    @Test func `a revoked certificate is refused, and a list that is silent gives its age`() throws {
        let certificate = try Certificate(derEncoded: device.certificates[1])
        let serial = String(Hex.string(certificate.serialNumber.bytes).drop { $0 == "0" })
        let listed = RevocationList(issued: TestDevicePKI.time - 60, serials: [serial: "certificate hold"])
        #expect(try faults(device.evidence(nonce: nonce), policy: maker.policy(revocations: listed)) == [.revoked])
        let other = RevocationList(issued: TestDevicePKI.time - 60, serials: ["1": "key compromise"])
        let accepted = try verifier.verify(
            device.evidence(nonce: nonce), nonce: nonce, policy: maker.policy(revocations: other))
        #expect(accepted.revocation == .notListed(age: 60))
    }

    @Test func `firmware other than the certificate's is refused`() throws {
        #expect(
            try faults(maker.device(firmware: [UInt8](repeating: 1, count: 48)).evidence(nonce: nonce))
                == [.firmwareMismatch])
        #expect(try faults(maker.device(firmware: nil).evidence(nonce: nonce)) == [.firmwareMismatch])
    }

    @Test func `a report that names no firmware is accepted, and says so`() throws {
        let fields = TestDevice.acceleratorFields.filter { $0.type != 20 }
        let evidence = try device.evidence(nonce: nonce, fields: fields)
        let accepted = try verifier.verify(evidence, nonce: nonce, policy: maker.policy())
        #expect(accepted.details["firmware"] == "not named in the report")
    }

    @Test func `a GPU's evidence isn't a switch's`() throws {
        #expect(try faults(device.evidence(nonce: nonce, kind: .nvidiaSwitch)) == [.malformed])
        let disguised = try maker.device(model: "LS_10 A01 FSP")
        #expect(try faults(disguised.evidence(nonce: nonce)) == [.malformed])
        #expect(try faults(device.evidence(nonce: nonce, fields: [])) == [.malformed])
    }

    @Test func `a switch is taken with its neighbours, and not under another's name`() throws {
        let device = try maker.device(model: "LS_10 A01 FSP")
        let own = [UInt8](arrayLiteral: 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0xAA, 0xBB)
        let neighbours = (1...8).flatMap { [UInt8](repeating: $0, count: 8) } + [UInt8](repeating: 0xFF, count: 64)
        var fields: [(type: UInt16, value: [UInt8])] = [(6, Array("96.10.55.00.01".utf8)), (22, own), (26, neighbours)]
        let evidence = try device.evidence(nonce: nonce, kind: .nvidiaSwitch, fields: fields)
        let accepted = try verifier.verify(evidence, nonce: nonce, policy: maker.policy())
        #expect(accepted.links?.role == .switching)
        #expect(accepted.links?.own == own)
        #expect(accepted.links?.neighbours == (1...8).map { [UInt8](repeating: $0, count: 8) })
        fields[1].value[0] ^= 1
        #expect(try faults(device.evidence(nonce: nonce, kind: .nvidiaSwitch, fields: fields)) == [.otherDevice])
    }

    @Test func `a GPU's links are turned round, and those that are off left out`() throws {
        let links = Array(1...8) + [UInt8](repeating: 0, count: 8)
        let evidence = try device.evidence(nonce: nonce, fields: TestDevice.acceleratorFields + [(22, links)])
        let accepted = try verifier.verify(evidence, nonce: nonce, policy: maker.policy())
        #expect(accepted.links?.neighbours == [[8, 7, 6, 5, 4, 3, 2, 1]])
        let odd = try device.evidence(nonce: nonce, fields: TestDevice.acceleratorFields + [(22, [1, 2, 3])])
        #expect(try faults(odd) == [.malformed])
    }

    @Test func `a device without a serial number of 18 hex digits is nobody`() throws {
        #expect(try faults(maker.device(serial: "41112233").evidence(nonce: nonce)) == [.malformed])
        #expect(try faults(maker.device(serial: "41112233445566AAXY").evidence(nonce: nonce)) == [.malformed])
    }

    @Test func `too many and too long certificates are refused unread`() throws {
        var long = device
        long.certificates[1] = [UInt8](repeating: 0x30, count: (8 << 10) + 1)
        #expect(try faults(long.evidence(nonce: nonce)) == [.malformed])
        var many = device
        many.certificates += [[UInt8]](repeating: try maker.root.encoded(), count: 7)
        #expect(try faults(many.evidence(nonce: nonce)) == [.malformed])
    }

    @Test func `every reason is told, not only the first`() throws {
        let revoked = RevocationList(
            issued: 0, serials: [Hex.string(maker.maker.serialNumber.bytes.drop { $0 == 0 }): "superseded"])
        var policy = AttestationPolicy(time: 1_500_000_000, revocations: revoked)
        policy.roots = []
        let evidence = try maker.device(firmware: [1]).evidence(nonce: nonce)
        let found = Set(try faults(evidence, nonce: [UInt8](repeating: 8, count: 32), policy: policy))
        #expect(found == [.expired, .untrustedRoot, .revoked, .otherNonce, .firmwareMismatch])
    }

    @Test func `opaque data of a version that isn't known is refused`() throws {
        let fields = TestDevice.acceleratorFields + [(type: 34, value: [3, 0])]
        #expect(try faults(device.evidence(nonce: nonce, fields: fields)) == [.unsupported])
    }
}
