import Attestation
import Controls
import Crypto
import Documents
import Foundation
import Location
import Proof
import ProofSupport
import Ranging
import Registry
import Service
import Testing

struct VerifierTests {
    private let scene: ProofScene
    private let registry: Registry
    private let verifier: Verifier

    init() throws {
        scene = try #require(ProofScene())
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-service-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        registry = try Registry(path: folder.appending(path: "assay.sqlite").path)
        let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/h200-to-johor.yaml")
        try registry.add(try Consignment(DocumentFile(path: example.path)), at: 1)
        verifier = try Verifier(
            registry: registry, atlas: try ProofScene.atlas.get(), directory: scene.directory, key: scene.verifier)
    }

    private func enrol() throws {
        try registry.enrol(scene.device.identity, name: "board", consignment: "h200-to-johor", at: 1)
    }

    private func open() throws -> (SessionGrant, SessionOpening) {
        let opening = try verifier.open(try SessionRequest(key: scene.device, time: scene.now), now: scene.now)
        return (try SessionGrant(decoding: opening.grant), opening)
    }

    @Test func `an enrolled device gets a session with its consignment's question`() throws {
        try enrol()
        let (grant, opening) = try open()
        #expect(grant.hasValidSignature)
        #expect(grant.device == scene.device.identity)
        #expect(opening.question.regions == "cn+hk+mo")
    }

    @Test func `a device on no roster gets none`() throws {
        #expect { try open() } throws: { error in
            if case SessionRefusal.unknownDevice = error { true } else { false }
        }
    }

    @Test func `a stale or unsigned request gets none`() throws {
        try enrol()
        let old = try SessionRequest(key: scene.device, time: scene.now - 301)
        #expect(throws: SessionRefusal.self) { try verifier.open(old, now: scene.now) }
        let thief = try #require(SoftwareDeviceKey())
        let json = try JSONEncoder().encode(try SessionRequest(key: thief, time: scene.now))
        var fields = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        fields["device"] = Data(scene.device.identity.bytes).base64EncodedString()
        let stolen = try JSONDecoder().decode(
            SessionRequest.self, from: try JSONSerialization.data(withJSONObject: fields))
        #expect(throws: SessionRefusal.self) { try verifier.open(stolen, now: scene.now) }
    }

    @Test func `evidence is accepted once and its verdict recorded`() throws {
        try enrol()
        let (grant, opening) = try open()
        let file = try scene.evidence(at: ProofScene.johor, grant: grant, question: opening.question)
        guard case .accepted(let verified, let isNew) = try verifier.submit(file, now: scene.now) else {
            Issue.record("expected acceptance")
            return
        }
        #expect(isNew)
        #expect(verified.finding.verdict == .provenOutside)
        guard case .accepted(_, let again) = try verifier.submit(file, now: scene.now) else {
            Issue.record("expected acceptance")
            return
        }
        #expect(!again)
        #expect(try registry.verdicts(of: scene.device.identity.id).count == 1)
    }

    @Test func `evidence for an easier question than the consignment's is refused`() throws {
        try enrol()
        let (grant, _) = try open()
        let file = try scene.evidence(at: ProofScene.shenzhen, grant: grant, question: Question(regions: "is"))
        guard case .refused = try verifier.submit(file, now: scene.now) else {
            Issue.record("expected refusal")
            return
        }
        #expect(try registry.evidence().isEmpty)
    }

    @Test func `a session that was never opened here is refused`() throws {
        try enrol()
        let file = try scene.evidence(at: ProofScene.johor)
        guard case .refused(.unknownSession) = try verifier.submit(file, now: scene.now) else {
            Issue.record("expected refusal")
            return
        }
        #expect(try registry.evidence().isEmpty)
    }

    @Test func `answers without the key leave a finding on the device`() throws {
        try enrol()
        let (grant, opening) = try open()
        let file = try scene.evidence(
            at: ProofScene.johor, grant: grant, question: opening.question, answered: false, unauthenticated: 2)
        guard case .refused(.answeredWithoutKey) = try verifier.submit(file, now: scene.now) else {
            Issue.record("expected refusal")
            return
        }
        #expect(try registry.findings(of: scene.device.identity.id).map(\.kind) == ["answeredWithoutKey"])
    }

    @Test func `the verifier's key is made once, kept to its owner, and never replaced when broken`() throws {
        let database = FileManager.default.temporaryDirectory.appending(path: "assay-key-\(UUID().uuidString)").path
        let first = try VerifierKey.load(besideDatabase: database)
        #expect(try VerifierKey.load(besideDatabase: database).rawRepresentation == first.rawRepresentation)
        let file = database + ".verifier-key"
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try Data("broken".utf8).write(to: URL(filePath: file))
        #expect(throws: VerifierKeyError.self) { try VerifierKey.load(besideDatabase: database) }
    }
}
