import Attestation
import Documents
import Foundation
import Location
import Proof
import ProofSupport
import Quantities
import Ranging
import TestSupport
import Testing

struct VerificationTests {
    private let scene: ProofScene
    private let atlas: RegionAtlas

    init() throws {
        scene = try #require(ProofScene())
        atlas = try ProofScene.atlas.get()
    }

    private func refusal(of file: EvidenceFile, trusted: Set<[UInt8]>? = nil) -> Refusal? {
        do throws(Refusal) {
            _ = try file.verify(trusted: trusted, atlas: atlas)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a device in Johor is proven outside, with any one landmark removed`() throws {
        let verified = try scene.evidence(at: ProofScene.johor).verify(trusted: [scene.verifierKey], atlas: atlas)
        #expect(verified.finding.verdict == .provenOutside)
        #expect(verified.finding.faultTolerance == 1)
        #expect(verified.assurance == .softwareKey)
        #expect(verified.validUntil == scene.now + 5 + 86_400)
        #expect(verified.finding.carriers.count >= 2)
    }

    @Test func `a device in Shenzhen is not cleared, and estimated near there`() throws {
        let verified = try scene.evidence(at: ProofScene.shenzhen).verify(trusted: nil, atlas: atlas)
        #expect(verified.finding.verdict == .inconclusive)
        let estimate = try #require(verified.estimate)
        #expect(abs(estimate.place.latitude - ProofScene.shenzhen.latitude) < 3)
        #expect(abs(estimate.place.longitude - ProofScene.shenzhen.longitude) < 3)
    }

    @Test func `answers without the key are refused, whatever the times`() throws {
        let file = try scene.evidence(at: ProofScene.johor, answered: false, unauthenticated: 2)
        #expect(refusal(of: file) == .answeredWithoutKey(landmarks: 5))
        #expect(refusal(of: try scene.evidence(at: ProofScene.johor, answered: false)) == .noRecords)
    }

    @Test func `the file comes back from its own JSON with the same digest and bytes`() throws {
        let file = try scene.evidence(at: ProofScene.johor)
        let json = try file.json()
        let again = try EvidenceFile(json: json)
        #expect(again == file)
        #expect(again.digest == file.digest)
        #expect(try again.json() == json)
    }

    @Test func `a verifier that isn't trusted vouches for nothing`() throws {
        let file = try scene.evidence(at: ProofScene.johor)
        #expect(refusal(of: file, trusted: [[UInt8](repeating: 1, count: 32)]) == .untrustedVerifier)
    }

    @Test func `records of another session, another day, unknown landmarks or twice are refused`() throws {
        let grant = try scene.grant()
        let other = try scene.grant()
        let own = try #require(try scene.record(of: "singapore", at: ProofScene.johor, grant: grant))
        let foreign = try #require(try scene.record(of: "bangkok", at: ProofScene.johor, grant: other))
        let late = try #require(
            try scene.record(of: "manila", at: ProofScene.johor, grant: grant, signedAt: scene.now + 90_000))
        #expect(
            refusal(of: try scene.file(grant: grant, records: [own, foreign])) == .otherSession(landmark: "bangkok"))
        #expect(
            refusal(of: try scene.file(grant: grant, records: [own, late])) == .recordOutOfTime(landmark: "manila"))
        #expect(refusal(of: try scene.file(grant: grant, records: [own, own])) == .repeatedLandmark("singapore"))
        #expect(refusal(of: try scene.file(grant: grant, records: [])) == .noRecords)
        let nonce = [UInt8](repeating: 0, count: 32)
        #expect(refusal(of: try scene.file(grant: grant, records: [own], nonce: nonce)) == .badDeviceEvidence)
    }

    @Test func `a record that its landmark didn't sign is refused`() throws {
        let impostor = try #require(ProofScene())
        let grant = try scene.grant()
        let forged = try #require(try impostor.record(of: "singapore", at: ProofScene.johor, grant: grant))
        let refused = refusal(of: try scene.file(grant: grant, records: [forged]))
        #expect(refused == .badRecordSignature(landmark: "singapore"))
    }

    @Test func `nobody can put an easier question, or a longer validity, than the verifier signed`() throws {
        let grant = try scene.grant()
        for question in [Question(regions: "is"), Question(regions: "cn+hk+mo", validity: 1_000_000)] {
            let file = try scene.evidence(at: ProofScene.shenzhen, grant: grant, question: question)
            #expect(refusal(of: file) == .otherQuestion)
        }
    }

    @Test func `an unknown region is named`() throws {
        let file = try scene.evidence(at: ProofScene.johor, question: Question(regions: "cn+zz"))
        guard case .unknownRegion(let text)? = refusal(of: file) else {
            Issue.record("expected unknownRegion")
            return
        }
        #expect(text.contains("zz"))
    }

    /// Every value of the JSON, changed one at a time: nothing but the claim may change without refusal.
    @Test func `no single changed character is accepted with the same digest`() throws {
        let file = try scene.evidence(at: ProofScene.johor)
        let json = Array(try file.json())
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            var changed = json
            let index = random.index(below: changed.count)
            changed[index] = UInt8(33 + random.index(below: 90))
            guard changed != json, let other = try? EvidenceFile(json: Data(changed)) else { continue }
            guard refusal(of: other) == nil else { continue }
            // What still verifies is the same file, or asks another question and says so in its digest.
            #expect(other.digest != file.digest || other.claim != file.claim || other == file)
        }
    }

    @Test func `noise for JSON is refused and never traps`() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<2_000 {
            #expect(throws: Refusal.self) {
                try EvidenceFile(json: Data(random.bytes(random.index(below: 200))))
            }
        }
        let deep = Data(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: Refusal.self) { try EvidenceFile(json: deep) }
    }

    @Test func `what verify prints has the documented keys and the same bytes each time`() throws {
        let verified = try scene.evidence(at: ProofScene.johor).verify(trusted: nil, atlas: atlas)
        let first = try VerificationReport(verified).json()
        #expect(try VerificationReport(verified).json() == first)
        let keys = try #require(try JSONSerialization.jsonObject(with: first) as? [String: Any]).keys
        #expect(
            Set(keys).isSuperset(of: [
                "verdict", "regions", "speed", "faultTolerance", "assurance", "validUntil", "digest",
            ]))
    }
}
