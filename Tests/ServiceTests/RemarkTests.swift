import Attestation
import Foundation
import Location
import Proof
import ProofSupport
import Ranging
import Registry
import Testing

@testable import Service

/// Findings that are worth a look and leave the newest verdict standing, and those that don't.
struct RemarkTests {
    private let service: ServiceScene
    private var scene: ProofScene { service.scene }

    init() throws { service = try ServiceScene() }

    /// Where the device stands ten seconds after the rounds.
    private func state() throws -> DeviceStatus.State {
        let row = try #require(try service.registry.device(scene.device.identity.id))
        return try DeviceStatus(device: row, registry: service.registry, now: Int(scene.now) + 15).state
    }

    @Test func `foreign replies and an impostor of a landmark are remarked, and the verdict stands`() throws {
        let file = try service.evidence(
            unauthenticated: 1, absences: [Absence(landmark: "manila", reason: .impostor)])
        let accepted = try #require(try service.verifier.submit(file, now: scene.now + 10).accepted)
        #expect(accepted.verified.finding.verdict == .provenOutside)
        let findings = try service.registry.findings(of: scene.device.identity.id)
        #expect(Set(findings.map(\.kind)) == [FindingRow.foreignReplies, FindingRow.landmarkImpostor])
        #expect(findings.allSatisfy { $0.isRemark })
        #expect(try state() == .cleared)
        let impostor = try #require(findings.first { $0.kind == FindingRow.landmarkImpostor })
        #expect(impostor.reason.contains("manila"))
        let foreign = try #require(findings.first { $0.kind == FindingRow.foreignReplies })
        #expect(foreign.reason.contains("jakarta"))
        #expect(!foreign.reason.contains("manila"))
    }

    @Test func `answers of other rounds are foreign replies too`() throws {
        let (grant, opening) = try service.open()
        let records = try ["singapore", "kuala-lumpur"].compactMap {
            try scene.record(of: $0, at: ProofScene.johor, grant: grant, replayed: $0 == "singapore" ? 1 : 0)
        }
        let file = try scene.file(grant: grant, records: records, question: opening.question)
        #expect(try service.verifier.submit(file, now: scene.now + 10).accepted != nil)
        #expect(try service.findings() == [FindingRow.foreignReplies])
    }

    @Test func `a silent landmark, or a reply that came late, is no remark`() throws {
        let file = try service.evidence(absences: [
            Absence(landmark: "manila", reason: .silent), Absence(landmark: "bangkok", reason: .unfinished),
        ])
        #expect(try service.verifier.submit(file, now: scene.now + 10).accepted != nil)
        #expect(try service.findings().isEmpty)
    }

    @Test func `a session that nobody closed is remarked once, and the verdict before it stands`() throws {
        let file = try service.evidence()
        #expect(try service.verifier.submit(file, now: scene.now + 10).accepted != nil)
        _ = try service.open(scene.renewed())
        #expect(try service.registry.reportUnfinishedSessions(at: Int(scene.now) + 601) == 1)
        #expect(try service.registry.reportUnfinishedSessions(at: Int(scene.now) + 601) == 0)
        #expect(try service.findings() == [FindingRow.unfinishedSession])
        #expect(try state() == .cleared)
    }

    @Test func `refused evidence is more than a remark`() throws {
        let good = try service.evidence()
        #expect(try service.verifier.submit(good, now: scene.now + 10).accepted != nil)
        #expect(try state() == .cleared)
        let bad = try service.evidence(answered: false, unauthenticated: 2)
        #expect(try service.verifier.submit(bad, now: scene.now + 12).refusal != nil)
        #expect(try state() == .refused)
    }

    @Test func `no number of remarks hides that the newest evidence was refused`() throws {
        let good = try service.evidence()
        #expect(try service.verifier.submit(good, now: scene.now + 10).accepted != nil)
        let bad = try service.evidence(answered: false, unauthenticated: 2)
        #expect(try service.verifier.submit(bad, now: scene.now + 12).refusal != nil)
        for number in 0..<120 {
            try service.registry.report(
                FindingRow(
                    id: "remark \(number)", deviceId: scene.device.identity.id, kind: FindingRow.unfinishedSession,
                    reason: "nothing came", foundAt: Int(scene.now) + 601))
        }
        #expect(try state() == .refused)
    }

    @Test func `the sweep reports sessions that nobody closed, and counts them`() async throws {
        // Opened in 1970, so over by any clock.
        _ = try service.open(service.scene.renewed(), at: 1_000)
        _ = try service.open(service.scene.renewed(), at: 1_000)
        let sweep = SessionSweep(registry: service.registry)
        let task = Task { try await sweep.run() }
        for _ in 0..<400 {
            if try service.counts()["sessions_unfinished"] != nil { break }
            try await Task.sleep(for: .milliseconds(25))
        }
        task.cancel()
        try await task.value
        #expect(try service.counts()["sessions_unfinished"] == 2)
        #expect(try service.findings() == [FindingRow.unfinishedSession, FindingRow.unfinishedSession])
    }
}
