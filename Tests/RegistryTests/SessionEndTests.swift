import Attestation
import Foundation
import Location
import Proof
import ProofSupport
import Ranging
import Registry
import TestSupport
import Testing

/// How sessions end: with evidence, with refused evidence, or in silence, which is a finding.
struct SessionEndTests {
    private let folder: ScratchFolder
    private let scene: ProofScene
    private let registry: Registry
    private let grant: SessionGrant

    /// A session of an enrolled device that is over after 603.
    init() throws {
        folder = try ScratchFolder()
        scene = try #require(ProofScene())
        registry = try Registry(path: folder.path("assay.sqlite"))
        try registry.add(try BoardsToJohor.consignment(), at: 1)
        try registry.enrol(scene.device.identity, name: "board 01", consignment: BoardsToJohor.id, at: 2)
        grant = try scene.grant()
        _ = try registry.open(grant, device: scene.device.identity.id, at: 3, expires: 603)
    }

    private func findings() throws -> [FindingRow] { try registry.findings(of: scene.device.identity.id) }

    @Test func `a session for which nothing came is reported once, when it is over`() throws {
        #expect(try registry.reportUnfinishedSessions(at: 603) == 0)
        #expect(try findings().isEmpty)
        #expect(try registry.reportUnfinishedSessions(at: 604) == 1)
        #expect(try registry.reportUnfinishedSessions(at: 604) == 0)
        #expect(try registry.reportUnfinishedSessions(at: 10_000) == 0)
        let finding = try #require(try findings().first)
        #expect(try findings().count == 1)
        #expect(finding.kind == FindingRow.unfinishedSession)
        #expect(finding.foundAt == 603)
        #expect(finding.reason.contains(grant.terms.session.description))
        #expect(finding.isRemark)
    }

    @Test func `a session with evidence is not unfinished`() throws {
        let file = try scene.evidence(at: ProofScene.johor, grant: grant)
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        #expect(try registry.accept(verified, certificate: Data(), remarks: [], at: 10) == .new)
        #expect(try registry.reportUnfinishedSessions(at: 10_000) == 0)
        #expect(try findings().isEmpty)
    }

    @Test func `a session whose evidence was refused is not unfinished`() throws {
        try registry.refuse(session: grant.terms.session, as: "noRecords")
        #expect(try registry.reportUnfinishedSessions(at: 10_000) == 0)
        #expect(try findings().isEmpty)
    }

    @Test func `refused evidence doesn't hide that a session was finished before`() throws {
        let file = try scene.evidence(at: ProofScene.johor, grant: grant)
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        _ = try registry.accept(verified, certificate: Data(), remarks: [], at: 10)
        try registry.refuse(session: grant.terms.session, as: "noRecords")
        #expect(try registry.reportUnfinishedSessions(at: 10_000) == 0)
        #expect(try registry.evidence().count == 1)
    }

    @Test func `a finding is recorded once for each id, the newest first`() throws {
        func finding(_ id: String, at time: Int) -> FindingRow {
            FindingRow(
                id: id, deviceId: scene.device.identity.id, kind: "answeredWithoutKey", reason: "others", foundAt: time)
        }
        for row in [finding("a", at: 5), finding("b", at: 7), finding("a", at: 9)] { try registry.report(row) }
        #expect(try findings().map(\.id) == ["b", "a"])
        #expect(try findings().map(\.foundAt) == [7, 5])
        #expect(try findings().allSatisfy { !$0.isRemark })
    }

    @Test func `counts go on after reopening, each by name and label`() throws {
        try registry.count("evidence_refused", label: "noRecords")
        try registry.count("evidence_refused", label: "noRecords", by: 2)
        try registry.count("evidence_refused", label: "badClosing")
        try registry.count("sessions_opened")
        try registry.count("sessions_opened", by: 0)
        try registry.count("sessions_opened", by: -5)
        let again = try Registry(path: folder.path("assay.sqlite"))
        try again.count("sessions_opened")
        let tallies = try again.tallies().map { "\($0.name) \($0.label) \($0.count)" }
        #expect(tallies == ["evidence_refused badClosing 1", "evidence_refused noRecords 3", "sessions_opened  2"])
    }
}
