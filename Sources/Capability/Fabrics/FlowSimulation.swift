package import Quantities

/// Bytes that go over a path of links, from a moment on.
package struct Flow: Sendable, Hashable {
    /// Indices of the links it crosses.
    package let path: [Int]
    package let bytes: Bytes
    /// When it starts: what its message waits for before the first byte moves.
    package let start: Seconds

    package init(over path: [Int], bytes: Bytes, start: Seconds = .zero) {
        self.path = path
        self.bytes = bytes
        self.start = start
    }
}

/// The reference that closed forms are tested against: flows over links of limited capacity, at max-min fair rates
/// that change whenever a flow starts or ends.
///
/// It knows neither packets nor queues. The same flows give the same times. Sizes are bounded, since each start or
/// end costs a round of progressive filling.
package struct FlowSimulation: Sendable {
    /// When each flow has moved its last byte.
    package let finishes: [Seconds]
    /// Bytes that each link has carried.
    package let carried: [Bytes]
    /// The largest share of any link's capacity in use at any moment: at most 1.
    package let busiest: Double

    package static let mostFlows = 100_000

    /// When the last flow ends.
    package var end: Seconds { finishes.max() ?? .zero }

    /// - Throws: `FlowProblem` when a flow names a link that isn't there, or there are too many.
    package init(_ flows: [Flow], over capacities: [BytesPerSecond]) throws {
        guard flows.count <= Self.mostFlows else { throw FlowProblem.tooMany(flows.count) }
        for (index, flow) in flows.enumerated() {
            if let link = flow.path.first(where: { !capacities.indices.contains($0) }) {
                throw FlowProblem.noLink(link, flow: index)
            }
        }
        var run = FlowRun(flows, capacities.map(\.value))
        run.finish()
        finishes = run.finishes.map { Seconds($0) }
        carried = run.carried.map { Bytes($0) }
        busiest = run.busiest
    }
}

/// Why flows can't be simulated.
package enum FlowProblem: Error, Equatable, CustomStringConvertible {
    case noLink(Int, flow: Int)
    case tooMany(Int)

    package var description: String {
        switch self {
        case .noLink(let link, let flow): "flow \(flow) crosses link \(link), which isn't there"
        case .tooMany(let count): "\(count) flows are more than the \(FlowSimulation.mostFlows) that are simulated"
        }
    }
}

/// The state of a simulation: events are starts and ends of flows.
private struct FlowRun {
    var finishes: [Double]
    var carried: [Double]
    var busiest = 0.0
    private let capacities: [Double]
    private let paths: [[Int]]
    private let bytes: [Double]
    private var left: [Double]
    private var waiting: [(start: Double, flow: Int)]
    private var active: [Int] = []
    private var now = 0.0

    init(_ flows: [Flow], _ capacities: [Double]) {
        self.capacities = capacities
        paths = flows.map(\.path)
        bytes = flows.map { max($0.bytes.value, 0) }
        left = bytes
        finishes = flows.map { max($0.start.value, 0) }
        carried = [Double](repeating: 0, count: capacities.count)
        // Latest first, so that the next to start is the last element.
        waiting = flows.enumerated().map { (max($1.start.value, 0), $0) }.sorted { ($0.0, $0.1) > ($1.0, $1.1) }
    }

    mutating func finish() {
        while !active.isEmpty || !waiting.isEmpty {
            if active.isEmpty, let next = waiting.last { now = max(now, next.start) }
            while let next = waiting.last, next.start <= now {
                waiting.removeLast()
                if left[next.flow] > 0 { active.append(next.flow) }
            }
            step()
        }
    }

    /// Moves on to the next start or end.
    private mutating func step() {
        guard !active.isEmpty else { return }
        let rates = MaxMinFairness.rates(capacities: capacities, paths: paths, active: active)
        note(rates)
        var span = (waiting.last?.start ?? .infinity) - now
        for flow in active { span = min(span, left[flow] / rates[flow]) }
        // A link without capacity never moves its flows.
        guard span.isFinite else {
            for flow in active { finishes[flow] = .infinity }
            active = []
            return
        }
        now += span
        var still: [Int] = []
        for flow in active {
            let moved = rates[flow].isFinite ? min(rates[flow] * span, left[flow]) : left[flow]
            for link in paths[flow] { carried[link] += moved }
            left[flow] -= moved
            // What rounding leaves over isn't worth a round.
            if left[flow] <= bytes[flow] * 1e-12 { finishes[flow] = now } else { still.append(flow) }
        }
        active = still
    }

    private mutating func note(_ rates: [Double]) {
        var used = [Double](repeating: 0, count: capacities.count)
        for flow in active { for link in paths[flow] { used[link] += rates[flow] } }
        for (link, rate) in used.enumerated() where rate > 0 { busiest = max(busiest, rate / capacities[link]) }
    }
}
