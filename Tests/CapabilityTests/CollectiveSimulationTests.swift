import Quantities
import TestSupport
import Testing

@testable import Capability

/// Closed forms without latency and losses against the flow simulation.
struct CollectiveSimulationTests {
    struct Place: Sendable, CustomTestStringConvertible {
        let name: String
        let fabric: Fabric
        let ranks: Int

        var testDescription: String { "\(name), \(ranks) ranks" }
    }

    static let places = [
        Place(name: "NVLink of a node", fabric: TestFabrics.hopper, ranks: 8),
        Place(name: "NVLink of a rack", fabric: TestFabrics.rack, ranks: 72),
        Place(name: "Unified Bus in a node", fabric: TestFabrics.bus, ranks: 16),
        Place(name: "Unified Bus over nodes", fabric: TestFabrics.bus, ranks: 64),
        Place(name: "mesh", fabric: TestFabrics.mesh, ranks: 8),
        Place(name: "part of a mesh", fabric: TestFabrics.mesh, ranks: 5),
        Place(name: "nodes with rails", fabric: TestFabrics.hopper, ranks: 32),
        Place(name: "racks with rails", fabric: TestFabrics.rack, ranks: 144),
        Place(name: "network cards alone", fabric: TestFabrics.networkOnly, ranks: 16),
    ]

    @Test(arguments: places)
    func `an even all-to-all takes as long as its busiest port`(place: Place) throws {
        let message = 64e6
        let network = try #require(FlowNetwork(place.fabric, ranks: place.ranks))
        let run = try network.simulate { $0 == $1 ? 0 : Bytes(message / Double(place.ranks)) }
        let costs = try #require(CollectiveCosts(place.fabric, ranks: place.ranks, constants: .ideal))
        let closed = costs.allToAll(Bytes(message))
        #expect(abs(closed / run.end - 1) < 0.01, "\(closed) against \(run.end)")
        #expect(run.busiest < 1 + 1e-9)
    }

    @Test(arguments: [(TestFabrics.hopper, 8), (TestFabrics.rack, 72), (TestFabrics.bus, 48)])
    func `a ring all-reduce takes twice n − 1 steps`(fabric: Fabric, ranks: Int) throws {
        let message = 64e6
        let network = try #require(FlowNetwork(fabric, ranks: ranks))
        let step = try network.simulate { source, destination in
            destination == (source + 1) % ranks ? Bytes(message / Double(ranks)) : 0
        }
        let costs = try #require(CollectiveCosts(fabric, ranks: ranks, constants: .ideal))
        let closed = costs.allReduce(Bytes(message))
        #expect(abs(closed / (step.end * Double(2 * (ranks - 1))) - 1) < 0.01)
        #expect(abs(costs.allGather(Bytes(message)) / (step.end * Double(ranks - 1)) - 1) < 0.01)
    }

    @Test func `an all-reduce in a mesh uses all links at once`() throws {
        let message = 64e6
        let network = try #require(FlowNetwork(TestFabrics.mesh, ranks: 8))
        // Reduce-scatter and all-gather, each a direct exchange of parts.
        let half = try network.simulate { $0 == $1 ? 0 : Bytes(message / 8) }
        let costs = try #require(CollectiveCosts(TestFabrics.mesh, ranks: 8, constants: .ideal))
        #expect(abs(costs.allReduce(Bytes(message)) / (half.end * 2) - 1) < 0.01)
    }

    /// Bytes for each pair when every token of every rank chooses its experts by chance.
    private func draw(_ tokens: Int, ranks: Int, routing: ExpertRouting, copy: Double, seed: UInt64) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        var bytes = [[Double]](repeating: [Double](repeating: 0, count: ranks), count: ranks)
        let each = routing.experts / ranks
        for source in 0..<ranks {
            for _ in 0..<tokens {
                var chosen: Set<Int> = []
                while chosen.count < routing.perToken { chosen.insert(random.index(below: routing.experts)) }
                let places = chosen.map { $0 / each }
                for place in routing.copying == .perRank ? Array(Set(places)) : places {
                    bytes[source][place] += copy
                }
            }
        }
        return bytes
    }

    @Test(arguments: [
        (TestFabrics.hopper, 8, ExpertRouting.Copying.perExpert), (TestFabrics.hopper, 8, .perRank),
        (TestFabrics.rack, 32, .perRank), (TestFabrics.bus, 32, .perExpert), (TestFabrics.hopper, 16, .perExpert),
    ])
    func `a dispatch by chance takes what its mean load takes, and the busiest rank a little more`(
        fabric: Fabric, ranks: Int, copying: ExpertRouting.Copying
    ) throws {
        let routing = ExpertRouting(experts: 256, perToken: 8, copying: copying)
        let tokens = 2_048
        let copy = 7_408.0
        let bytes = draw(tokens, ranks: ranks, routing: routing, copy: copy, seed: 42)
        let network = try #require(FlowNetwork(fabric, ranks: ranks))
        let run = try network.simulate { Bytes(bytes[$0][$1]) }
        let exchange = try #require(
            ExpertExchange(.ideal, fabric, ranks: ranks, routing: routing, workers: 1))
        let closed = exchange.time(tokens: Double(tokens), copyBytes: Bytes(copy))
        // 2,048 × 8 choices spread over 32 ranks differ by some two per cent at the busiest.
        #expect((0.98...1.05).contains(run.end / closed), "\(run.end) against \(closed)")
    }

    /// One copy for each node over the rails, forwarded there to each rank: both at once.
    @Test func `a dispatch with forwarding takes as long as its slower network`() throws {
        let ranks = 32
        let tokens = 1_024
        let copy = 7_408.0
        let routing = ExpertRouting(experts: 256, perToken: 8, copying: .perRank)
        var random = SplitMix64(seed: 3)
        var bytes = [[Double]](repeating: [Double](repeating: 0, count: ranks), count: ranks)
        for source in 0..<ranks {
            for _ in 0..<tokens {
                var chosen: Set<Int> = []
                while chosen.count < 8 { chosen.insert(random.index(below: 256)) }
                let places = Set(chosen.map { $0 / 8 })
                for node in Set(places.map { $0 / 8 }) where node != source / 8 {
                    bytes[source][node * 8 + source % 8] += copy
                }
                for place in places { bytes[place / 8 * 8 + source % 8][place] += copy }
            }
        }
        let network = try #require(FlowNetwork(TestFabrics.hopper, ranks: ranks))
        let run = try network.simulate { $0 == $1 ? 0 : Bytes(bytes[$0][$1]) }
        let exchange = try #require(
            ExpertExchange(.ideal, TestFabrics.hopper, ranks: ranks, routing: routing, workers: 1))
        let closed = exchange.time(tokens: Double(tokens), copyBytes: Bytes(copy))
        #expect((0.98...1.06).contains(run.end / closed), "\(run.end) against \(closed)")
    }
}
