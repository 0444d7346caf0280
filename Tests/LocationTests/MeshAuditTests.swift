import Geodesy
import Location
import Quantities
import TestSupport
import Testing

struct MeshAuditTests {
    private func audit(_ mesh: Mesh, speed: SignalSpeed = .fibre) -> MeshAudit {
        MeshAudit(mesh, landmarks: mesh.landmarks, speed: speed, placeError: 0)
    }

    /// A place that many kilometres from a site.
    private func place(_ distance: Kilometres, towards azimuth: Double, from site: Scene.Site) throws -> Coordinates {
        Geodesic.place(distance, towards: azimuth, from: try site.place)
    }

    @Test(arguments: SignalSpeed.allCases)
    func `nodes that stand where they say are not suspected`(speed: SignalSpeed) throws {
        let audit = audit(try SyntheticMesh.mesh(SyntheticMesh.europe, seed: 7), speed: speed)
        #expect(audit.conflicts.isEmpty)
        #expect(audit.suspects.isEmpty)
    }

    @Test(arguments: SyntheticMesh.europe.indices)
    func `a node moved by 3,000 km is suspected, and no other`(index: Int) throws {
        let site = SyntheticMesh.europe[index]
        let told = [site.name: try place(3_000, towards: 90, from: site)]
        let audit = audit(try SyntheticMesh.mesh(SyntheticMesh.europe, told: told, seed: UInt64(index)))
        #expect(audit.suspects.map(\.node) == [index])
        #expect(audit.suspects.map(\.conflicts) == [audit.conflicts.count])
        #expect(audit.conflicts.allSatisfy { $0.landmark == index || $0.target == index })
        #expect(audit.conflicts.allSatisfy { $0.excess > .zero })
    }

    @Test(arguments: [("Paris", "Istanbul"), ("Lisbon", "Athens"), ("London", "Dublin"), ("Milan", "Vienna")])
    func `of two moved nodes both are suspected, and no conflict is left among the rest`(
        first: String, second: String
    ) throws {
        let sites = SyntheticMesh.europe
        var told: [String: Coordinates] = [:]
        for (name, azimuth) in [(first, 80.0), (second, 200)] {
            let site = try #require(sites.first { $0.name == name })
            told[name] = try place(3_000, towards: azimuth, from: site)
        }
        let mesh = try SyntheticMesh.mesh(sites, told: told, seed: 7)
        let audit = audit(mesh)
        let suspects = Set(audit.suspects.map(\.node))
        #expect(suspects == [try mesh.index(of: first), try mesh.index(of: second)])
        #expect(!audit.conflicts.contains { !suspects.contains($0.landmark) && !suspects.contains($0.target) })
        let rest = mesh.landmarks.filter { !suspects.contains($0) }
        let again = MeshAudit(mesh, landmarks: rest, placeError: 0)
        #expect(!again.conflicts.contains { !suspects.contains($0.target) })
    }

    @Test(arguments: [0, 4])
    func `a conflict of two nodes alone is laid to the one whose other paths are implausibly straight`(
        liar: Int
    ) throws {
        // The liar's other round trips are possible, but as short as straight fibre; everybody else's are usual.
        let victim = (liar + 2) % 5
        let mesh = try SyntheticMesh.mesh(Array(SyntheticMesh.europe.prefix(5))) { landmark, target in
            switch Set([landmark, target]) {
            case [liar, victim]: 0.9
            case let pair where pair.contains(liar): 1.05
            default: 2
            }
        }
        let audit = audit(mesh)
        #expect(Set(audit.conflicts.map { Set([$0.landmark, $0.target]) }) == [[liar, victim]])
        #expect(audit.suspects.map(\.node) == [liar])
        #expect(audit.suspects.map(\.conflicts) == [2])
    }

    @Test func `a pair counts only as far as both nodes' place errors and the speed leave it impossible`() throws {
        let pair = [Scene.Site("London", 51.5074, -0.1278), Scene.Site("Paris", 48.8566, 2.3522)]
        // Ten per cent too fast for 344 km.
        let mesh = try SyntheticMesh.mesh(pair) { _, _ in 0.9 }
        let excess = try #require(audit(mesh).conflicts.first?.excess)
        #expect(abs(excess.value - mesh.distance(0, 1).value * 0.1) < 1e-6)
        let half = excess / 2
        #expect(MeshAudit(mesh, landmarks: [0, 1], placeError: half * 0.999).conflicts.count == 2)
        #expect(MeshAudit(mesh, landmarks: [0, 1], placeError: half * 1.001).conflicts.isEmpty)
        #expect(audit(mesh, speed: .vacuum).conflicts.isEmpty)
    }

    @Test func `only landmarks that are asked are believed`() throws {
        let site = SyntheticMesh.europe[1]
        let told = [site.name: try place(3_000, towards: 90, from: site)]
        let mesh = try SyntheticMesh.mesh(SyntheticMesh.europe, told: told, seed: 1)
        let all = audit(mesh)
        let others = MeshAudit(mesh, landmarks: mesh.landmarks.filter { $0 != 1 }, placeError: 0)
        #expect(others.conflicts == all.conflicts.filter { $0.landmark != 1 })
        #expect(others.suspects.map(\.node) == [1])
        #expect(MeshAudit(mesh, landmarks: [], placeError: 0).conflicts.isEmpty)
    }
}
