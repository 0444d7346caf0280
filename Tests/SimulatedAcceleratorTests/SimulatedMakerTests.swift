import Attestation
import Crypto
import Foundation
import SimulatedAccelerator
import SwiftASN1
import Testing
@_spi(FixedExpiryValidationTime) import X509

struct SimulatedMakerTests {
    private func chain(_ kind: DeviceKind) throws -> [Certificate] {
        try kind.device.certificates.map { try Certificate(derEncoded: $0) }
    }

    private func isValid(_ chain: [Certificate], root: Certificate, at time: Date) async throws -> Bool {
        var verifier = Verifier(rootCertificates: CertificateStore([root])) {
            RFC5280Policy(fixedExpiryValidationTime: time)
        }
        let result = await verifier.validate(
            leaf: try #require(chain.first), intermediates: CertificateStore(chain.dropFirst().dropLast()))
        guard case .validCertificate(let found) = result else { return false }
        return Array(found) == chain
    }

    @Test(arguments: DeviceKind.allCases, [1_790_000_000, 253_402_300_799])
    func `a device's five certificates lead to its maker's root, today and at the end of 9999`(
        kind: DeviceKind, time: Double
    ) async throws {
        let chain = try chain(kind)
        try #require(chain.count == 5)
        #expect(try await isValid(chain, root: chain[4], at: Date(timeIntervalSince1970: time)))
        let root = try Shared.board.accelerators[0].certificates[4]
        #expect(try Shared.maker.rootFingerprint == Array(SHA256.hash(data: root)))
    }

    @Test func `they lead to no other maker's root`() async throws {
        let root = try Certificate(derEncoded: SimulatedMaker().accelerator(0).certificates[4])
        #expect(try await !isValid(chain(.accelerator), root: root, at: Date(timeIntervalSince1970: 1_790_000_000)))
    }

    @Test(arguments: DeviceKind.allCases) func `every name says that the device is simulated`(kind: DeviceKind) throws {
        for certificate in try chain(kind) {
            for name in [certificate.subject, certificate.issuer] {
                #expect(name.description.contains("CN=Simulated "))
                #expect(!name.description.contains("NVIDIA"))
            }
        }
        #expect(try kind.device.model.hasPrefix("Simulated "))
    }

    @Test(arguments: DeviceKind.allCases) func `certificates are on P-384 with SHA-384`(kind: DeviceKind) throws {
        for certificate in try chain(kind) {
            #expect(P384.Signing.PublicKey(certificate.publicKey) != nil)
            #expect(certificate.signatureAlgorithm == .ecdsaWithSHA384)
        }
    }

    @Test(arguments: DeviceKind.allCases)
    func `a device's serial number stands in its certificate's subject, and its end is the fabric's name`(
        kind: DeviceKind
    ) throws {
        let device = try kind.device
        let certificate = try chain(kind)[1]
        #expect(device.serialNumber.count == 18)
        #expect(device.serialNumber.hasPrefix(kind.serialPrefix))
        #expect(certificate.subject.description.contains("2.5.4.5=\(device.serialNumber)"))
        #expect(Array(certificate.serialNumber.bytes) == device.identity.key)
        #expect(Array(device.identity.key.suffix(8)) == device.fabricIdentity)
    }

    @Test(arguments: DeviceKind.allCases)
    func `the leaf names the device's key and its firmware`(kind: DeviceKind) throws {
        let chain = try chain(kind)
        let part = try #require(chain[0].extensions[oid: [2, 23, 133, 5, 4, 1]])
        #expect(!part.critical)
        let (key, digest) = try DER.sequence(try DER.parse(part.value), identifier: .sequence) { nodes in
            #expect(try Int(derEncoded: &nodes) == 1)
            let (first, second) = (nodes.next(), nodes.next())
            let key = Array(try #require(first).encodedBytes)
            return try DER.sequence(try #require(second), identifier: .sequence) { nodes in
                #expect(try ASN1ObjectIdentifier(derEncoded: &nodes) == [2, 16, 840, 1, 101, 3, 4, 2, 2])
                return (key, Array(try ASN1OctetString(derEncoded: &nodes).bytes))
            }
        }
        #expect(key == Array(try #require(P384.Signing.PublicKey(chain[1].publicKey)).derRepresentation))
        #expect(digest.count == 48)
        let report = try ReportReading(try kind.device.report(nonce: Nonces.one))
        #expect(report.field(20) == (kind == .accelerator ? digest : nil))
    }
}
