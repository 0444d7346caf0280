import Geodesy
package import Quantities

/// In which order to set up landmarks.
///
/// All that is known beforehand is places: of the candidates, of the targets, and of the region set that targets
/// are to be cleared of. Round trips are expected as a delay law has them.
package enum LandmarkPlacement {
    /// Picks, one after the other, the candidate that raises the expected number of cleared targets most.
    ///
    /// A landmark at distance D from the region set clears a target when it times it within 2·D / v. With p the
    /// chance of that, a target is cleared by some landmark with chance 1 − Π(1 − p); the sum over targets has
    /// diminishing returns, so the greedy choice reaches at least 1 − 1/e of the best (Nemhauser, Wolsey, Fisher,
    /// Mathematical Programming 14, 1978).
    ///
    /// - Parameters:
    ///   - margins: of each candidate, its least distance to the region set.
    ///   - distance: from a candidate to a target, by index.
    /// - Returns: indices of candidates, the most useful first.
    package static func clearing(
        margins: [Kilometres], targets: Int, speed: SignalSpeed = .fibre, law: DelayLaw,
        distance: (_ candidate: Int, _ target: Int) -> Kilometres?
    ) -> [Int] {
        let chances = margins.indices.map { candidate in
            let limit = margins[candidate] * 2 / speed.value
            return (0..<targets).map { target in
                distance(candidate, target).map { law.chance(of: limit, over: $0) } ?? 0
            }
        }
        var open = [Double](repeating: 1, count: targets)
        var left = Array(margins.indices)
        var order: [Int] = []
        while !left.isEmpty {
            let gains = left.map { candidate in zip(open, chances[candidate]).reduce(0) { $0 + $1.0 * $1.1 } }
            guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }) else { break }
            let chosen = left.remove(at: best)
            order.append(chosen)
            for target in open.indices { open[target] *= 1 - chances[chosen][target] }
        }
        return order
    }

    /// The usual way, to compare with: each next landmark as far as can be from all before it, from the one that
    /// is least far from all (T. Gonzalez, Theoretical Computer Science 38, 1985).
    package static func kCentre(candidates: Int, distance: (Int, Int) -> Kilometres) -> [Int] {
        let all = Array(0..<candidates)
        func eccentricity(_ candidate: Int) -> Kilometres {
            all.map { distance(candidate, $0) }.max() ?? .zero
        }
        guard let first = all.min(by: { eccentricity($0) < eccentricity($1) }) else { return [] }
        var order = [first]
        var nearest = all.map { distance(first, $0) }
        var isChosen = all.map { $0 == first }
        while order.count < candidates {
            let next = all.filter { !isChosen[$0] }.max { nearest[$0] < nearest[$1] }
            guard let next else { break }
            order.append(next)
            isChosen[next] = true
            for candidate in all { nearest[candidate] = min(nearest[candidate], distance(next, candidate)) }
        }
        return order
    }
}
