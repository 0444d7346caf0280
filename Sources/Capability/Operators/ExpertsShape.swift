package import Catalog

/// A mixture-of-experts feed-forward as one rank computes it.
package struct ExpertsShape: Sendable, Hashable {
    /// Rows before top-k that are routed over all ranks' experts together.
    package var tokens: Double
    /// Elements of one row.
    package var hidden: Double
    /// Elements of one expert's inner row, before it is split by tensor.
    package var intermediate: Double
    /// Routed experts of the layer, over all ranks.
    package var experts: Double
    /// Experts that each token is sent to.
    package var perToken: Double
    /// Ranks that share one expert.
    package var tensorWidth: Double
    /// Ranks that experts are spread over.
    package var expertWidth: Double
    package var skew: ExpertSkew
    /// Copies of popular experts, over all ranks.
    package var redundant: Double
    /// What weights are kept in.
    package var weights: NumberFormat
    /// What is multiplied: the format whose peak rate counts.
    package var activations: NumberFormat
    /// Bytes of scales for each weight: 1/16 for NVFP4, 1/32 for MXFP4.
    package var scale: Double
    /// Whether an expert has a gate: three matrices instead of two.
    package var isGated: Bool
    /// Whether only the rows of this rank's experts are here, since an exchange has brought them; else all tokens are.
    package var isDispatched: Bool

    package init(
        tokens: Double, hidden: Double, intermediate: Double, experts: Double, perToken: Double,
        tensorWidth: Double = 1, expertWidth: Double = 1, skew: ExpertSkew = .random, redundant: Double = 0,
        weights: NumberFormat, activations: NumberFormat, scale: Double = 0, isGated: Bool = true,
        isDispatched: Bool = false
    ) {
        self.tokens = tokens
        self.hidden = hidden
        self.intermediate = intermediate
        self.experts = experts
        self.perToken = perToken
        self.tensorWidth = tensorWidth
        self.expertWidth = expertWidth
        self.skew = skew
        self.redundant = redundant
        self.weights = weights
        self.activations = activations
        self.scale = scale
        self.isGated = isGated
        self.isDispatched = isDispatched
    }

    /// The busiest rank's share.
    @inlinable
    package var load: ExpertLoad {
        ExpertLoad(
            tokens: tokens, perToken: perToken, experts: experts, ranks: expertWidth, skew: skew, redundant: redundant)
    }
}
