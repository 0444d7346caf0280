import Quantities
import Testing

@testable import Capability

/// What must hold whatever the constants.
struct CollectiveContractTests {
    static let sizes = (9...29).map { Bytes(Double(1 << $0)) }

    private func times(_ costs: CollectiveCosts, _ size: Bytes) -> [Seconds] {
        [costs.allReduce(size), costs.allGather(size), costs.reduceScatter(size), costs.allToAll(size)]
    }

    @Test(arguments: [TestFabrics.hopper, TestFabrics.h800, TestFabrics.rack, TestFabrics.bus, TestFabrics.mesh])
    func `more bytes never take less time`(fabric: Fabric) throws {
        for ranks in [2, 4, 7, 8] {
            let costs = try #require(CollectiveCosts(fabric, ranks: ranks, constants: FittedCollectives.hopper))
            for (less, more) in zip(Self.sizes, Self.sizes.dropFirst()) {
                for (first, second) in zip(times(costs, less), times(costs, more)) { #expect(first <= second) }
            }
        }
    }

    @Test(arguments: [TestFabrics.hopper, TestFabrics.h800, TestFabrics.rack, TestFabrics.bus])
    func `more ranks never take less time`(fabric: Fabric) throws {
        for constants in [FittedCollectives.hopper, FittedCollectives.blackwell, .ideal] {
            var before: [[Seconds]]?
            for ranks in 1...96 {
                let costs = try #require(CollectiveCosts(fabric, ranks: ranks, constants: constants))
                let now = Self.sizes.map { times(costs, $0) }
                for (old, new) in zip(before ?? [], now) {
                    for (kind, pair) in zip(old, new).enumerated() {
                        #expect(pair.0 <= pair.1 * (1 + 1e-12), "\(ranks) ranks, collective \(kind)")
                    }
                }
                before = now
            }
        }
    }

    @Test func `more bandwidth never takes more time, and no time beats the wire`() throws {
        for ranks in [2, 8, 16, 64] {
            let slow = try #require(
                CollectiveCosts(TestFabrics.h800, ranks: ranks, constants: FittedCollectives.hopper))
            let fast = try #require(
                CollectiveCosts(TestFabrics.hopper, ranks: ranks, constants: FittedCollectives.hopper))
            let wire = try #require(CollectiveCosts(TestFabrics.hopper, ranks: ranks, constants: .ideal))
            for size in Self.sizes {
                for (slower, faster) in zip(times(slow, size), times(fast, size)) { #expect(faster <= slower) }
                for (bound, time) in zip(times(wire, size), times(fast, size)).dropFirst() { #expect(bound <= time) }
                // Switches that add send a message once only.
                #expect(fast.allReduce(size).value >= size.value / 450e9)
            }
        }
    }

    @Test func `more links in a mesh never take more time`() throws {
        let four = try #require(CollectiveCosts(TestFabrics.mesh, ranks: 4, constants: .ideal))
        let eight = try #require(CollectiveCosts(TestFabrics.mesh, ranks: 8, constants: .ideal))
        #expect(eight.allToAll(64e6) < four.allToAll(64e6))
    }

    @Test(arguments: [ExpertRouting.Copying.perExpert, .perRank, .balanced])
    func `an exchange takes longer with tokens, bytes and ranks, and never less than its wire`(
        copying: ExpertRouting.Copying
    ) throws {
        let routing = ExpertRouting(experts: 256, perToken: 8, copying: copying)
        for (constants, fabric) in [
            (FittedCollectives.hopperDispatch, TestFabrics.hopper), (FittedCollectives.busCombine, TestFabrics.bus),
            (FittedCollectives.nvlinkCombine, TestFabrics.rack),
        ] {
            var before: Seconds = 0
            for ranks in [1, 2, 4, 8, 16, 32, 64, 128, 256] {
                let exchange = try #require(
                    ExpertExchange(constants, fabric, ranks: ranks, routing: routing, workers: 128))
                let wire = try #require(
                    ExpertExchange(.ideal, fabric, ranks: ranks, routing: routing, workers: 128))
                let time = exchange.time(tokens: 128, copyBytes: 7_408)
                #expect(time >= before, "\(ranks)")
                #expect(time <= exchange.time(tokens: 129, copyBytes: 7_408))
                #expect(time <= exchange.time(tokens: 128, copyBytes: 7_409))
                #expect(time >= wire.time(tokens: 128, copyBytes: 7_408))
                before = time
            }
        }
    }

    @Test func `a token goes to no more ranks than it has experts, nor than there are`() {
        let routing = ExpertRouting(experts: 256, perToken: 8, copying: .perRank)
        #expect(routing.copies(ranks: 1) == 1)
        #expect(abs(routing.copies(ranks: 8) - 5.251) < 0.001)
        #expect(routing.copies(ranks: 256) < 8)
        #expect(ExpertRouting(experts: 256, perToken: 8, copying: .balanced).copies(ranks: 4) == 4)
        #expect(ExpertRouting(experts: 256, perToken: 8, copying: .perExpert).domainCopies(domains: 4) == nil)
        let limited = ExpertRouting(experts: 256, perToken: 8, copying: .perRank, domainLimit: 4)
        #expect(limited.domainCopies(domains: 8) == routing.domainCopies(domains: 4))
    }

    @Test func `a cache moves in as many lanes as the smaller instance has ranks`() throws {
        func transfer(_ senders: Int, _ receivers: Int, layers: Int = 1) throws -> Seconds {
            try #require(
                CacheTransfer(
                    TestFabrics.hopper, senders: senders, receivers: receivers, layers: layers,
                    constants: PointConstants(values: [0, 1, 0]), outer: OuterConstants(share: 1, crossing: 0))
            ).time(5e9)
        }
        #expect(abs(try transfer(8, 1).value - 0.1) < 1e-4)
        #expect(abs(try transfer(8, 4).value - 0.025) < 1e-4)
        #expect(try transfer(8, 4, layers: 61) > transfer(8, 4))
    }
}
