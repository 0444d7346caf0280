import Attestation
import Controls
import Crypto
import Documents
import Foundation
import Ledger
import Location
import Proof
import ProofSupport
import Ranging
import Registry
import TestSupport
import Testing

struct RegistryTests {
    private let folder: ScratchFolder
    private let scene: ProofScene

    init() throws {
        folder = try ScratchFolder()
        scene = try #require(ProofScene())
    }

    private var path: String { folder.path("assay.sqlite") }
    private var device: String { scene.device.identity.id }

    /// A registry with the consignment and the device on its roster.
    private func opened() throws -> Registry {
        let registry = try Registry(path: path)
        try registry.add(try BoardsToJohor.consignment(), at: 1)
        try registry.enrol(scene.device.identity, name: "board 01", consignment: BoardsToJohor.id, at: 2)
        return registry
    }

    /// Opens a session until 603 and accepts evidence from a place for it.
    private func accept(
        at place: ProofScene.Place, in registry: Registry, grant: SessionGrant? = nil, remarks: [FindingRow] = []
    ) throws -> (acceptance: Registry.Acceptance, verified: VerifiedEvidence) {
        // Without a grant, a session of its own with a key of its own.
        let scene = grant == nil ? scene.renewed() : scene
        let grant = try grant ?? openSession(of: scene, in: registry)
        let file = try scene.evidence(at: place, grant: grant)
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        let acceptance = try registry.accept(verified, certificate: Data([1, 2, 3]), remarks: remarks, at: 10)
        return (acceptance, verified)
    }

    private func openSession(of other: ProofScene? = nil, in registry: Registry) throws -> SessionGrant {
        let grant = try (other ?? scene).grant()
        #expect(try registry.open(grant, device: device, at: 3, expires: 603))
        return grant
    }

    @Test func `commits are synchronous, whatever the pool sets`() throws {
        #expect(try opened().synchronousLevel() == 2)
    }

    @Test func `accepted evidence is there after reopening, with verdict, certificate and ledger leaf`() throws {
        let (acceptance, verified) = try accept(at: ProofScene.johor, in: try opened())
        #expect(acceptance == .new)
        let again = try Registry(path: path)
        #expect(try again.evidence().map(\.digest) == [verified.digest])
        #expect(try again.evidenceFile(verified.digest) == (try verified.vouched.file.bytes()))
        #expect(try again.certificate(verified.digest) == Data([1, 2, 3]))
        #expect(try again.verdicts(of: device).map(\.verdict) == ["provenOutside"])
        #expect(try again.verdicts(of: device).map(\.measuredAt) == [Int(scene.now) + 5])
        var tree = MerkleTree()
        _ = tree.append(Array(verified.digest.utf8))
        #expect(try again.ledger().root == tree.root)
        #expect(try again.integrity() == "ok")
    }

    @Test func `the same evidence, or another of its session, is stored once`() throws {
        let registry = try opened()
        let grant = try openSession(in: registry)
        #expect(try accept(at: ProofScene.johor, in: registry, grant: grant).acceptance == .new)
        #expect(try accept(at: ProofScene.johor, in: registry, grant: grant).acceptance == .known)
        #expect(try accept(at: ProofScene.shenzhen, in: registry, grant: grant).acceptance == .sessionIsClosed)
        #expect(try registry.evidence().count == 1)
        #expect(try registry.verdicts(of: device).count == 1)
    }

    @Test func `leaves are numbered without gaps`() throws {
        let registry = try opened()
        for _ in 0..<5 { _ = try accept(at: ProofScene.johor, in: registry) }
        #expect(try registry.evidence().map(\.leaf) == [0, 1, 2, 3, 4])
    }

    @Test func `remarks come with the evidence, or not at all`() throws {
        let registry = try opened()
        let grant = try openSession(in: registry)
        func remark(_ id: String) -> FindingRow {
            FindingRow(
                id: id, deviceId: device, kind: FindingRow.foreignReplies, reason: "replies by others", foundAt: 7)
        }
        _ = try accept(at: ProofScene.johor, in: registry, grant: grant, remarks: [remark("first")])
        _ = try accept(at: ProofScene.shenzhen, in: registry, grant: grant, remarks: [remark("second")])
        #expect(try registry.findings(of: device).map(\.id) == ["first"])
    }

