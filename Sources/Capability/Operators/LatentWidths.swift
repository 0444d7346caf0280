/// Widths of multi-head latent attention: what one head works on, and what the cache holds.
///
/// Keys and values of all heads are linear images of one latent vector for each token, which is what the cache
/// keeps (DeepSeek-V2, arXiv 2405.04434 section 2.1). A prefill expands it to keys and values of every head; a
/// decode step absorbs the expansion into the query and the output, so that every head works on the latent vector.
package struct LatentWidths: Sendable, Hashable {
    /// Values in the latent vector of a token.
    package let rank: Double
    /// Values of the key part that carries the position, shared by the heads and cached beside the latent vector.
    package let rotary: Double
    /// Values of a head's key without the part that carries the position.
    package let key: Double
    /// Values of a head's value vector.
    package let value: Double

    package init(rank: Double, rotary: Double, key: Double, value: Double) {
        self.rank = rank
        self.rotary = rotary
        self.key = key
        self.value = value
    }

    /// DeepSeek-V2, V3, R1 and Kimi K2 (their `config.json`).
    package static let deepSeek = LatentWidths(rank: 512, rotary: 64, key: 128, value: 128)

    /// Values cached for each token: 576 for DeepSeek.
    package var cached: Double { rank + rotary }
}
