import Catalog
package import Quantities

/// The links of a fabric among its first ranks, and the paths between them, for `FlowSimulation`.
///
/// Each rank has a port out and a port in for the innermost tier and for every tier with a port of its own, one for
/// each sub-plane. A tier behind the inner one adds links up and down for each of the inner domains. In a mesh
/// every ordered pair has a link instead.
package struct FlowNetwork: Sendable {
    package private(set) var capacities: [BytesPerSecond] = []
    package let ranks: Int
    private let tiers: [Fabric.Tier]
    private var links: [Place: Int] = [:]

    private struct Place: Hashable {
        let tier: Int
        let plane: Int
        let from: Int
        let to: Int
    }

    /// Everything but the link's own rank or domain.
    private static let anywhere = -1

    /// - Returns: nil when the fabric doesn't join that many.
    package init?(_ fabric: Fabric, ranks: Int) {
        guard let used = fabric.tiers(joining: ranks) else { return nil }
        self.ranks = ranks
        tiers = Array(used)
        for index in tiers.indices { addLinks(of: index) }
    }

    private mutating func addLinks(of index: Int) {
        let tier = tiers[index]
        let inner = index > 0 ? tiers[index - 1].reach : 1
        if tier.topology == .mesh {
            for from in 0..<ranks {
                for to in 0..<ranks where from != to && from / tier.reach == to / tier.reach {
                    add(Place(tier: index, plane: 0, from: from, to: to), tier.pairRate)
                }
            }
            return
        }
        // Behind the inner tier its domains share the links upwards; else each rank has its own port.
        let size = tier.isBehindInner ? inner : 1
        let width = tier.bandwidth.value / tier.oversubscription * Double(size) / Double(tier.planes)
        for plane in 0..<tier.planes {
            for domain in 0..<((ranks + size - 1) / size) {
                add(Place(tier: index, plane: plane, from: domain, to: Self.anywhere), width)
                add(Place(tier: index, plane: plane, from: Self.anywhere, to: domain), width)
            }
        }
    }

    private mutating func add(_ place: Place, _ capacity: Double) {
        links[place] = capacities.count
        capacities.append(BytesPerSecond(capacity))
    }

    /// The innermost tier that joins two ranks, or nil for a rank and itself.
    private func tier(_ source: Int, _ destination: Int) -> Int? {
        guard source != destination else { return nil }
        return tiers.firstIndex { $0.reach == .max || source / $0.reach == destination / $0.reach }
    }

    /// Flows of one transfer: one for each sub-plane, each with its share of the bytes. None to the rank itself.
    package func flows(from source: Int, to destination: Int, bytes: Bytes, start: Seconds = .zero) -> [Flow] {
        guard let top = tier(source, destination) else { return [] }
        guard tiers[top].topology == .switched else {
            let link = links[Place(tier: top, plane: 0, from: source, to: destination)]
            return [Flow(over: link.map { [$0] } ?? [], bytes: bytes, start: start)]
        }
        let port = tiers[...top].lastIndex { !$0.isBehindInner } ?? 0
        let planes = tiers[port...top].map(\.planes).max() ?? 1
        return (0..<planes).map { plane in
            var path: [Int] = []
            for index in port...top {
                let size = tiers[index].isBehindInner ? tiers[index - 1].reach : 1
                let plane = plane % tiers[index].planes
                for place in [
                    Place(tier: index, plane: plane, from: source / size, to: Self.anywhere),
                    Place(tier: index, plane: plane, from: Self.anywhere, to: destination / size),
                ] {
                    if let link = links[place] { path.append(link) }
                }
            }
            return Flow(over: path, bytes: bytes / Double(planes), start: start)
        }
    }

    /// Simulates one transfer of bytes for each pair, all begun at once.
    package func simulate(_ bytes: (_ source: Int, _ destination: Int) -> Bytes) throws -> FlowSimulation {
        var all: [Flow] = []
        for source in 0..<ranks {
            for destination in 0..<ranks {
                let amount = bytes(source, destination)
                if amount.value > 0 { all += flows(from: source, to: destination, bytes: amount) }
            }
        }
        return try FlowSimulation(all, over: capacities)
    }
}
