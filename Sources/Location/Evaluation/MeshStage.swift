import Geodesy
import Quantities

/// A mesh made ready to be judged by: who is a landmark, who is restricted, whose place is impossible.
struct MeshStage: Sendable {
    let mesh: Mesh
    let atlas: RegionAtlas
    /// What chips must stay out of.
    let restricted: RegionSet
    /// How far a node may stand from where the data say.
    let placeError: Kilometres
    /// Each node's country, as far as its place tells.
    let countries: [String?]
    /// By node.
    let isRestricted: [Bool]
    let audit: MeshAudit
    /// Nodes that timed others, lie outside of the restricted set for certain, and aren't suspect.
    let landmarks: [Int]
    /// Nodes that were timed by a landmark and aren't suspect.
    let targets: [Int]

    init(mesh: Mesh, atlas: RegionAtlas, restricted: RegionSet, placeError: Kilometres) {
        self.mesh = mesh
        self.atlas = atlas
        self.restricted = restricted
        self.placeError = placeError
        countries = mesh.nodes.map { atlas.country(at: $0.place, named: $0.country) }
        let restrictedCodes = Set(restricted.codes)
        let cells = atlas.cells(of: restricted)
        let isRestricted = countries.map { $0.map(restrictedCodes.contains) ?? false }
        let outside = mesh.landmarks.filter { node in
            let place = Disc(centre: mesh.nodes[node].place, radius: placeError)
            return !isRestricted[node] && DiscSearch([place]).carriers(excluding: .inside, of: cells, by: 1) != nil
        }
        audit = MeshAudit(mesh, landmarks: outside, placeError: placeError)
        let suspects = Set(audit.suspects.map(\.node))
        let trusted = outside.filter { !suspects.contains($0) }
        landmarks = trusted
        targets = mesh.targets.filter { target in
            !suspects.contains(target) && trusted.contains { mesh.roundTrip(from: $0, to: target) != nil }
        }
        self.isRestricted = isRestricted
    }

    /// Targets that aren't in the restricted set: what should be cleared.
    var outsideTargets: [Int] { targets.filter { !isRestricted[$0] } }
    var restrictedTargets: [Int] { targets.filter { isRestricted[$0] } }

    func observations(of target: Int, from landmarks: [Int]) -> [Observation] {
        mesh.observations(of: target, from: landmarks, placeError: placeError)
    }
}
