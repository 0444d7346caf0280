import Quantities

/// What ranks pay to send to one another, with the constants of their family.
struct ExchangeCosts: Sendable {
    let fabric: Fabric
    let collectives: CollectiveConstants
    /// By how a kernel is built: for few tokens, or for many. Each with how tokens are copied and what works on it.
    let lowLatency: Kernels
    let throughput: Kernels
    /// For ranks that read one another's memory; nil where no constants are known.
    let direct: Kernels?
    let cores: Double

    struct Kernels: Sendable {
        let dispatch: ExchangeConstants
        let combine: ExchangeConstants
        let copying: ExpertRouting.Copying
        /// Cores that the kernel is given; nil for one for each expert.
        let workers: Double?
    }
}

extension ExchangeCosts {
    /// The constants of a family on its own fabric.
    init(_ fabric: Fabric, cores: Double, _ finder: inout ConstantFinder) {
        func values(_ kind: String, _ variant: String, _ constants: [FittedConstant]) -> [Double] {
            finder.values(kind, [variant], of: constants, for: .exchange)
        }
        func optional(_ kind: String, _ constants: [FittedConstant]) -> [Double]? {
            finder.optionalValues(kind, variant: "any", of: constants)
        }
        func kernels(
            _ variant: String, _ copying: ExpertRouting.Copying, workers: Double?
        ) -> Kernels {
            Kernels(
                dispatch: ExchangeConstants(values: values("dispatch", variant, ExchangeConstants.constants)),
                combine: ExchangeConstants(values: values("combine", variant, ExchangeConstants.constants)),
                copying: copying, workers: workers)
        }
        let outer = values("outer", "any", OuterConstants.constants)
        self.init(
            fabric: fabric,
            collectives: CollectiveConstants(
                allReduceRing: RingConstants(values: values("allReduceRing", "any", RingConstants.constants)),
                allReduceInSwitch: optional("allReduceInSwitch", SwitchReduceConstants.constants)
                    .map(SwitchReduceConstants.init),
                allReduceDirect: optional("allReduceDirect", DirectConstants.constants).map(DirectConstants.init),
                allGather: RingConstants(values: values("allGather", "any", RingConstants.constants)),
                reduceScatter: RingConstants(values: values("reduceScatter", "any", RingConstants.constants)),
                allToAll: AllToAllConstants(values: values("allToAll", "any", AllToAllConstants.constants)),
                pointToPoint: PointConstants(values: values("pointToPoint", "any", PointConstants.constants)),
                outer: OuterConstants(share: outer[0], crossing: outer[1])),
            lowLatency: kernels("lowLatency", .perExpert, workers: nil),
            throughput: kernels("throughput", .perRank, workers: Self.throughputWorkers),
            direct: Self.direct(workers: cores, &finder), cores: cores)
    }

    private static func direct(workers: Double, _ finder: inout ConstantFinder) -> Kernels? {
        guard
            let dispatch = finder.optionalValues(
                "dispatch", variant: "NVLinkOneSided", of: ExchangeConstants.constants),
            let combine = finder.optionalValues("combine", variant: "NVLinkOneSided", of: ExchangeConstants.constants)
        else { return nil }
        return Kernels(
            dispatch: ExchangeConstants(values: dispatch), combine: ExchangeConstants(values: combine),
            copying: .balanced, workers: workers)
    }

    /// Cores that throughput kernels are usually given (DeepEP's documentation: 24).
    private static let throughputWorkers = 24.0
}

/// The exchange of one engine's ranks, resolved before any batch is costed.
struct EngineExchange: Sendable {
    private let tensor: CollectiveCosts?
    private let stage: CollectiveCosts?
    private let lowLatency: (dispatch: ExpertExchange, combine: ExpertExchange)?
    private let throughput: (dispatch: ExpertExchange, combine: ExpertExchange)?
    private let direct: (dispatch: ExpertExchange, combine: ExpertExchange)?
    private let next: PointToPoint?
    private let transfer: CacheTransfer?
    /// Copies of a token on the wire, for what is shown.
    let copies: Double

