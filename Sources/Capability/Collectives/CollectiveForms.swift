package import Quantities

/// One measured collective: a message among the first ranks of a fabric.
package struct CollectiveShape: Sendable {
    package let fabric: Fabric
    package let ranks: Int
    package let message: Bytes

    package init(fabric: Fabric, ranks: Int, message: Bytes) {
        self.fabric = fabric
        self.ranks = ranks
        self.message = message
    }

    /// Resolves costs with some constants and asks them; never where the fabric doesn't join the ranks.
    fileprivate func time(_ constants: CollectiveConstants, _ ask: (CollectiveCosts) -> Seconds) -> Seconds {
        guard let costs = CollectiveCosts(fabric, ranks: ranks, constants: constants) else {
            return Seconds(.infinity)
        }
        return ask(costs)
    }
}

/// All-gather by a ring, for `Fit`; the same constants are fitted apart for reduce-scatter.
package struct GatherForm: CostForm {
    package static let constants = RingConstants.constants
    private var all = CollectiveConstants.ideal

    package init(values: [Double]) { all.allGather = RingConstants(values: values) }

    package func time(_ shape: CollectiveShape, on silicon: Silicon) -> Seconds {
        shape.time(all) { $0.allGather(shape.message) }
    }
}

/// All-reduce of a library by a ring, where switches don't reduce.
package struct RingReduceForm: CostForm {
    package static let constants = RingConstants.constants
    private var all = CollectiveConstants.ideal

    package init(values: [Double]) { all.allReduceRing = RingConstants(values: values) }

    package func time(_ shape: CollectiveShape, on silicon: Silicon) -> Seconds {
        shape.time(all) { $0.allReduce(shape.message) }
    }
}

/// All-reduce of a library by a ring or in the switches, whichever is quicker.
package struct SwitchReduceForm: CostForm {
    package static let constants = RingConstants.constants + SwitchReduceConstants.constants
    private var all = CollectiveConstants.ideal

    package init(values: [Double]) {
        all.allReduceRing = RingConstants(values: values)
        all.allReduceInSwitch = SwitchReduceConstants(values: Array(values[RingConstants.constants.count...]))
    }

    package func time(_ shape: CollectiveShape, on silicon: Silicon) -> Seconds {
        shape.time(all) { $0.allReduce(shape.message) }
    }
}

/// All-reduce of a framework's own kernels: one-shot or two-shot.
package struct DirectReduceForm: CostForm {
    package static let constants = DirectConstants.constants
    private var all = CollectiveConstants.ideal

    package init(values: [Double]) {
        all.allReduceDirect = DirectConstants(values: values)
        // The ring of `ideal` would always win.
        all.allReduceRing.base = .infinity
    }

    package func time(_ shape: CollectiveShape, on silicon: Silicon) -> Seconds {
        shape.time(all) { $0.allReduce(shape.message) }
    }
}

/// Even all-to-all of a library.
package struct AllToAllForm: CostForm {
    package static let constants = AllToAllConstants.constants
    private var all = CollectiveConstants.ideal

    package init(values: [Double]) { all.allToAll = AllToAllConstants(values: values) }

    package func time(_ shape: CollectiveShape, on silicon: Silicon) -> Seconds {
        shape.time(all) { $0.allToAll(shape.message) }
    }
}

/// A transfer between the first and the last of the ranks.
package struct PointForm: CostForm {
    package static let constants =
        PointConstants.constants + [
            FittedConstant("outerShare", start: 0.7, in: 0.05...0.97),
            FittedConstant("crossing", start: 8e-6, in: 1e-9...1e-4),
        ]
    private let point: PointConstants
    private let outer: OuterConstants

    package init(values: [Double]) {
        point = PointConstants(values: values)
        outer = OuterConstants(share: values[3], crossing: values[4])
    }

    package func time(_ shape: CollectiveShape, on silicon: Silicon) -> Seconds {
        guard let tier = shape.fabric.tiers(joining: shape.ranks)?.last else { return Seconds(.infinity) }
        return PointToPoint(tier, constants: point, outer: outer).time(shape.message)
    }
}

/// One measured dispatch or combine.
package struct ExchangeShape: Sendable {
    package let fabric: Fabric
    package let ranks: Int
    package let routing: ExpertRouting
    /// Of one rank.
    package let tokens: Double
    /// Of one copy of a token.
    package let copyBytes: Bytes
    /// Cores given to the kernel; nil for a low-latency kernel, which takes what its experts need.
    package let workers: Double?

    package init(
        fabric: Fabric, ranks: Int, routing: ExpertRouting, tokens: Double, copyBytes: Bytes, workers: Double?
    ) {
        self.fabric = fabric
        self.ranks = ranks
        self.routing = routing
        self.tokens = tokens
        self.copyBytes = copyBytes
        self.workers = workers
    }
}

/// Dispatch or combine, for `Fit`.
package struct ExchangeForm: CostForm {
    package static let constants = ExchangeConstants.constants
    private let exchange: ExchangeConstants

    package init(values: [Double]) { self.init(ExchangeConstants(values: values)) }

    package init(_ exchange: ExchangeConstants) { self.exchange = exchange }

    package func time(_ shape: ExchangeShape, on silicon: Silicon) -> Seconds {
        let workers =
            shape.workers
            ?? ExpertExchange.lowLatencyWorkers(experts: shape.routing.experts, cores: silicon.cores)
        let resolved = ExpertExchange(
            exchange, shape.fabric, ranks: shape.ranks, routing: shape.routing, workers: workers)
        return resolved?.time(tokens: shape.tokens, copyBytes: shape.copyBytes) ?? Seconds(.infinity)
    }
}

/// Dispatch or combine where a table holds too few rows for all constants: the wire's share is what a plain read
/// attains, cores are never in the way, and only the fixed time is fitted.
package struct FixedTimeExchangeForm: CostForm {
    package static let constants = [
        FittedConstant("base", start: 5e-5, in: 1e-7...1e-3),
        FittedConstant("perDoubling", start: 2e-6, in: 1e-9...3e-5),
        FittedConstant("crossing", start: 8e-6, in: 1e-9...1e-4),
    ]
    /// Of Unified Bus, read across nodes: 164 of 196 GB/s (arXiv 2506.12708, Table 1).
    package static let readShare = 164.0 / 196
    private let form: ExchangeForm

    package init(values: [Double]) {
        var exchange = ExchangeConstants.ideal
        exchange.base = values[0]
        exchange.perDoubling = values[1]
        exchange.crossing = values[2]
        exchange.share = Self.readShare
        exchange.outerShare = Self.readShare
        form = ExchangeForm(exchange)
    }

    package func time(_ shape: ExchangeShape, on silicon: Silicon) -> Seconds { form.time(shape, on: silicon) }
}