    @Test func `a session key opens one session, and an overheard request none`() throws {
        let registry = try opened()
        let grant = try scene.grant()
        #expect(try registry.open(grant, device: device, at: 3, expires: 603))
        #expect(try !registry.open(grant, device: device, at: 3, expires: 603))
        // Another session for the same key, and one for another key.
        #expect(try !registry.open(try scene.grant(), device: device, at: 4, expires: 604))
        #expect(try registry.open(try scene.renewed().grant(), device: device, at: 4, expires: 604))
    }

    @Test func `the grant of a session is kept as it was signed`() throws {
        let registry = try opened()
        let grant = try openSession(in: registry)
        #expect(try registry.grant(session: grant.terms.session) == Data(grant.encoded))
        #expect(try registry.grant(session: SessionID()) == nil)
    }

    @Test func `a consignment is stored once and never overwritten`() throws {
        let registry = try opened()
        let consignment = try BoardsToJohor.consignment()
        try registry.add(consignment, at: 5)
        #expect(try registry.consignments() == [consignment])
        let other = try BoardsToJohor.consignment(title: "Something else")
        #expect(throws: RegistryError.self) { try registry.add(other, at: 6) }
        #expect(try registry.consignments() == [consignment])
    }

    @Test func `a device needs a consignment, and enrols once`() throws {
        let registry = try opened()
        try registry.enrol(scene.device.identity, name: "again", consignment: BoardsToJohor.id, at: 9)
        #expect(try registry.devices().map(\.name) == ["board 01"])
        let stranger = try #require(SoftwareDeviceKey()).identity
        #expect(throws: RegistryError.self) {
            try registry.enrol(stranger, name: "x", consignment: "nowhere", at: 9)
        }
    }

    @Test func `devices of every kind come back as they were enrolled`() throws {
        let registry = try opened()
        let identities = try [
            #require(DeviceIdentity(kind: .tpm, key: [UInt8](repeating: 1, count: 34))),
            #require(DeviceIdentity(kind: .nvidiaGPU, key: [UInt8](repeating: 2, count: 9))),
            #require(DeviceIdentity(kind: EvidenceKind(rawValue: "another-vendor"), key: [3])),
        ]
        for identity in identities {
            try registry.enrol(identity, name: "\(identity.kind)", consignment: BoardsToJohor.id, at: 9)
        }
        for identity in identities + [scene.device.identity] {
            #expect(try registry.device(identity.id)?.identity == identity)
        }
    }

    @Test(arguments: ["/proc/assay.sqlite", "/nonexistent/folder/assay.sqlite"])
    func `a path that can't be written is named`(path: String) {
        #expect { try Registry(path: path) } throws: { "\($0)".contains(path) }
    }

    @Test func `a file that is no database is named and left alone`() throws {
        let text = String(repeating: "not a database, ", count: 100)
        let file = try folder.file("notes.txt", text)
        #expect { try Registry(path: file) } throws: { "\($0)".contains("not an SQLite database") }
        #expect(FileManager.default.contents(atPath: file) == Data(text.utf8))
    }
}

/// A consignment that is checked nowhere, for rosters.
enum BoardsToJohor {
    static let id = "h200-to-johor"

    static func consignment(title: String = "Boards to Johor") throws -> Consignment {
        try Consignment(
            DocumentFile(
                name: "test.yaml",
                text: """
                    id: \(id)
                    title: \(title)
                    date: 2026-11-22
                    item: { system: hgx-h200, quantity: 64 }
                    exporter: { name: A, country: us }
                    exportedFrom: us
                    commerciallyAvailableInUS: true
                    endUser: { name: B, country: my, headquarters: my, kind: privateFirm, stateFunded: false }
                    site: { name: Hall, country: my, latitude: 1.7, longitude: 103.5 }
                    use: Serving
                    restricted: cn+hk+mo
                    """))
    }
}
