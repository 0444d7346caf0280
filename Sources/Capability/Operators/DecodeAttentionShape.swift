package import Catalog

/// One launch of attention in a decode step: the newest token of every sequence looks at the whole context.
///
/// Sizes are real numbers, since a step is often costed for averages.
package struct DecodeAttentionShape: Sendable, Hashable {
    /// Sequences in the batch.
    package var sequences: Double
    /// Tokens that each sequence's newest token sees, itself included, before the window.
    package var context: Double
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
    /// Tokens checked at once in each sequence: one, and one more for each speculated token.
    package var rows: Double

    /// Attention with heads of one width: multi-head, grouped-query and multi-query.
    package init(
        sequences: Double, context: Double, heads: Double, keyValueHeads: Double, headSize: Double,
        window: Double = 0, cacheFormat: NumberFormat = .bf16, arithmeticFormat: NumberFormat = .bf16,
        rows: Double = 1
    ) {
        self.sequences = sequences
        self.context = context
        self.heads = heads
        self.keyValueHeads = keyValueHeads
        scoreWidth = headSize
        valueWidth = headSize
        cachedValues = 2 * keyValueHeads * headSize
        self.window = window
        self.cacheFormat = cacheFormat
        self.arithmeticFormat = arithmeticFormat
        self.rows = rows
    }

    /// Latent attention on the latent vectors, which all heads share: keys of 576 values for DeepSeek, of which 512
    /// are the values too.
    package static func absorbed(
        _ widths: LatentWidths = .deepSeek, sequences: Double, context: Double, heads: Double,
        cacheFormat: NumberFormat = .bf16, arithmeticFormat: NumberFormat = .bf16, rows: Double = 1
    ) -> Self {
        var shape = Self(
            sequences: sequences, context: context, heads: heads, keyValueHeads: 1, headSize: widths.rank,
            cacheFormat: cacheFormat, arithmeticFormat: arithmeticFormat, rows: rows)
        shape.scoreWidth = widths.cached
        shape.cachedValues = widths.cached
        return shape
    }
}
