import Attestation
import Crypto
import Documents
import Foundation
import Location
import Proof
import ProofSupport
import TestSupport
import Testing

/// The verifier's word for a verdict.
struct CertificateTests {
    private let scene: ProofScene
    private let file: EvidenceFile
    private let certificate: VerdictCertificate

    init() throws {
        scene = try #require(ProofScene())
        file = try scene.evidence(at: ProofScene.johor)
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        certificate = try VerdictCertificate(verified, signedBy: scene.verifier)
    }

    @Test func `it says what the evidence proved, and of which evidence`() throws {
        let claims = certificate.claims
        #expect(Hex.string(claims.evidence) == file.digest)
        #expect(claims.device == scene.device.identity.digest)
        #expect(claims.verdict == "provenOutside")
        #expect(claims.strictVerdict == "provenOutside")
        #expect(claims.regions == "cn+hk+mo")
        #expect(claims.speed == "fibre")
        #expect(claims.faultTolerance == 1)
        #expect(claims.assurance == "L0")
        #expect(claims.measuredAt == scene.now + 5)
        #expect(claims.validUntil == scene.now + 5 + 86_400)
        #expect(claims.verifier == scene.verifierKey)
        #expect(claims.borders.count == 32)
        #expect(claims.borders != [UInt8](repeating: 0, count: 32))
    }

    @Test func `it comes back from its bytes and is signed by the verifier that it names`() throws {
        let bytes = try certificate.encoded()
        let again = try VerdictCertificate(decoding: bytes)
        #expect(again == certificate)
        #expect(try again.encoded() == bytes)
        #expect(again.hasValidSignature)
    }

    @Test func `one changed byte anywhere breaks its form or its signature`() throws {
        let bytes = try certificate.encoded()
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            guard let other = try? VerdictCertificate(decoding: changed) else { continue }
            #expect(!other.hasValidSignature)
        }
    }

    @Test func `a second form of the same certificate is refused`() throws {
        let bytes = try certificate.encoded()
        let forms: [[UInt8]] = [
            bytes + [0], Array(bytes.dropLast()), DERBytes.withLongLength(bytes), DERBytes.withIndefiniteLength(bytes),
            [], DERBytes.nested(1_000), [UInt8](repeating: 0x30, count: VerdictCertificate.sizeLimit + 1),
        ]
        for form in forms {
            #expect(throws: CanonicalDER.Problem.self) { try VerdictCertificate(decoding: form) }
        }
    }

    @Test func `the same evidence gives the same certificate`() throws {
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        #expect(try VerdictCertificate(verified, signedBy: scene.verifier) == certificate)
    }

    @Test func `what is printed of it has the documented keys`() throws {
        let json = try CertificateReport(certificate).json()
        let keys = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any]).keys
        #expect(
            Set(keys).isSuperset(of: [
                "verdict", "strictVerdict", "regions", "speed", "faultTolerance", "assurance", "measuredAt",
                "validUntil", "evidence", "device", "borders", "verifier",
            ]))
    }
}
