import Geodesy
package import Quantities

/// Nodes at stated places, and the round trips that they timed of one another.
///
/// The same nodes stand as landmarks (they timed) and as targets (they were timed).
package struct Mesh: Sendable {
    package struct Node: Sendable {
        package let id: String
        /// What the data call it, for people.
        package let name: String
        /// The country's name as the data give it; may be empty.
        package let country: String
        package let place: Coordinates
    }

    package let name: String
    package let nodes: [Node]
    /// How many pairs were timed.
    package let pairs: Int
    /// Rows left out because they name a node that isn't in the list.
    package let rowsOfUnknownNodes: Int
    /// By target, then landmark; infinite where none was timed.
    private let milliseconds: [Double]
    private let distances: [Kilometres]

    /// - Parameter milliseconds: by target, then landmark; infinite where none was timed.
    init(name: String, nodes: [Node], milliseconds: [Double], rowsOfUnknownNodes: Int = 0) {
        self.name = name
        self.nodes = nodes
        self.milliseconds = milliseconds
        self.rowsOfUnknownNodes = rowsOfUnknownNodes
        pairs = milliseconds.count(where: \.isFinite)
        var distances = [Kilometres](repeating: .zero, count: nodes.count * nodes.count)
        for i in nodes.indices {
            for j in nodes.indices where j < i {
                let distance = Geodesic.distance(nodes[i].place, nodes[j].place)
                distances[i * nodes.count + j] = distance
                distances[j * nodes.count + i] = distance
            }
        }
        self.distances = distances
    }

    /// The least round trip that a landmark timed of a target.
    package func roundTrip(from landmark: Int, to target: Int) -> Seconds? {
        let time = milliseconds[target * nodes.count + landmark]
        return time.isFinite ? Seconds(time / 1_000) : nil
    }

    package func distance(_ a: Int, _ b: Int) -> Kilometres { distances[a * nodes.count + b] }

    /// Targets that somebody timed.
    package var targets: [Int] {
        nodes.indices.filter { target in nodes.indices.contains { roundTrip(from: $0, to: target) != nil } }
    }

    /// Nodes that timed somebody.
    package var landmarks: [Int] {
        nodes.indices.filter { landmark in nodes.indices.contains { roundTrip(from: landmark, to: $0) != nil } }
    }

    /// What landmarks saw of a target.
    package func observations(of target: Int, from landmarks: [Int], placeError: Kilometres) -> [Observation] {
        landmarks.compactMap { landmark in
            guard landmark != target, let roundTrip = roundTrip(from: landmark, to: target) else { return nil }
            return Observation(
                landmark: nodes[landmark].id, place: nodes[landmark].place, placeError: placeError,
                roundTrip: roundTrip)
        }
    }
}
