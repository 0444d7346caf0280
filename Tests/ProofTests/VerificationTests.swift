import Attestation
import Crypto
import Documents
import Foundation
import Location
import Proof
import ProofSupport
import Quantities
import Ranging
import TestSupport
import Testing

/// What evidence proves, and what was measured that isn't believed.
struct VerificationTests {
    private let scene: ProofScene
    private let atlas: RegionAtlas

    init() throws {
        scene = try #require(ProofScene())
        atlas = try ProofScene.atlas.get()
    }

    private func verify(_ file: EvidenceFile, trusted: Set<[UInt8]>? = nil) throws(Refusal) -> VerifiedEvidence {
        try file.verify(trusted: trusted, trust: AttestationTrust(), atlas: atlas)
    }

    private func refusal(of file: EvidenceFile, trusted: Set<[UInt8]>? = nil) -> Refusal? {
        do throws(Refusal) {
            _ = try verify(file, trusted: trusted)
            return nil
        } catch {
            return error
        }
    }

    /// A record from Johor.
    private func record(
        of id: String, _ grant: SessionGrant, signedAt: UInt64? = nil, challenges: UInt16 = 2, key: [UInt8]? = nil
    ) throws -> SignedRecord {
        let record = try scene.record(
            of: id, at: ProofScene.johor, grant: grant, signedAt: signedAt, challenges: challenges, key: key)
        return try #require(record)
    }

    @Test func `a device in Johor is proven outside, with any one landmark removed`() throws {
        let verified = try verify(scene.evidence(at: ProofScene.johor), trusted: [scene.verifierKey])
        #expect(verified.finding.verdict == .provenOutside)
        #expect(verified.finding.faultTolerance == 1)
        #expect(verified.strictFinding.verdict == .provenOutside)
        #expect(verified.strictFinding.speed == .vacuum)
        #expect(verified.device == scene.device.identity)
        #expect(verified.assurance == .softwareKey)
        #expect(verified.measuredAt == scene.now + 5)
        #expect(verified.validUntil == scene.now + 5 + 86_400)
        #expect(verified.finding.carriers.count >= 2)
    }

