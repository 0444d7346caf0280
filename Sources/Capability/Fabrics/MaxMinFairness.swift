/// Rates of flows over shared links, none of which can be raised without lowering one that is no higher.
///
/// Progressive filling (Bertsekas and Gallager, Data Networks, 2nd edition, §6.5.2): all rates rise together until a
/// link is full; the flows over it keep their rate and the others rise on.
struct MaxMinFairness {
    private var remaining: [Double]
    private var rising: [Int]
    private var members: [[Int]]

    /// - Parameters:
    ///   - capacities: of the links, in bytes per second.
    ///   - paths: of the flows, as indices of links.
    ///   - active: which flows take part.
    static func rates(capacities: [Double], paths: [[Int]], active: [Int]) -> [Double] {
        var filling = MaxMinFairness(capacities: capacities, paths: paths, active: active)
        return filling.fill(paths, active)
    }

    private init(capacities: [Double], paths: [[Int]], active: [Int]) {
        remaining = capacities
        rising = [Int](repeating: 0, count: capacities.count)
        members = [[Int]](repeating: [], count: capacities.count)
        for flow in active {
            for link in paths[flow] {
                rising[link] += 1
                members[link].append(flow)
            }
        }
    }

    private mutating func fill(_ paths: [[Int]], _ active: [Int]) -> [Double] {
        var rates = [Double](repeating: 0, count: paths.count)
        var isFixed = [Bool](repeating: true, count: paths.count)
        var left = 0
        for flow in active {
            // A flow that uses no link is local: nothing holds it back.
            if paths[flow].isEmpty { rates[flow] = .infinity } else { isFixed[flow] = false; left += 1 }
        }
        while left > 0 {
            var share = Double.infinity
            for link in remaining.indices where rising[link] > 0 {
                share = min(share, max(remaining[link], 0) / Double(rising[link]))
            }
            for link in remaining.indices where rising[link] > 0 {
                // Links full to within rounding are full: symmetric patterns then end in one round.
                guard max(remaining[link], 0) / Double(rising[link]) <= share * (1 + 1e-9) else { continue }
                for flow in members[link] where !isFixed[flow] {
                    isFixed[flow] = true
                    left -= 1
                    rates[flow] = share
                    for crossed in paths[flow] {
                        remaining[crossed] -= share
                        rising[crossed] -= 1
                    }
                }
            }
        }
        return rates
    }
}