    init(_ engine: Engine, experts: Int, perToken: Int, layers: Int, costs: ExchangeCosts) {
        let fabric = costs.fabric
        tensor = engine.tensor > 1 ? CollectiveCosts(fabric, ranks: engine.tensor, constants: costs.collectives) : nil
        let isShared = engine.replicas > 1
        stage = isShared ? CollectiveCosts(fabric, ranks: engine.stageRanks, constants: costs.collectives) : nil
        func kernels(_ kernels: ExchangeCosts.Kernels) -> (dispatch: ExpertExchange, combine: ExpertExchange)? {
            guard isShared, engine.expertWidth > 1 else { return nil }
            let slots = experts + engine.redundantExperts
            let routing = ExpertRouting(experts: slots, perToken: perToken, copying: kernels.copying)
            let workers = kernels.workers ?? ExpertExchange.lowLatencyWorkers(experts: slots, cores: costs.cores)
            func exchange(_ constants: ExchangeConstants) -> ExpertExchange? {
                ExpertExchange(constants, fabric, ranks: engine.expertWidth, routing: routing, workers: workers)
            }
            guard let out = exchange(kernels.dispatch), let back = exchange(kernels.combine) else { return nil }
            return (out, back)
        }
        lowLatency = kernels(costs.lowLatency)
        throughput = kernels(costs.throughput)
        // Memory is shared within the innermost domain only.
        let isWithin = engine.expertWidth <= costs.fabric.tiers.first?.reach ?? 0
        direct = isWithin ? costs.direct.flatMap(kernels) : nil
        copies = Double(min(perToken, max(1, engine.expertWidth)))
        let beyond = fabric.tiers.first { $0.reach >= engine.ranks } ?? fabric.tiers.last
        next = beyond.map {
            PointToPoint($0, constants: costs.collectives.pointToPoint, outer: costs.collectives.outer)
        }
        transfer = CacheTransfer(
            fabric, senders: engine.stageRanks, receivers: 1, layers: layers,
            constants: costs.collectives.pointToPoint, outer: costs.collectives.outer)
    }

    /// Seconds of an all-reduce among the ranks that split attention; forever where the fabric doesn't join them.
    func allReduce(_ bytes: Double) -> Double { tensor?.allReduce(Bytes(bytes)).value ?? .infinity }

    /// Seconds of gathering all replicas' rows on every rank, so many bytes in all.
    ///
    /// A kernel that reads its peers' memory directly moves as much for this as for an all-reduce of one rank's part.
    func gather(_ bytes: Double) -> Double {
        guard let stage else { return .infinity }
        return min(stage.allGather(Bytes(bytes)), stage.allReduce(Bytes(bytes / Double(stage.ranks)))).value
    }

    /// Seconds until tokens are where their experts are, by the better of the two kinds of kernels.
    ///
    /// - Parameters:
    ///   - tokens: of one rank.
    ///   - bytes: of one copy of a token.
    func dispatch(tokens: Double, bytes: Double) -> Double {
        min(
            lowLatency?.dispatch.time(tokens: tokens, copyBytes: Bytes(bytes)).value ?? .infinity,
            throughput?.dispatch.time(tokens: tokens, copyBytes: Bytes(bytes)).value ?? .infinity,
            direct?.dispatch.time(tokens: tokens, copyBytes: Bytes(bytes)).value ?? .infinity)
    }

    /// Seconds until experts' results are back and summed.
    func combine(tokens: Double, bytes: Double) -> Double {
        min(
            lowLatency?.combine.time(tokens: tokens, copyBytes: Bytes(bytes)).value ?? .infinity,
            throughput?.combine.time(tokens: tokens, copyBytes: Bytes(bytes)).value ?? .infinity,
            direct?.combine.time(tokens: tokens, copyBytes: Bytes(bytes)).value ?? .infinity)
    }

    /// Seconds of a transfer to the next stage.
    func pointToPoint(_ bytes: Double) -> Double { next?.time(Bytes(bytes)).value ?? .infinity }

    /// Seconds in which a prompt's cache goes to another engine.
    func handOver(_ bytes: Double) -> Double { transfer?.time(Bytes(bytes)).value ?? .infinity }
}
