package import Catalog

/// One launch of attention over the prompts of a batch: every new token looks at the tokens before it.
///
/// Sizes are real numbers, since a step is often costed for averages.
package struct PrefillAttentionShape: Sendable, Hashable {
    /// Sequences in the batch.
    package var sequences: Double
    /// Tokens of each sequence that are computed now; at least one.
    package var newTokens: Double
    /// Tokens of each sequence that are in the cache already.
    package var cachedTokens: Double
    /// Query heads on this accelerator.
    package var heads: Double
    /// Heads of keys and values on this accelerator.
    package var keyValueHeads: Double
    /// Width of a query and a key: terms of one score.
    package var scoreWidth: Double
    /// Width of a value and of a head's output.
    package var valueWidth: Double
    /// Values in the cache for each token, all heads together.
    package var cachedValues: Double
    /// Tokens that a token sees, itself included; zero when it sees all.
    package var window: Double
    /// Format of the cache.
    package var cacheFormat: NumberFormat
    /// Format that scores and outputs are multiplied in.
    package var arithmeticFormat: NumberFormat

    /// Attention with heads of one width: multi-head, grouped-query and multi-query.
    package init(
        sequences: Double, newTokens: Double, cachedTokens: Double = 0, heads: Double, keyValueHeads: Double,
        headSize: Double, window: Double = 0, cacheFormat: NumberFormat = .bf16,
        arithmeticFormat: NumberFormat = .bf16
    ) {
        self.sequences = sequences
        self.newTokens = newTokens
        self.cachedTokens = cachedTokens
        self.heads = heads
        self.keyValueHeads = keyValueHeads
        scoreWidth = headSize
        valueWidth = headSize
        cachedValues = 2 * keyValueHeads * headSize
        self.window = window
        self.cacheFormat = cacheFormat
        self.arithmeticFormat = arithmeticFormat
    }

    /// Latent attention with keys and values expanded for every head, as prompts are usually computed.
    package static func expanded(
        _ widths: LatentWidths = .deepSeek, sequences: Double, newTokens: Double, cachedTokens: Double = 0,
        heads: Double, cacheFormat: NumberFormat = .bf16, arithmeticFormat: NumberFormat = .bf16
    ) -> Self {
        var shape = Self(
            sequences: sequences, newTokens: newTokens, cachedTokens: cachedTokens, heads: heads,
            keyValueHeads: heads, headSize: widths.value, cacheFormat: cacheFormat, arithmeticFormat: arithmeticFormat)
        shape.scoreWidth = widths.key + widths.rotary
        shape.cachedValues = heads * (shape.scoreWidth + shape.valueWidth)
        return shape
    }

    /// Latent attention on the latent vectors themselves: fewer bytes, 3.4 times the operations. SGLang's timings on
    /// Hopper are of this kind.
    package static func absorbed(
        _ widths: LatentWidths = .deepSeek, sequences: Double, newTokens: Double, cachedTokens: Double = 0,
        heads: Double, cacheFormat: NumberFormat = .bf16, arithmeticFormat: NumberFormat = .bf16
    ) -> Self {
        var shape = Self(
            sequences: sequences, newTokens: newTokens, cachedTokens: cachedTokens, heads: heads, keyValueHeads: 1,
            headSize: widths.rank, cacheFormat: cacheFormat, arithmeticFormat: arithmeticFormat)
        shape.scoreWidth = widths.cached
        shape.cachedValues = widths.cached
        return shape
    }

    /// Scores of one head and sequence: each new token sees the cached tokens and the new ones up to itself, as far
    /// as the window reaches.
    ///
    /// - Parameter padding: how much wider than the window a kernel's tiles make it.
    @inlinable
    package func scores(windowPadding padding: Double) -> Double {
        guard window > 0 else { return newTokens * (cachedTokens + (newTokens + 1) / 2) }
        let reach = window + padding
        let growing = min(max(reach - cachedTokens, 0), newTokens)
        return growing * (cachedTokens + (growing + 1) / 2) + (newTokens - growing) * reach
    }
}
