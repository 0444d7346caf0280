import Catalog
import Foundation
package import Quantities

/// Time of attention over prompts, as tiled kernels compute it (FlashAttention-2, arXiv 2307.08691; FlashAttention-3,
/// arXiv 2407.08608).
///
/// A core takes a tile of 128 queries of one head and passes over the keys it sees. With P scores of a head, n new
/// tokens of each of b sequences, h heads, widths s and v:
///
///     time = floor + bytes ÷ (bandwidth · share) + b h P′ · each + tiles · unit ÷ cores + longest tile
///     each = the overlap of 2 (s + v) ÷ (rate · share) and softmax ÷ cores
///     P′   = P (1 + p ÷ (P/n + p)): the loop over few keys is inefficient, p keys being "few"
///
/// The longest tile is the last one to finish when cores run out of tiles. The cached prefix only adds scores and
/// bytes; no measurement with one is at hand. It doesn't know that large batches throttle the clock.
package struct PrefillAttentionForm: CostForm {
    package typealias Shape = PrefillAttentionShape

    package static let constants = [
        FittedConstant("floor", start: 9e-6, in: 1e-6...1e-4),
        FittedConstant("bandwidthShare", start: 0.5, in: 0.02...1),
        FittedConstant("tensorShare", start: 0.85, in: 0.1...1),
        FittedConstant("softmaxTime", start: 30e-12, in: 1e-13...1e-9),
        FittedConstant("overlap", start: 2, in: 1...8),
        FittedConstant("unitTime", start: 3e-6, in: 1e-8...1e-4),
        FittedConstant("rowPadding", start: 16, in: 0.01...512),
        FittedConstant("groupPadding", start: 16, in: 0.01...1_024),
        FittedConstant("keyPadding", start: 64, in: 1...2_048),
        FittedConstant("windowPadding", start: 64, in: 1...4_096),
        FittedConstant("tileReach", start: 1, in: 0.1...20),
    ]

    /// Queries of one tile.
    private static let tileRows = 128.0

    /// Seconds of a launch that finds nothing to do.
    let floor: Double
    /// Share of peak bandwidth at which queries, keys, values and outputs are moved.
    let bandwidthShare: Double
    /// Share of the peak rate that products reach in the inner loop.
    let tensorShare: Double
    /// Seconds of one core for one score's exponential and scaling.
    let softmaxTime: Double
    /// How well products and softmax run at once; see `PartialOverlap`.
    let overlap: Double
    /// Seconds of one core to begin and end a tile.
    let unitTime: Double
    /// Rows by which each head's queries are padded, and each group's: kernels either keep heads apart or pack those
    /// of a group into one tile.
    let rowPadding: Double
    let groupPadding: Double
    /// Number of keys below which the inner loop isn't efficient.
    let keyPadding: Double
    /// Tokens by which tiles widen a window.
    let windowPadding: Double
    /// How many times its fair share of the chip the last tile's core reaches.
    let tileReach: Double

    package init(values: [Double]) {
        floor = values[0]
        bandwidthShare = values[1]
        tensorShare = values[2]
        softmaxTime = values[3]
        overlap = values[4]
        unitTime = values[5]
        rowPadding = values[6]
        groupPadding = values[7]
        keyPadding = values[8]
        windowPadding = values[9]
        tileReach = values[10]
    }

    package func time(_ shape: PrefillAttentionShape, on silicon: Silicon) -> Seconds {
        guard shape.newTokens > 0, shape.sequences > 0 else { return Seconds(floor) }
        let scores = shape.scores(windowPadding: windowPadding)
        let keys = scores / shape.newTokens
        let padded = scores * (1 + keyPadding / (keys + keyPadding))
        let each = scoreTime(shape, on: silicon)
        let rows = shape.heads * (shape.newTokens + rowPadding) + shape.keyValueHeads * groupPadding
        let tiles = shape.sequences * rows / Self.tileRows
        let end = shape.cachedTokens + shape.newTokens
        let longest = shape.window > 0 ? min(end, shape.window + windowPadding) : end
        let last = min(shape.newTokens, Self.tileRows) * longest * each * silicon.cores / tileReach
        return Seconds(
            floor + bytes(shape) / (silicon.bandwidth * bandwidthShare)
                + shape.sequences * shape.heads * padded * each + tiles * unitTime / silicon.cores + last)
    }

    /// Seconds of the whole chip for one score of one head.
    private func scoreTime(_ shape: PrefillAttentionShape, on silicon: Silicon) -> Double {
        let rate = silicon.attentionRate(shape.arithmeticFormat)
        return PartialOverlap.time(
            2 * (shape.scoreWidth + shape.valueWidth) / (rate * tensorShare), softmaxTime / silicon.cores,
            sharpness: overlap)
    }

    /// Queries and outputs, keys and values in sixteen bits; the cache is written, and read where there was one.
    private func bytes(_ shape: PrefillAttentionShape) -> Double {
        let wide = NumberFormat.bf16.bytes.value
        let cache = shape.cacheFormat.bytes.value
        let newBytes =
            shape.heads * (shape.scoreWidth + shape.valueWidth) * wide + shape.cachedValues * (wide + cache)
        let seen = shape.window > 0 ? min(shape.cachedTokens, shape.window) : shape.cachedTokens
        return shape.sequences * (shape.newTokens * newBytes + seen * shape.cachedValues * cache)
    }
}

extension Silicon {
    /// Peak rate of attention's products. Silicon that lacks the format widens the values to sixteen bits.
    @inline(__always)
    func attentionRate(_ format: NumberFormat) -> Double {
        let own = rate(format)
        return own > 0 ? own : sixteenBit
    }
}
