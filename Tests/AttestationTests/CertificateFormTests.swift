import Testing

@testable import Attestation

struct CertificateFormTests {
    private let nonce = [UInt8](repeating: 7, count: 32)

    @Test func `a certificate with another algorithm outside than inside is refused, though its signature holds`()
        throws
    {
        let maker = try TestDevicePKI()
        let good = try maker.device().evidence(nonce: nonce)
        _ = try NVIDIAVerifier().verify(good, nonce: nonce, policy: maker.policy())
        // ecdsa-with-SHA384, 1.2.840.10045.4.3.3; the last byte makes it another.
        let algorithm: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03]
        let places = good.body.indices.filter { good.body[$0...].starts(with: algorithm) }
        #expect(places.count >= 4)
        for place in places {
            var body = good.body
            body[place + algorithm.count - 1] = 0x02
            let bent = Evidence(kind: good.kind, body: body)
            #expect(throws: EvidenceRefusal.self) {
                try NVIDIAVerifier().verify(bent, nonce: nonce, policy: maker.policy())
            }
        }
    }
}