    @Test func `a device in Shenzhen is not cleared, and estimated near there`() throws {
        let verified = try verify(scene.evidence(at: ProofScene.shenzhen))
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

    @Test func `answers of other rounds are no answers either`() throws {
        let grant = try scene.grant()
        let record = try scene.record(
            of: "singapore", at: ProofScene.johor, grant: grant, replayed: 1, answered: false)
        let file = try scene.file(grant: grant, records: [try #require(record)])
        #expect(refusal(of: file) == .answeredWithoutKey(landmarks: 1))
    }

    @Test func `records of another session, another key or another day are refused`() throws {
        let grant = try scene.grant()
        let own = try record(of: "singapore", grant)
        let foreign = try record(of: "bangkok", try scene.grant())
        let otherKey = try record(of: "bangkok", grant, key: SessionKey().publicKey)
        let late = try record(of: "manila", grant, signedAt: scene.now + 90_000)
        let early = try record(of: "manila", grant, signedAt: scene.now - 61)
        let cases: [(SignedRecord, Refusal)] = [
            (foreign, .otherSession(landmark: "bangkok")), (otherKey, .otherSession(landmark: "bangkok")),
            (late, .recordOutOfTime(landmark: "manila")), (early, .recordOutOfTime(landmark: "manila")),
        ]
        for (record, expected) in cases {
            #expect(refusal(of: try scene.file(grant: grant, records: [own, record])) == expected)
        }
    }

    @Test func `a landmark that stands twice, or no record at all, is refused`() throws {
        let grant = try scene.grant()
        let own = try record(of: "singapore", grant)
        #expect(refusal(of: try scene.file(grant: grant, records: [own, own])) == .repeatedLandmark("singapore"))
        #expect(refusal(of: try scene.file(grant: grant, records: [])) == .noRecords)
    }

    @Test func `a record with more rounds than the grant allows is refused`() throws {
        let grant = try scene.grant()
        let file = try scene.file(grant: grant, records: [try record(of: "singapore", grant, challenges: 3)])
        #expect(refusal(of: file) == .tooManyRounds(landmark: "singapore"))
    }

    @Test func `a record of a landmark that the grant doesn't name is refused`() throws {
        let grant = try scene.grant(landmarks: ["singapore", "bangkok"])
        let records = [try record(of: "singapore", grant), try record(of: "manila", grant)]
        #expect(refusal(of: try scene.file(grant: grant, records: records)) == .unknownLandmark("manila"))
    }

    @Test func `a record that its landmark didn't sign is refused`() throws {
        let impostor = try #require(ProofScene())
        let grant = try scene.grant()
        let forged = try #require(try impostor.record(of: "singapore", at: ProofScene.johor, grant: grant))
        let refused = refusal(of: try scene.file(grant: grant, records: [forged]))
        #expect(refused == .badRecordSignature(landmark: "singapore"))
    }

    @Test func `what is left when records are left out must prove by itself`() throws {
        let grant = try scene.grant()
        let one = try scene.file(grant: grant, records: [try record(of: "singapore", grant)])
        // One landmark alone can't be removed.
        #expect(try verify(one).finding.verdict == .inconclusive)
        let two = [try record(of: "singapore", grant), try record(of: "kuala-lumpur", grant)]
        #expect(try verify(scene.file(grant: grant, records: two)).finding.verdict == .provenOutside)
    }

    @Test func `landmarks that gave no record are named with the reason`() throws {
        let absences = [
            Absence(landmark: "manila", reason: .silent), Absence(landmark: "bangkok", reason: .impostor),
            Absence(landmark: "jakarta", reason: .unfinished),
        ]
        let verified = try verify(scene.evidence(at: ProofScene.johor, absences: absences))
        #expect(verified.finding.verdict == .provenOutside)
        #expect(verified.absences.map(\.landmark) == ["bangkok", "jakarta", "manila"])
        let report = VerificationReport(verified)
        #expect(report.absent == ["manila": "silent", "bangkok": "impostor", "jakarta": "unfinished"])
        #expect(report.notes.contains("no record of manila: silent"))
    }

    @Test func `nobody can put an easier question, or a longer validity, than the verifier signed`() throws {
        let grant = try scene.grant()
        let questions = [
            Question(regions: "is"), Question(regions: "cn+hk+mo", validity: 1_000_000),
            Question(regions: "cn+hk+mo", speed: .vacuum), Question(regions: "cn+hk+mo", faultTolerance: 0),
        ]
        for question in questions {
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

    @Test func `what verify prints has the documented keys and the same bytes each time`() throws {
        let verified = try verify(scene.evidence(at: ProofScene.johor))
        let first = try VerificationReport(verified).json()
        #expect(try VerificationReport(verified).json() == first)
        let keys = try #require(try JSONSerialization.jsonObject(with: first) as? [String: Any]).keys
        #expect(
            Set(keys).isSuperset(of: [
                "verdict", "strictVerdict", "regions", "speed", "faultTolerance", "assurance", "validUntil", "digest",
                "refusals", "clock", "absent", "accelerators",
            ]))
    }

    @Test func `refused replies are told apart in what verify prints`() throws {
        let grant = try scene.grant()
        let records = try ["singapore", "kuala-lumpur"].compactMap {
            try scene.record(of: $0, at: ProofScene.johor, grant: grant, unauthenticated: 2, replayed: 1)
        }
        let report = VerificationReport(try verify(scene.file(grant: grant, records: records)))
        #expect(report.refusals == ["unauthenticated": 4, "replayed": 2])
        #expect(report.refusedReplies == 6)
        #expect(report.clock == "process")
        #expect(report.notes.contains("refused replies: 2 replayed, 4 unauthenticated"))
    }

    @Test func `the highest counts of refused replies are still counts`() throws {
        let scene = try #require(ProofScene())
        let grant = try scene.grant()
        let record = try #require(
            try scene.record(
                of: "manila", at: ProofScene.johor, grant: grant, unauthenticated: .max, replayed: .max,
                answered: false))
        let file = try scene.file(grant: grant, records: [record])
        #expect(throws: Refusal.answeredWithoutKey(landmarks: 1)) {
            try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        }
    }

    @Test(
        arguments: [
            [Absence(landmark: "nowhere", reason: .impostor)],
            [Absence(landmark: "manila", reason: .impostor), Absence(landmark: "manila", reason: .silent)],
        ])
    func `a device accuses only landmarks that were asked, and each once`(absences: [Absence]) throws {
        let scene = try #require(ProofScene())
        let file = try scene.evidence(at: ProofScene.johor, grant: try scene.grant(), absences: absences)
        #expect(throws: Refusal.self) {
            try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        }
    }

    @Test func `a late record without a sample doesn't make early ones younger`() throws {
        let scene = try #require(ProofScene())
        let grant = try scene.grant()
        let early = try #require(try scene.record(of: "singapore", at: ProofScene.johor, grant: grant))
        let late = try #require(
            try scene.record(
                of: "manila", at: ProofScene.johor, grant: grant, answered: false, signedAt: scene.now + 500))
        let file = try scene.file(grant: grant, records: [early, late])
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        #expect(verified.measuredAt == early.record.signedAt)
    }
}
