import Attestation
import Crypto
import Foundation
import Location
import Proof
import ProofSupport
import Ranging
import Registry
import Service
import Testing

/// Evidence that is handed in: accepted once, refused with its reason, and left in the books.
struct VerifierTests {
    private let service: ServiceScene
    private var verifier: Verifier { service.verifier }
    private var scene: ProofScene { service.scene }

    init() throws { service = try ServiceScene() }

    @Test func `evidence is accepted once and its verdict recorded`() throws {
        let file = try service.evidence()
        let first = try #require(try verifier.submit(file, now: scene.now).accepted)
        #expect(first.isNew)
        #expect(first.verified.finding.verdict == .provenOutside)
        let second = try #require(try verifier.submit(file, now: scene.now).accepted)
        #expect(!second.isNew)
        #expect(try service.registry.verdicts(of: scene.device.identity.id).count == 1)
        #expect(try service.findings().isEmpty)
        #expect(try service.counts() == ["sessions_opened": 1, "evidence_accepted provenOutside": 1])
    }

    @Test func `its certificate is signed, kept, and given again`() throws {
        let file = try service.evidence()
        let first = try #require(try verifier.submit(file, now: scene.now).accepted)
        let certificate = try VerdictCertificate(decoding: Array(first.certificate))
        #expect(certificate.hasValidSignature)
        #expect(certificate.claims.verifier == scene.verifierKey)
        #expect(Hex.string(certificate.claims.evidence) == file.digest)
        #expect(certificate.claims.verdict == "provenOutside")
        #expect(try service.registry.certificate(file.digest) == first.certificate)
        let second = try #require(try verifier.submit(file, now: scene.now + 100_000).accepted)
        #expect(second.certificate == first.certificate)
    }

    @Test func `evidence for an easier question than the consignment's is refused`() throws {
        let (grant, _) = try service.open()
        let file = try scene.evidence(at: ProofScene.shenzhen, grant: grant, question: Question(regions: "is"))
        #expect(try verifier.submit(file, now: scene.now).refusal == .otherQuestion)
        #expect(try service.registry.evidence().isEmpty)
    }

    @Test func `a session that was never opened here is refused, and says nothing about its device`() throws {
        let file = try scene.evidence(at: ProofScene.johor)
        #expect(try verifier.submit(file, now: scene.now).refusal == .unknownSession)
        #expect(try service.registry.evidence().isEmpty)
        #expect(try service.findings().isEmpty)
    }

    @Test func `another grant with the same session is refused`() throws {
        let (grant, opening) = try service.open()
        let other = try scene.grant(question: opening.question, session: grant.terms.session)
        let file = try scene.evidence(at: ProofScene.johor, grant: other, question: opening.question)
        #expect(try verifier.submit(file, now: scene.now).refusal == .unknownSession)
    }

    @Test func `evidence that comes when its session is over is stale`() throws {
        let file = try service.evidence()
        #expect(try verifier.submit(file, now: scene.now + 601).refusal == .staleSession)
        #expect(try service.registry.evidence().isEmpty)
        #expect(try service.findings() == ["staleSession"])
        #expect(try service.registry.reportUnfinishedSessions(at: .max) == 0)
    }

    @Test func `evidence is taken to the last second, and known evidence is known for ever`() throws {
        let file = try service.evidence()
        #expect(try verifier.submit(file, now: scene.now + 600).accepted?.isNew == true)
        #expect(try verifier.submit(file, now: scene.now + 1_000_000).accepted?.isNew == false)
        #expect(try service.findings().isEmpty)
    }

    @Test func `answers without the key leave a finding on the device`() throws {
        let file = try service.evidence(answered: false, unauthenticated: 2)
        #expect(try verifier.submit(file, now: scene.now).refusal == .answeredWithoutKey(landmarks: 5))
        #expect(try service.findings() == ["answeredWithoutKey"])
        #expect(try service.registry.evidence().isEmpty)
        let counts = try service.counts()
        #expect(counts["evidence_refused answeredWithoutKey"] == 1)
        #expect(counts["replies_refused unauthenticated"] == 10)
    }

    @Test func `nobody can blacken a device with evidence that it didn't close`() throws {
        let (grant, opening) = try service.open()
        let thief = try #require(SoftwareDeviceKey())
        let closed = try scene.file(
            grant: grant, records: [], question: opening.question, openedBy: thief, closedBy: thief)
        let signed = try scene.file(grant: grant, records: [], question: opening.question, signedBy: SessionKey())
        #expect(try verifier.submit(closed, now: scene.now).refusal?.name == "badOpening")
        #expect(try verifier.submit(signed, now: scene.now).refusal?.name == "badClosing")
        #expect(try service.findings().isEmpty)
        // Nor does it count as the session's end.
        let file = try scene.evidence(at: ProofScene.johor, grant: grant, question: opening.question)
        #expect(try verifier.submit(file, now: scene.now).accepted?.isNew == true)
        #expect(try service.counts()["evidence_refused badClosing"] == 1)
    }

    @Test func `landmarks that were absent, and replies that were refused, are counted`() throws {
        let absences = [
            Absence(landmark: "manila", reason: .silent), Absence(landmark: "bangkok", reason: .silent),
            Absence(landmark: "jakarta", reason: .unfinished),
        ]
        let file = try service.evidence(unauthenticated: 3, absences: absences)
        #expect(try verifier.submit(file, now: scene.now).accepted != nil)
        // The same again isn't counted again.
        #expect(try verifier.submit(file, now: scene.now).accepted != nil)
        let counts = try service.counts()
        #expect(counts["landmarks_absent silent"] == 2)
        #expect(counts["landmarks_absent unfinished"] == 1)
        #expect(counts["replies_refused unauthenticated"] == 6)
        #expect(counts["evidence_accepted provenOutside"] == 1)
    }

    @Test func `other evidence of a session that is closed says nothing about the device`() throws {
        let scene = service.scene.renewed()
        let (grant, opening) = try service.open(scene)
        let first = try scene.evidence(at: ProofScene.johor, grant: grant, question: opening.question)
        #expect(try service.verifier.submit(first, now: scene.now + 10).accepted?.isNew == true)
        let other = try scene.evidence(at: ProofScene.shenzhen, grant: grant, question: opening.question)
        #expect(try service.verifier.submit(other, now: scene.now + 11).refusal == .sessionIsClosed)
        #expect(try service.verifier.submit(other, now: scene.now + 100_000).refusal == .sessionIsClosed)
        #expect(try service.findings().isEmpty)
        #expect(try service.verifier.submit(first, now: scene.now + 100_000).accepted?.isNew == false)
    }
}
