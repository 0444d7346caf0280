import Location
import Quantities
import TestSupport
import Testing

/// Meshes of invented timings between true places.
enum SyntheticMesh {
    /// Twelve cities, each with some of the others within 1,500 km.
    static let europe = [
        Scene.Site("London", 51.5074, -0.1278), Scene.Site("Paris", 48.8566, 2.3522),
        Scene.Site("Brussels", 50.8503, 4.3517), Scene.Site("Madrid", 40.4168, -3.7038),
        Scene.Site("Milan", 45.4642, 9.19), Scene.Site("Warsaw", 52.2297, 21.0122),
        Scene.Site("Stockholm", 59.3293, 18.0686), Scene.Site("Vienna", 48.2082, 16.3738),
        Scene.Site("Dublin", 53.3498, -6.2603), Scene.Site("Lisbon", 38.7223, -9.1393),
        Scene.Site("Athens", 37.9838, 23.7275), Scene.Site("Istanbul", 41.0082, 28.9784),
    ]

    /// A mesh in which every site times every other one.
    ///
    /// - Parameters:
    ///   - told: where nodes say that they stand, if not where they do.
    ///   - stretch: by how much the round trip from a landmark to a target is longer than in straight fibre, by
    ///     index; nil where none was timed.
    static func mesh(
        _ sites: [Scene.Site], told: [String: Coordinates] = [:], stretch: (_ landmark: Int, _ target: Int) -> Double?
    ) throws -> Mesh {
        var nodes = "id,latitude,longitude\n"
        var rtts = "landmark,target,rtt_ms\n"
        for (i, landmark) in sites.enumerated() {
            let place = try told[landmark.name] ?? landmark.place
            nodes += "\(landmark.name),\(place.latitude),\(place.longitude)\n"
            for (j, target) in sites.enumerated() where i != j {
                guard let stretch = stretch(i, j) else { continue }
                let observation = try Scene.honest(landmark, to: target, stretch: stretch)
                rtts += "\(landmark.name),\(target.name),\(observation.roundTrip.value * 1_000)\n"
            }
        }
        return try TemporaryFolder.holding(["nodes.csv": nodes, "rtts.csv": rtts]) { try Mesh(folder: $0) }
    }

    /// Paths as crooked as on the internet, each by another draw.
    static func mesh(_ sites: [Scene.Site], told: [String: Coordinates] = [:], seed: UInt64) throws -> Mesh {
        var random = SplitMix64(seed: seed)
        return try mesh(sites, told: told) { _, _ in random.number(1.6, 2.4) }
    }
}

extension Mesh {
    /// The index of a node.
    func index(of id: String) throws -> Int { try #require(nodes.firstIndex { $0.id == id }) }

    func observations(of target: Int, placeError: Kilometres = 0) -> [Observation] {
        observations(of: target, from: landmarks, placeError: placeError)
    }
}
