package import Quantities

/// A transformer language model, as the numbers that set its cost.
package struct LanguageModel: Sendable {
    package let id: String
    package let name: String
    package let aliases: [String]
    package let maker: String
    package let architecture: Architecture
    /// What its makers say it has; `Architecture.parameters` must reproduce it.
    package let publishedParameters: Figure<Each>
    /// What its makers say one token uses; nil for dense models.
    package let publishedActiveParameters: Figure<Each>?
    /// The format its weights are published and usually served in.
    package let weights: NumberFormat
    /// All formats that checkpoints of these shapes are served in, `weights` among them; nil where only that is.
    package let servedIn: Sourced<[NumberFormat]>?
    /// Where the architecture's numbers come from.
    package let sources: [String]

    /// The formats that its weights can be had in, its own first.
    package var weightFormats: [NumberFormat] {
        [weights] + (servedIn?.value.filter { $0 != weights } ?? [])
    }
}

/// The shape of a decoder-only transformer.
package struct Architecture: Sendable {
    package let layers: Int
    /// Width of the residual stream.
    package let hidden: Int
    package let vocabulary: Int
    package let tiedEmbeddings: Bool
    package let attention: Attention
    /// Width of the gated feed-forward network in dense layers; 0 when there are none.
    package let denseIntermediate: Int
    /// Nil for a dense model.
    package var experts: Experts?
    /// Layers that predict further tokens (multi-token prediction), left out of `parameters`.
    package let predictionLayers: Int
    /// Parameters that no formula here covers (biases, sinks), per layer.
    package let extraPerLayer: Int
    /// Tokens that a windowed layer looks back on, itself included; nil when every layer sees the whole context.
    package let slidingWindow: Int?
    /// How many of `layers` look back on the window alone; 0 without one.
    package let windowedLayers: Int

    package enum Attention: Sendable {
        /// Multi-head (keyValueHeads = heads) and grouped-query attention.
        case grouped(heads: Int, keyValueHeads: Int, headSize: Int)
        /// Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434 §2.1).
        case latent(
            heads: Int, queryRank: Int, keyValueRank: Int, ropeHeadSize: Int, nopeHeadSize: Int, valueHeadSize: Int)
    }

    package struct Experts: Sendable {
        package let routed: Int
        package let shared: Int
        package let perToken: Int
        /// Width of one expert's gated feed-forward network.
        package let intermediate: Int
        /// The first layers that are dense all the same.
        package let denseLayers: Int
        /// How unevenly tokens choose: the natural logarithm of how many times as often the most popular expert is chosen
        /// as the least popular; nil where nobody says.
        package var skew: Sourced<Double>?
    }
}

extension Architecture {
    /// Weights of one layer's attention: projections only.
    package var attentionParameters: Int {
        switch attention {
        case .grouped(let heads, let keyValueHeads, let headSize):
            hidden * headSize * (2 * heads + 2 * keyValueHeads)
        case .latent(let heads, let queryRank, let keyValueRank, let rope, let nope, let value):
            hidden * queryRank + queryRank * heads * (nope + rope) + hidden * (keyValueRank + rope)
                + keyValueRank * heads * (nope + value) + heads * value * hidden
                + queryRank + keyValueRank  // the two latent norms
        }
    }

    /// Weights of a gated feed-forward network (gate, up, down) of some width.
    package func feedForwardParameters(intermediate: Int) -> Int { 3 * hidden * intermediate }

    /// Layers with experts.
    package var expertLayers: Int { experts.map { layers - $0.denseLayers } ?? 0 }

    /// All weights of the model without its prediction layers.
    package var parameters: Int {
        let embeddings = (tiedEmbeddings ? 1 : 2) * vocabulary * hidden
        let norms = layers * 2 * hidden + hidden
        let dense = (layers - expertLayers) * feedForwardParameters(intermediate: denseIntermediate)
        let mixture =
            experts.map {
                expertLayers
                    * (($0.routed + $0.shared) * feedForwardParameters(intermediate: $0.intermediate)
                        + $0.routed * hidden)
            } ?? 0
        return embeddings + norms + layers * (attentionParameters + extraPerLayer) + dense + mixture
    }

    /// Weights that one token passes through, input embedding included as its makers count it.
    package var activeParameters: Int {
        guard let experts else { return parameters }
        let idle = experts.routed - experts.perToken
        return parameters - expertLayers * idle * feedForwardParameters(intermediate: experts.intermediate)
    }

    /// Tokens kept in the cache, added up over all layers, once the context is that long. A windowed layer keeps the
    /// window at most.
    package func cachedTokensOverLayers(context: Int) -> Int {
        (layers - windowedLayers) * context + windowedLayers * min(context, slidingWindow ?? context)
    }

    /// Cached values per token and layer: keys and values, or the latent with its rope part.
    package var cachedValuesPerTokenAndLayer: Int {
        switch attention {
        case .grouped(_, let keyValueHeads, let headSize): 2 * keyValueHeads * headSize
        case .latent(_, _, let keyValueRank, let rope, _, _): keyValueRank + rope
        }
    }
}
