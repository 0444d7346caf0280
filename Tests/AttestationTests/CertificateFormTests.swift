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

    @Test func `a signature with bits declared unused is refused, though it holds`() throws {
        let maker = try TestDevicePKI()
        let policy = try maker.policy()
        var tried = 0
        // Unused bits must be zero, which the last ones of every other signature are.
        for _ in 0..<40 where tried < 4 {
            let device = try maker.device()
            let report = try device.report(nonce: nonce)
            _ = try NVIDIAVerifier().verify(device.evidence(report: report), nonce: nonce, policy: policy)
            for (number, certificate) in device.certificates.dropLast().enumerated() {
                guard let bent = Self.declaringAnUnusedBit(certificate) else { continue }
                var other = device
                other.certificates[number] = bent
                tried += 1
                #expect(throws: EvidenceRefusal.self, "certificate \(number + 1)") {
                    try NVIDIAVerifier().verify(other.evidence(report: report), nonce: nonce, policy: policy)
                }
            }
        }
        #expect(tried >= 4)
    }

    /// The same certificate, with the last bit of its signature not counted; nil where that bit is one.
    private static func declaringAnUnusedBit(_ der: [UInt8]) -> [UInt8]? {
        guard let last = der.last, last & 1 == 0 else { return nil }
        // The signature stands last: BIT STRING, its length, no unused bits, SEQUENCE.
        let place = der.indices.dropLast(3).last { der[$0] == 0x03 && der[$0 + 2] == 0x00 && der[$0 + 3] == 0x30 }
        return place.map { start in
            var bent = der
            bent[start + 2] = 1
            return bent
        }
    }
}
