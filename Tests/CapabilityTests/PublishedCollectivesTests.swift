import Quantities
import Testing

@testable import Capability

/// Tables that makers and papers print, against the closed forms with fitted constants.
struct PublishedCollectivesTests {
    struct Exchange: Sendable {
        let what: String
        let ranks: Int
        /// Microseconds, 128 tokens a rank, 7,168 values a token, 8 experts of 256.
        let dispatch: Double
        let combine: Double
        /// Largest relative error.
        var tolerance = 0.08
    }

    static let values = 7_168.0
    /// FP8 with one scale of four bytes for each 128 values, and DeepEP's header.
    static let eightBit = Bytes(values * (1 + 4.0 / 128) + 16)
    static let sixteenBit = Bytes(values * 2)

    private func check(
        _ row: Exchange, _ fabric: Fabric, _ dispatch: ExchangeConstants, _ combine: ExchangeConstants,
        _ copying: ExpertRouting.Copying, workers: Double, dispatchBytes: Bytes
    ) throws {
        let routing = ExpertRouting(experts: 256, perToken: 8, copying: copying)
        for (name, constants, bytes, published) in [
            ("dispatch", dispatch, dispatchBytes, row.dispatch), ("combine", combine, Self.sixteenBit, row.combine),
        ] {
            let exchange = try #require(
                ExpertExchange(constants, fabric, ranks: row.ranks, routing: routing, workers: workers))
            let time = exchange.time(tokens: 128, copyBytes: bytes).value * 1e6
            #expect(
                abs(time / published - 1) <= row.tolerance,
                "\(row.what) \(name) EP\(row.ranks): \(time) µs, published \(published)")
        }
    }

    /// arXiv 2506.12708v3, Table 6, CloudMatrix384 with CANN; a dispatched token is 7.5 KB.
    @Test(arguments: [
        Exchange(what: "CM384", ranks: 8, dispatch: 116, combine: 118),
        Exchange(what: "CM384", ranks: 16, dispatch: 131, combine: 132),
        Exchange(what: "CM384", ranks: 32, dispatch: 133, combine: 146),
        Exchange(what: "CM384", ranks: 64, dispatch: 141, combine: 150),
        Exchange(what: "CM384", ranks: 128, dispatch: 152, combine: 150),
        Exchange(what: "CM384", ranks: 256, dispatch: 152, combine: 149),
    ])
    func `CloudMatrix exchanges experts as its paper measured`(row: Exchange) throws {
        try check(
            row, TestFabrics.bus, FittedCollectives.busDispatch, FittedCollectives.busCombine, .perExpert,
            workers: 48, dispatchBytes: 7_680)
    }

    /// The same table, H800 with DeepEP as it was then: all over network cards.
    @Test(arguments: [
        Exchange(what: "H800, network only", ranks: 8, dispatch: 163, combine: 318),
        Exchange(what: "H800, network only", ranks: 16, dispatch: 173, combine: 329),
        Exchange(what: "H800, network only", ranks: 32, dispatch: 182, combine: 350),
        Exchange(what: "H800, network only", ranks: 64, dispatch: 186, combine: 353),
        Exchange(what: "H800, network only", ranks: 128, dispatch: 192, combine: 369, tolerance: 0.10),
        Exchange(what: "H800, network only", ranks: 256, dispatch: 194, combine: 360),
    ])
    func `network cards alone carry what DeepEP's first version measured`(row: Exchange) throws {
        try check(
            row, TestFabrics.networkOnly, FittedCollectives.hopperDispatch, FittedCollectives.hopperCombine,
            .perExpert, workers: 128, dispatchBytes: Self.eightBit)
    }

    /// deepseek-ai/DeepEP, README of version 1: H800 and 400 Gbit/s InfiniBand, low-latency kernels.
    @Test(arguments: [
        // In a node H100 is held back by its cores where H800 is by its links: one share doesn't fit both.
        Exchange(what: "H800", ranks: 8, dispatch: 77, combine: 114, tolerance: 0.23),
        Exchange(what: "H800", ranks: 16, dispatch: 118, combine: 195, tolerance: 0.17),
        Exchange(what: "H800", ranks: 32, dispatch: 155, combine: 273),
        Exchange(what: "H800", ranks: 64, dispatch: 173, combine: 314),
        Exchange(what: "H800", ranks: 128, dispatch: 192, combine: 369, tolerance: 0.10),
        Exchange(what: "H800", ranks: 256, dispatch: 194, combine: 360),
    ])
    func `low-latency kernels take what DeepEP's README says`(row: Exchange) throws {
        try check(
            row, TestFabrics.h800, FittedCollectives.hopperDispatch, FittedCollectives.hopperCombine, .perExpert,
            workers: 128, dispatchBytes: Self.eightBit)
    }

    /// ai-dynamo/aiconfigurator at 095f58a: H200 with DeepEP's low-latency kernels on 1, 2, 4 and 8 nodes.
    @Test(arguments: [
        Exchange(what: "H200", ranks: 8, dispatch: 39.8, combine: 72.4, tolerance: 0.13),
        Exchange(what: "H200", ranks: 16, dispatch: 102, combine: 186),
        Exchange(what: "H200", ranks: 32, dispatch: 143, combine: 263),
        Exchange(what: "H200", ranks: 64, dispatch: 167, combine: 305),
    ])
    func `low-latency kernels take what NVIDIA measured`(row: Exchange) throws {
        try check(
            row, TestFabrics.hopper, FittedCollectives.hopperDispatch, FittedCollectives.hopperCombine, .perExpert,
            workers: 128, dispatchBytes: Self.eightBit)
    }

    /// ai-dynamo/aiconfigurator at 095f58a: GB200, TensorRT-LLM's all-to-all over NVLink, FP8 without scales.
    @Test(arguments: [
        Exchange(what: "GB200", ranks: 8, dispatch: 22.8, combine: 37.1, tolerance: 0.10),
        Exchange(what: "GB200", ranks: 32, dispatch: 26.7, combine: 42.0, tolerance: 0.10),
    ])
    func `an exchange in a rack takes what NVIDIA measured`(row: Exchange) throws {
        try check(
            row, TestFabrics.rack, FittedCollectives.nvlinkDispatch, FittedCollectives.nvlinkCombine, .balanced,
            workers: 152, dispatchBytes: Bytes(Self.values))
    }

    struct Bandwidth: Sendable {
        let what: String
        let fabric: Fabric
        let constants: CollectiveConstants
        /// GB/s of message ÷ time.
        let allReduce: Double
        let allToAll: Double
    }

    /// ai-dynamo/aiconfigurator, NCCL 2.29.2, 512 MB of 16-bit values on 8 accelerators; H100, H200, B200.
    @Test(arguments: [
        Bandwidth(
            what: "H100", fabric: TestFabrics.hopper, constants: FittedCollectives.hopper, allReduce: 254.3,
            allToAll: 360.2),
        Bandwidth(
            what: "H200", fabric: TestFabrics.hopper, constants: FittedCollectives.hopper, allReduce: 263.1,
            allToAll: 355.6),
        Bandwidth(
            what: "B200", fabric: TestFabrics.b200, constants: FittedCollectives.blackwell, allReduce: 402.3,
            allToAll: 643.6),
    ])
    func `large messages attain what NCCL does`(row: Bandwidth) throws {
        var constants = row.constants
        constants.allReduceDirect = nil
        let costs = try #require(CollectiveCosts(row.fabric, ranks: 8, constants: constants))
        let message = Bytes(536_870_912)
        let reduced = (message / costs.allReduce(message)).value / 1e9
        let exchanged = (message / costs.allToAll(message)).value / 1e9
        #expect(abs(reduced / row.allReduce - 1) < 0.08, "\(row.what): \(reduced) GB/s")
        #expect(abs(exchanged / row.allToAll - 1) < 0.08, "\(row.what): \(exchanged) GB/s")
    }

    /// The same, 2 KB: microseconds of NCCL, and of SGLang 0.5.14's own kernel.
    @Test(arguments: [
        ("H100", TestFabrics.hopper, FittedCollectives.hopper, 15.7, 3.4),
        ("B200", TestFabrics.b200, FittedCollectives.blackwell, 25.6, 4.8),
    ])
    func `small messages wait for steps in a ring and for one barrier in a kernel`(
        what: String, fabric: Fabric, fitted: CollectiveConstants, ring: Double, direct: Double
    ) throws {
        var constants = fitted
        let message: Bytes = 2_048
        let best = try #require(CollectiveCosts(fabric, ranks: 8, constants: constants)).allReduce(message)
        constants.allReduceDirect = nil
        let library = try #require(CollectiveCosts(fabric, ranks: 8, constants: constants)).allReduce(message)
        #expect(abs(library.value * 1e6 / ring - 1) < 0.1, "\(what): \(library)")
        #expect(abs(best.value * 1e6 / direct - 1) < 0.15, "\(what): \(best)")
    }
}
