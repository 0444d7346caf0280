package import Catalog

/// The engines and batches that a search weighs.
package struct SearchSpace: Sendable {
    package let engines: [Engine]
    /// Sequences of one attention replica and stage, rising.
    package let batches: [Int]

    /// Every sensible way to spread a model over up to so many ranks.
    ///
    /// Widths are powers of two, the whole scale-up domain, and all ranks, each as one stage or as a pipeline of two, four
    /// or eight. Within a stage, dense models are split by tensor; mixtures by tensor, or by attention replicas that share
    /// experts, in one stream or two.
    ///
    /// - Parameters:
    ///   - ranks: of the pool.
    ///   - domain: ranks that the scale-up fabric joins.
    package init(_ architecture: Architecture, ranks: Int, domain: Int) {
        var engines: [Engine] = []
        for width in Self.widths(ranks: ranks, domain: domain) {
            for stages in Self.stages where width.isMultiple(of: stages) && architecture.layers >= stages {
                let stage = Self.stage(architecture, ranks: width / stages, domain: domain)
                engines += stage.map { $0.repeated(stages) }
            }
        }
        self.engines = engines
        batches = Self.grid
    }

    package init(engines: [Engine], batches: [Int]) {
        self.engines = engines
        self.batches = batches
    }

    static func widths(ranks: Int, domain: Int) -> [Int] {
        var widths = Set(sequence(first: 1) { $0 * 2 }.prefix { $0 <= ranks })
        widths.insert(min(domain, ranks))
        widths.insert(ranks)
        return widths.sorted()
    }

    /// Stages of a pipeline.
    private static let stages = [1, 2, 4, 8]
    /// Ranks that split attention between them.
    private static let tensors = [1, 2, 4, 8, 16]

    /// The ways to spread a model, or one stage of it, over so many ranks.
    private static func stage(_ architecture: Architecture, ranks: Int, domain: Int) -> [Engine] {
        if let experts = architecture.experts {
            return mixtures(experts, width: ranks, domain: domain, heads: architecture.heads)
        }
        let isTensor = ranks <= min(domain, architecture.heads) && tensors.contains(ranks)
        return isTensor ? [Engine(tensor: ranks)] : []
    }

    private static func mixtures(
        _ experts: Architecture.Experts, width: Int, domain: Int, heads: Int
    ) -> [Engine] {
        var engines: [Engine] = []
        for tensor in tensors where tensor <= min(width, domain, heads) && width.isMultiple(of: tensor) {
            let replicas = width / tensor
            if replicas == 1 {
                engines.append(Engine(tensor: tensor))
                if width > 1, width <= experts.routed { engines.append(Engine(tensor: tensor, expertWidth: width)) }
                continue
            }
            let slots = (experts.routed + width - 1) / width * width
            // More ranks than three copies of all experts need are not given to one copy of the model.
            guard slots <= 3 * experts.routed else { continue }
            for overlaps in [false, true] {
                engines.append(
                    Engine(
                        tensor: tensor, replicas: replicas, expertWidth: width,
                        redundantExperts: slots - experts.routed,
                        overlapsHalves: overlaps))
            }
        }
        return engines
    }

    /// From 1 to 8,192, four to each doubling.
    static let grid: [Int] = {
        var grid: [Int] = []
        var value = 1.0
        while value <= 8_192 {
            let whole = Int(value.rounded())
            if grid.last != whole { grid.append(whole) }
            value *= 1.189_207_115_002_721
        }
        return grid
    }()
}

extension Engine {
    /// The same in each of so many stages.
    func repeated(_ stages: Int) -> Engine {
        var engine = self
        engine.pipeline = stages
        return engine
    }
}

extension Architecture {
    var isLatent: Bool {
        if case .latent = attention { true } else { false }
    }

    /// Query heads.
    var heads: Int {
        switch attention {
        case .grouped(let heads, _, _): heads
        case .latent(let heads, _, _, _, _, _): heads
        }
    }
}
