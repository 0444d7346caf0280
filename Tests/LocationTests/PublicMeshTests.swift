import Foundation
import Location
import Quantities
import TestSupport
import Testing

/// Two public meshes, as far as an unoptimised build is quick with them; `assay evaluate location` does the rest.
@Suite(.enabled(if: SharedData.hasLocation, "needs the folder of shared data: set ASSAY_DATA"))
struct PublicMeshTests {
    private static let names = ["ripe-anchors-2018", "azure-2026"]

    private static let meshes = Result<[String: Mesh], any Error> {
        let folder = try #require(SharedData.folder).appending(path: "location")
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Mesh(folder: folder.appending(path: $0).path)) })
    }

    private func mesh(_ name: String) throws -> Mesh { try #require(try Self.meshes.get()[name]) }

    @Test func `they are read in full`() throws {
        let ripe = try mesh("ripe-anchors-2018")
        #expect(ripe.nodes.count == 232)
        #expect(ripe.pairs == 47_111)
        #expect(ripe.rowsOfUnknownNodes == 438)
        let azure = try mesh("azure-2026")
        #expect(azure.nodes.count == 50)
        #expect(azure.pairs == 2_304)
        #expect(azure.rowsOfUnknownNodes == 0)
    }

    @Test(arguments: names)
    func `no node contradicts another`(name: String) throws {
        let mesh = try mesh(name)
        let audit = MeshAudit(mesh, landmarks: mesh.landmarks, placeError: 0)
        #expect(audit.conflicts.isEmpty)
        #expect(audit.suspects.isEmpty)
    }

    @Test(arguments: names, SignalSpeed.allCases)
    func `every target is in its region`(name: String, speed: SignalSpeed) throws {
        let mesh = try mesh(name)
        for target in mesh.targets where target.isMultiple(of: 5) {
            let region = FeasibleRegion(mesh.observations(of: target), speed: speed)
            #expect(region.contains(mesh.nodes[target].place), "\(mesh.nodes[target].id)")
            #expect(!region.isEmpty, "\(mesh.nodes[target].id)")
        }
    }

    @Test(arguments: names)
    func `no target is proven in mainland China, where none is, and some are proven outside`(name: String) throws {
        let mesh = try mesh(name)
        var verdicts: [Verdict] = []
        for target in mesh.targets where target.isMultiple(of: 10) {
            let verdict = try Scene.find(mesh.observations(of: target), in: "cn").verdict
            #expect(verdict == .provenOutside || verdict == .inconclusive, "\(mesh.nodes[target].id)")
            verdicts.append(verdict)
        }
        #expect(verdicts.contains(.provenOutside))
    }
}
