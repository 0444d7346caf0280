package import Catalog

/// The engines and batches that a search weighs.
package struct SearchSpace: Sendable {
    package let engines: [Engine]
    /// Sequences of one attention replica and stage, rising.
    package let batches: [Int]

    /// Every sensible way to spread a model over up to so many ranks.
    ///
    /// Widths are powers of two, the whole scale-up domain, and all ranks. Dense models are split by tensor within the
    /// scale-up domain and by stages beyond it; mixtures by tensor, or by attention replicas that share experts, in one
    /// stream or two.
    ///
    /// - Parameters:
    ///   - ranks: of the pool.
    ///   - domain: ranks that the scale-up fabric joins.
    package init(_ architecture: Architecture, ranks: Int, domain: Int) {
        var engines: [Engine] = []
        for width in Self.widths(ranks: ranks, domain: domain) {
            if let experts = architecture.experts {
                engines += Self.mixtures(experts, width: width, domain: domain, heads: architecture.heads)
            } else {
                engines += Self.dense(width: width, domain: domain, architecture)
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

    private static func dense(width: Int, domain: Int, _ architecture: Architecture) -> [Engine] {
        let tensors = [1, 2, 4, 8, 16].filter { $0 <= min(domain, architecture.heads) && width.isMultiple(of: $0) }
        return tensors.compactMap { tensor in
            let stages = width / tensor
            guard stages <= 8, stages == 1 || architecture.layers >= stages else { return nil }
            return Engine(tensor: tensor, pipeline: stages)
        }
    }

    private static func mixtures(
        _ experts: Architecture.Experts, width: Int, domain: Int, heads: Int
    ) -> [Engine] {
        var engines: [Engine] = []
        for tensor in [1, 2, 4, 8, 16] where tensor <= min(width, domain, heads) && width.isMultiple(of: tensor) {
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
