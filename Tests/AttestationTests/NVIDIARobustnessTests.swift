import Attestation
import Quantities
import TestSupport
import Testing

/// Whatever is done to good evidence, it is refused and nothing stops.
struct NVIDIARobustnessTests {
    private let verifier = NVIDIAVerifier()
    private let nonce = [UInt8](repeating: 7, count: 32)

    @Test func `evidence with any bit turned is never accepted`() throws {
        let maker = try TestDevicePKI()
        let (good, policy) = (try maker.device().evidence(nonce: nonce), try maker.policy())
        var draw = SplitMix64(seed: 1)
        for _ in 0..<400 {
            var body = good.body
            let place = draw.index(below: body.count)
            body[place] ^= 1 << UInt8(draw.index(below: 8))
            let bent = Evidence(kind: good.kind, body: body)
            #expect(throws: EvidenceRefusal.self, "byte \(place)") {
                try verifier.verify(bent, nonce: nil, policy: policy)
            }
        }
    }

    @Test func `a report with any bit turned is refused for its signature where it still reads as a report`() throws {
        let maker = try TestDevicePKI()
        let (device, policy) = (try maker.device(), try maker.policy())
        let good = try device.report(nonce: nonce)
        var draw = SplitMix64(seed: 2)
        for _ in 0..<200 {
            var report = good
            let place = draw.index(below: report.count)
            report[place] ^= 1 << UInt8(draw.index(below: 8))
            let expected: EvidenceFault.Code? = (try? SPDMReport(report)) == nil ? nil : .badSignature
            #expect {
                try verifier.verify(device.evidence(report: report), nonce: nil, policy: policy)
            } throws: { error in
                guard let refusal = error as? EvidenceRefusal else { return false }
                return expected.map(refusal.has) ?? true
            }
        }
    }

    @Test func `cut off evidence is never accepted`() throws {
        let maker = try TestDevicePKI()
        let (device, policy) = (try maker.device(), try maker.policy())
        let (report, good) = (try device.report(nonce: nonce), try device.evidence(nonce: nonce))
        var draw = SplitMix64(seed: 3)
        for _ in 0..<100 {
            let shorter = Evidence(kind: good.kind, body: Array(good.body.prefix(draw.index(below: good.body.count))))
            #expect(throws: EvidenceRefusal.self) { try verifier.verify(shorter, nonce: nil, policy: policy) }
            let cut = try device.evidence(report: Array(report.prefix(draw.index(below: report.count))))
            #expect(throws: EvidenceRefusal.self) { try verifier.verify(cut, nonce: nil, policy: policy) }
        }
    }

    @Test func `bytes at random are never accepted`() throws {
        let policy = try TestDevicePKI().policy()
        var draw = SplitMix64(seed: 4)
        for _ in 0..<200 {
            let noise = draw.bytes(draw.index(below: 300))
            #expect(throws: SPDMProblem.self) { try SPDMReport([0x11, 0xE0, 0x01, 0xFF] + noise) }
            let evidence = Evidence(
                kind: .nvidiaGPU,
                body: try CanonicalDER.encode(SPDMEvidence(report: noise, certificates: [noise, draw.bytes(50)])))
            #expect(throws: EvidenceRefusal.self) { try verifier.verify(evidence, nonce: nil, policy: policy) }
            let file = DeviceEvidenceFile.read([("noise", noise)])
            #expect(file.records.isEmpty)
        }
    }
}
