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
import Testing

struct RegistryTests {
    private let folder: URL
    private let scene: ProofScene
    private let atlas: RegionAtlas

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "assay-registry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        scene = try #require(ProofScene())
        atlas = try ProofScene.atlas.get()
    }

    private var path: String { folder.appending(path: "assay.sqlite").path }

    private func consignment(_ title: String = "Boards to Johor") throws -> Consignment {
        try Consignment(
            DocumentFile(
                name: "test.yaml",
                text: """
                    id: h200-to-johor
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

    /// A registry with the consignment and the device on its roster.
    private func opened() throws -> Registry {
        let registry = try Registry(path: path)
        try registry.add(try consignment(), at: 1)
        try registry.enrol(scene.device.identity, name: "board 01", consignment: "h200-to-johor", at: 2)
        return registry
    }

    private func accept(_ file: EvidenceFile, grant: SessionGrant, in registry: Registry) throws -> Bool {
        let verified = try file.verify(trusted: nil, atlas: atlas)
        return try registry.accept(file, verified, session: grant.session, at: 10)
    }

    @Test func `commits are synchronous, whatever the pool sets`() throws {
        #expect(try opened().synchronousLevel() == 2)
    }

    @Test func `accepted evidence is there after reopening, with verdict and ledger leaf`() throws {
        let grant = try scene.grant()
        let file = try scene.evidence(at: ProofScene.johor, grant: grant)
        let first = try opened()
        try first.open(grant, at: 3)
        #expect(try accept(file, grant: grant, in: first))
        let again = try Registry(path: path)
        #expect(try again.evidence().map(\.digest) == [file.digest])
        #expect(try again.evidenceFile(file.digest) == (try file.json()))
        #expect(try again.verdicts(of: scene.device.identity.id).map(\.verdict) == ["provenOutside"])
        var tree = MerkleTree()
        _ = tree.append(Array(file.digest.utf8))
        #expect(try again.ledger().root == tree.root)
        #expect(try again.integrity() == "ok")
    }

    @Test func `the same evidence, or another of its session, is stored once`() throws {
        let grant = try scene.grant()
        let registry = try opened()
        try registry.open(grant, at: 3)
        let file = try scene.evidence(at: ProofScene.johor, grant: grant)
        #expect(try accept(file, grant: grant, in: registry))
        #expect(try !accept(file, grant: grant, in: registry))
        let other = try scene.evidence(at: ProofScene.shenzhen, grant: grant)
        #expect(try !accept(other, grant: grant, in: registry))
        #expect(try registry.evidence().count == 1)
        #expect(try registry.verdicts(of: scene.device.identity.id).count == 1)
    }

    @Test func `leaves are numbered without gaps`() throws {
        let registry = try opened()
        for _ in 0..<5 {
            let grant = try scene.grant()
            try registry.open(grant, at: 3)
            _ = try accept(try scene.evidence(at: ProofScene.johor, grant: grant), grant: grant, in: registry)
        }
        #expect(try registry.evidence().map(\.leaf) == [0, 1, 2, 3, 4])
    }

    @Test func `a consignment is stored once and never overwritten`() throws {
        let registry = try opened()
        try registry.add(try consignment(), at: 5)
        #expect(try registry.consignments() == [try consignment()])
        #expect(throws: RegistryError.self) { try registry.add(try consignment("Something else"), at: 6) }
        #expect(try registry.consignments() == [try consignment()])
    }

    @Test func `a device needs a consignment, and enrols once`() throws {
        let registry = try opened()
        try registry.enrol(scene.device.identity, name: "again", consignment: "h200-to-johor", at: 9)
        #expect(try registry.devices().map(\.name) == ["board 01"])
        let stranger = try #require(SoftwareDeviceKey()).identity
        #expect(throws: RegistryError.self) {
            try registry.enrol(stranger, name: "x", consignment: "nowhere", at: 9)
        }
    }

    @Test(arguments: ["/proc/assay.sqlite", "/nonexistent/folder/assay.sqlite"])
    func `a path that can't be written is named`(path: String) {
        #expect { try Registry(path: path) } throws: { "\($0)".contains(path) }
    }

    @Test func `a file that is no database is named and left alone`() throws {
        let text = Data(String(repeating: "not a database, ", count: 100).utf8)
        let file = folder.appending(path: "notes.txt")
        try text.write(to: file)
        #expect { try Registry(path: file.path) } throws: { "\($0)".contains("not an SQLite database") }
        #expect(try Data(contentsOf: file) == text)
    }
}
