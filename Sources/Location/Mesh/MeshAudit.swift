import Foundation
package import Quantities

/// Which nodes of a mesh can't stand where they say.
///
/// A landmark that timed another node sooner than a signal can travel between their stated places proves that one
/// of the two places is wrong, or that something answered in the node's stead. Which one is no proof: the node
/// with most such pairs is named first, and left out, until no impossible pair is left.
package struct MeshAudit: Sendable {
    /// A pair that can't be.
    package struct Conflict: Sendable, Equatable {
        package let landmark: Int
        package let target: Int
        /// How much too far apart the stated places are.
        package let excess: Kilometres
    }

    /// A node that is left out.
    package struct Suspect: Sendable, Equatable {
        package let node: Int
        /// How many impossible pairs it had when it was named.
        package let conflicts: Int
    }

    /// All impossible pairs.
    package let conflicts: [Conflict]
    /// In the order they were found.
    package let suspects: [Suspect]

    /// - Parameters:
    ///   - landmarks: whose timings are believed; all others' are not looked at.
    ///   - placeError: how far a node may stand from where it says.
    package init(_ mesh: Mesh, landmarks: [Int], speed: SignalSpeed = .fibre, placeError: Kilometres) {
        var conflicts: [Conflict] = []
        var plausibility = Plausibility(nodes: mesh.nodes.count)
        for landmark in landmarks {
            for target in mesh.nodes.indices where target != landmark {
                guard let roundTrip = mesh.roundTrip(from: landmark, to: target) else { continue }
                let distance = mesh.distance(landmark, target)
                let reach = speed.value * (roundTrip / 2)
                let excess = distance - reach - 2 * placeError
                if excess > .zero { conflicts.append(Conflict(landmark: landmark, target: target, excess: excess)) }
                plausibility.add(landmark, target, stretch: reach / max(distance, 50))
            }
        }
        self.conflicts = conflicts
        suspects = Self.suspects(conflicts, plausibility)
    }

    /// Names nodes until each conflict has one of its two named. Where numbers are equal, the node whose other
    /// paths are the more implausibly straight.
    private static func suspects(_ conflicts: [Conflict], _ plausibility: Plausibility) -> [Suspect] {
        var partners: [Int: [Int]] = [:]
        for conflict in conflicts {
            partners[conflict.landmark, default: []].append(conflict.target)
            partners[conflict.target, default: []].append(conflict.landmark)
        }
        var counts = partners.mapValues(\.count)
        var suspects: [Suspect] = []
        while let worst = counts.max(by: { rank($0) < rank($1) }), worst.value > 0 {
            suspects.append(Suspect(node: worst.key, conflicts: worst.value))
            counts[worst.key] = nil
            for partner in partners[worst.key] ?? [] {
                counts[partner] = counts[partner].map { $0 - 1 }
            }
        }
        return suspects

        func rank(_ node: (key: Int, value: Int)) -> (Int, Double, Int) {
            (node.value, plausibility.doubt(node.key), -node.key)
        }
    }
}

/// How straight the paths of each node seem, if it stands where it says.
private struct Plausibility {
    private var doubts: [Double]

    init(nodes: Int) { doubts = Array(repeating: 0, count: nodes) }

    /// About 95 % of the paths of public meshes take at least so many times as long as straight fibre would (RIPE Atlas
    /// 2018: 1.46, Azure 2026: 1.29).
    private static let usual = 1.3

    mutating func add(_ a: Int, _ b: Int, stretch: Double) {
        guard stretch < Self.usual else { return }
        let doubt = log(Self.usual / max(stretch, 1e-3))
        doubts[a] += doubt
        doubts[b] += doubt
    }

    func doubt(_ node: Int) -> Double { doubts[node] }
}
