import Catalog
import Foundation
package import Quantities

/// Time of attention in a decode step, as kernels that split the context compute it (Flash-Decoding,
/// pytorch.org/blog/flash-decoding; FlashMLA for latent attention).
///
/// Each pair of a sequence and a key-value head is a unit; its context is cut into chunks that cores take. With e
/// tokens seen, b sequences, k key-value heads, G query rows for each, widths s and v:
///
///     time   = floor + queries and outputs + overlap(work, units) + last chunk + combine · L ÷ (L + combineLength)
///     work   = overlap(cache bytes ÷ (bandwidth · share), b k (G + padding) e · 2 (s + v) ÷ (rate · share))
///     units  = unitTime · √(1 + (b k (1 + G ÷ unitRows) ÷ cores)²)
///     chunk  = min(e, chunk + e ÷ splits): what one core works through by itself at `coreReach` of its fair share
///
/// Nothing is faster than the whole cache at peak bandwidth or all operations at peak rate: what sits in the
/// level-two cache in a benchmark, doesn't in a model.
package struct DecodeAttentionForm: CostForm {
    package typealias Shape = DecodeAttentionShape

    package static let constants = [
        FittedConstant("floor", start: 7e-6, in: 1e-6...1e-4),
        FittedConstant("bandwidthShare", start: 0.9, in: 0.02...1),
        FittedConstant("tensorShare", start: 0.7, in: 0.01...1),
        FittedConstant("rowPadding", start: 16, in: 1...256),
        FittedConstant("unitTime", start: 3e-6, in: 1e-8...1e-4),
        FittedConstant("unitRows", start: 64, in: 2...2_000),
        FittedConstant("overlap", start: 1.5, in: 1...8),
        FittedConstant("chunk", start: 64, in: 1...8_192),
        FittedConstant("splits", start: 64, in: 0.3...4_096),
        FittedConstant("coreReach", start: 1, in: 0.2...20),
        FittedConstant("combineTime", start: 3e-6, in: 1e-8...1e-4),
        FittedConstant("combineLength", start: 1_000, in: 16...30_000),
        FittedConstant("windowPadding", start: 64, in: 1...4_096),
    ]

    /// Seconds of a launch that finds nothing to do.
    let floor: Double
    /// Share of peak bandwidth at which the cache is read.
    let bandwidthShare: Double
    /// Share of the peak rate that products reach in the inner loop.
    let tensorShare: Double
    /// Rows by which a tile pads the query heads of a group.
    let rowPadding: Double
    /// Seconds of one core to begin and end a unit.
    let unitTime: Double
    /// Query rows that double a unit's cost.
    let unitRows: Double
    /// How well reading, multiplying and beginning units run at once; see `PartialOverlap`.
    let overlap: Double
    /// The shortest chunk, in tokens.
    let chunk: Double
    /// The most chunks that a context is cut into.
    let splits: Double
    /// How many times its fair share of the chip one core reaches while others idle.
    let coreReach: Double
    /// Seconds to combine the chunks of a long context, and the context at which half of them are due.
    let combineTime: Double
    let combineLength: Double
    /// Tokens by which tiles widen a window.
    let windowPadding: Double

    package init(values: [Double]) {
        floor = values[0]
        bandwidthShare = values[1]
        tensorShare = values[2]
        rowPadding = values[3]
        unitTime = values[4]
        unitRows = values[5]
        overlap = values[6]
        chunk = values[7]
        splits = values[8]
        coreReach = values[9]
        combineTime = values[10]
        combineLength = values[11]
        windowPadding = values[12]
    }

    package func time(_ shape: DecodeAttentionShape, on silicon: Silicon) -> Seconds {
        guard shape.sequences > 0, shape.context > 0 else { return Seconds(floor) }
        let seen = shape.window > 0 ? min(shape.context, shape.window + windowPadding) : shape.context
        let groups = shape.sequences * shape.keyValueHeads
        let rows = shape.heads / shape.keyValueHeads * shape.rows
        let reading = silicon.bandwidth * bandwidthShare
        let width = shape.scoreWidth + shape.valueWidth
        let work = PartialOverlap.time(
            shape.sequences * seen * shape.cachedValues * shape.cacheFormat.bytes.value / reading,
            groups * (rows + rowPadding) * seen * 2 * width
                / (silicon.attentionRate(shape.arithmeticFormat) * tensorShare),
            sharpness: overlap)
        let waves = groups * (1 + rows / unitRows) / silicon.cores
        let units = unitTime * (1 + waves * waves).squareRoot()
        let alone = min(seen, chunk + seen / splits) / (groups * seen) * silicon.cores / coreReach
        let ends = groups * rows * width * NumberFormat.bf16.bytes.value / reading
        let combine = combineTime * shape.context / (shape.context + combineLength)
        return Seconds(
            floor + ends + PartialOverlap.time(work, units, sharpness: overlap) + work * alone + combine)
    }
}
