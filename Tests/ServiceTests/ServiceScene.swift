import Attestation
import Controls
import Documents
import Foundation
import Proof
import ProofSupport
import Ranging
import Registry
import Service
import TestSupport
import Testing

/// A verifier with its registry, without a web server: the example consignment, and a device on its roster.
struct ServiceScene {
    let scene: ProofScene
    let registry: Registry
    let verifier: Verifier
    private let folder: ScratchFolder

    /// - Parameters:
    ///   - directory: the landmarks; the scene's unless given.
    ///   - isEnrolled: whether the device is on the roster.
    init(directory: LandmarkDirectory? = nil, isEnrolled: Bool = true) throws {
        let scene = try #require(ProofScene())
        let folder = try ScratchFolder()
        let registry = try Registry(path: folder.path("assay.sqlite"))
        let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/h200-to-johor.yaml")
        try registry.add(try Consignment(DocumentFile(path: example.path)), at: 1)
        if isEnrolled {
            try registry.enrol(scene.device.identity, name: "board", consignment: "h200-to-johor", at: 1)
        }
        verifier = try Verifier(
            registry: registry, atlas: try ProofScene.atlas.get(), directory: directory ?? scene.directory,
            key: scene.verifier)
        self.scene = scene
        self.registry = registry
        self.folder = folder
    }

    var now: UInt64 { scene.now }

    /// What the device asks with.
    func request(time: UInt64? = nil) throws -> SessionRequest {
        try SessionRequest(device: scene.device, key: scene.key, time: time ?? now)
    }

    /// A session for the device, answered by the scene's key.
    func open(at time: UInt64? = nil) throws -> (grant: SessionGrant, opening: SessionOpening) {
        try open(scene, at: time)
    }

    /// A session for the device, answered by the key of `scene`.
    func open(
        _ scene: ProofScene, at time: UInt64? = nil
    ) throws -> (grant: SessionGrant, opening: SessionOpening) {
        let request = try SessionRequest(device: scene.device, key: scene.key, time: time ?? now)
        let opening = try verifier.open(request, now: time ?? now)
        return (try SessionGrant(decoding: Array(opening.grant)), opening)
    }

    /// Evidence from Johor for a session that is opened for it.
    func evidence(
        answered: Bool = true, unauthenticated: UInt16 = 0, absences: [Absence] = []
    ) throws -> EvidenceFile {
        let scene = scene.renewed()
        let (grant, opening) = try open(scene)
        return try scene.evidence(
            at: ProofScene.johor, grant: grant, question: opening.question, answered: answered,
            unauthenticated: unauthenticated, absences: absences)
    }

    /// The kinds of the device's findings, the newest first.
    func findings() throws -> [String] { try registry.findings(of: scene.device.identity.id).map(\.kind) }

    /// All counts, such as `evidence_refused noRecords`.
    func counts() throws -> [String: Int] {
        let counts = try registry.tallies().map { ($0.label.isEmpty ? $0.name : "\($0.name) \($0.label)", $0.count) }
        return Dictionary(counts, uniquingKeysWith: +)
    }
}

extension Submission {
    /// Why it was refused; nil when it was accepted.
    var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }

    /// What was accepted; nil when it was refused.
    var accepted: (verified: VerifiedEvidence, isNew: Bool, certificate: Data)? {
        guard case .accepted(let verified, let isNew, let certificate) = self else { return nil }
        return (verified, isNew, certificate)
    }
}
