import Quantities
import TestSupport
import Testing

@testable import Capability

struct FlowSimulationTests {
    /// Three flows share the second link, so each gets a third; the flow alone with one of them on the first link
    /// gets what is left (the pattern of Bertsekas and Gallager, Data Networks, figure 6.19).
    @Test func `a flow held back elsewhere leaves its share to the others`() {
        let paths = [[0, 1], [0], [1], [1]]
        let rates = MaxMinFairness.rates(capacities: [1, 1], paths: paths, active: [0, 1, 2, 3])
        for (rate, expected) in zip(rates, [1.0 / 3, 2.0 / 3, 1.0 / 3, 1.0 / 3]) {
            #expect(abs(rate - expected) < 1e-12)
        }
    }

    @Test func `when a flow ends the others speed up`() throws {
        let flows = [Flow(over: [0], bytes: 10), Flow(over: [0], bytes: 30)]
        let run = try FlowSimulation(flows, over: [10])
        #expect(run.finishes == [2, 4])
        #expect(run.end == 4)
        #expect(run.carried == [40])
    }

    @Test func `a flow that starts later slows the others from then on`() throws {
        let flows = [Flow(over: [0], bytes: 40), Flow(over: [0], bytes: 10, start: 2)]
        #expect(try FlowSimulation(flows, over: [10]).finishes == [5, 4])
    }

    @Test func `a message waits for its latency before the first byte`() throws {
        #expect(try FlowSimulation([Flow(over: [0], bytes: 10, start: 3)], over: [10]).end == 4)
        #expect(try FlowSimulation([Flow(over: [0], bytes: 0, start: 3)], over: [10]).end == 3)
        #expect(try FlowSimulation([], over: [10]).end == .zero)
    }

    @Test func `a flow without links takes no time, over a dead link it never ends`() throws {
        #expect(try FlowSimulation([Flow(over: [], bytes: 10)], over: []).end == .zero)
        #expect(try FlowSimulation([Flow(over: [0], bytes: 10)], over: [0]).end.value == .infinity)
    }

    @Test func `flows over links that aren't there, and too many, are refused`() {
        #expect(throws: FlowProblem.noLink(1, flow: 0)) {
            try FlowSimulation([Flow(over: [1], bytes: 1)], over: [1])
        }
        let many = [Flow](repeating: Flow(over: [0], bytes: 1), count: FlowSimulation.mostFlows + 1)
        #expect(throws: FlowProblem.tooMany(many.count)) { try FlowSimulation(many, over: [1]) }
    }

    private func draw(_ seed: UInt64) -> (flows: [Flow], capacities: [BytesPerSecond]) {
        var random = SplitMix64(seed: seed)
        let capacities = (0..<8).map { _ in BytesPerSecond(random.number(1, 10)) }
        let flows = (0..<40).map { _ in
            let path = (0..<8).filter { _ in random.index(below: 3) == 0 }
            return Flow(
                over: path, bytes: Bytes(random.number(1, 100)), start: Seconds(random.number(0, 10)))
        }
        return (flows, capacities)
    }

    @Test(arguments: UInt64(1)...20)
    func `no link carries more than it can and every byte arrives once`(seed: UInt64) throws {
        let (flows, capacities) = draw(seed)
        let run = try FlowSimulation(flows, over: capacities)
        #expect(run.busiest <= 1 + 1e-9)
        for link in capacities.indices {
            let sent = flows.filter { $0.path.contains(link) }.reduce(0) { $0 + $1.bytes.value }
            #expect(abs(run.carried[link].value - sent) <= 1e-9 * max(sent, 1))
            #expect(run.end.value >= sent / capacities[link].value - 1e-9)
        }
        for (flow, finish) in zip(flows, run.finishes) { #expect(finish >= flow.start) }
    }

    @Test(arguments: UInt64(1)...20)
    func `each flow crosses a full link on which none is faster`(seed: UInt64) {
        let (flows, capacities) = draw(seed)
        let paths = flows.map(\.path)
        let rates = MaxMinFairness.rates(
            capacities: capacities.map(\.value), paths: paths, active: Array(paths.indices))
        var used = [Double](repeating: 0, count: capacities.count)
        for (path, rate) in zip(paths, rates) { for link in path { used[link] += rate } }
        for (flow, path) in paths.enumerated() where !path.isEmpty {
            let isHeld = path.contains { link in
                let isFull = used[link] >= capacities[link].value * (1 - 1e-9)
                let fastest = paths.indices.filter { paths[$0].contains(link) }.map { rates[$0] }.max() ?? 0
                return isFull && rates[flow] >= fastest * (1 - 1e-9)
            }
            #expect(isHeld, "flow \(flow)")
        }
    }

    @Test func `the same flows give the same times`() throws {
        let (flows, capacities) = draw(7)
        let first = try FlowSimulation(flows, over: capacities)
        let second = try FlowSimulation(flows, over: capacities)
        #expect(first.finishes == second.finishes)
    }
}
