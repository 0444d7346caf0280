package import Quantities

/// Time of a dense product: a roofline of computing and moving, in which computing happens tile by tile.
///
/// A result of m × n is cut into tiles; cores take them in waves. One tile costs, for each step of its sum over k,
/// the larger of multiplying at the core's share of the peak and loading at the core's own bandwidth, and it costs a
/// start. All the tiles together can't be faster than memory delivers the operands:
///
///     tile    = max(2 · rows · columns · k / (rate / cores · peakShare), k · (bytes of a step) / coreBandwidth)
///               + k / 64 · stepLatency + tileStart
///     compute = waves · tile (+ splitCost and the partial sums, when k is split)
///     memory  = bytes / (bandwidth · bandwidthShare)
///     time    = launch + max(compute, memory) + overlapLoss · min(compute, memory) + what is done beside
///
/// The library picks the tiling, so the least time over `ProductTiles` counts, raised by `tileLoss` towards
/// the time of the usual tile for libraries that choose badly. What is done beside grows with the operands: rows are
/// quantised, results are scaled.
///
/// Weights come from memory each time: nothing is assumed to stay in a cache.
package struct ProductForm: CostForm {
    package typealias Shape = ProductShape

    /// Bytes of one value of the result: sixteen bits.
    static let resultBytes = 2.0
    /// What stepLatency is the latency of: values of k in one step of a tile.
    private static let step = 64.0

    package static let constants = [
        FittedConstant("peakShare", start: 0.8, in: 0.2...1),
        FittedConstant("bandwidthShare", start: 0.85, in: 0.4...1),
        // Bytes per second that one core loads at most, from wherever: its bytes in flight over the latency.
        FittedConstant("coreBandwidth", start: 150e9, in: 5e9...2_000e9),
        // Seconds.
        FittedConstant("launch", start: 2.5e-6, in: 0.3e-6...20e-6),
        FittedConstant("tileStart", start: 0.3e-6, in: 0.01e-6...10e-6),
        FittedConstant("overlapLoss", start: 0.35, in: 0.001...1),
        // How much of a wave counts that is not full: 1 when cores wait for each other.
        FittedConstant("waveShare", start: 0.3, in: 0.01...1),
        // Seconds.
        FittedConstant("splitCost", start: 3e-6, in: 0.05e-6...1_000e-6),
        FittedConstant("stepLatency", start: 0.02e-6, in: 0.0001e-6...0.5e-6),
        // Bytes moved beside, for each activation and each result.
        FittedConstant("activationExtra", start: 0.5, in: 0.01...20),
        FittedConstant("resultExtra", start: 0.5, in: 0.01...50),
        // Seconds that a core spends on a row of activations.
        FittedConstant("rowCost", start: 0.005e-6, in: 0.00001e-6...1e-6),
        FittedConstant("tileLoss", start: 0.2, in: 0.001...1),
    ]

    /// Seconds in which a core loads one byte.
    private let byteTime: Double
    private let peakShare, bandwidthShare, launch, tileStart, overlapLoss, waveShare: Double
    private let splitCost, pairLatency, activationExtra, resultExtra, rowCost, tileLoss: Double

    package init(values: [Double]) {
        peakShare = values[0]
        bandwidthShare = values[1]
        byteTime = 1 / values[2]
        launch = values[3]
        tileStart = values[4]
        overlapLoss = values[5]
        waveShare = values[6]
        splitCost = values[7]
        pairLatency = values[8] / Self.step
        activationExtra = values[9]
        resultExtra = values[10]
        rowCost = values[11]
        tileLoss = values[12]
    }

    package func time(_ shape: ProductShape, on silicon: Silicon) -> Seconds {
        let work = ProductWork(shape, on: silicon, peakShare: peakShare, bandwidthShare: bandwidthShare)
        var best = Double.infinity
        var rows = ProductTiles.rows.lowerBound
        while rows <= ProductTiles.rows.upperBound {
            let down = work.tilesDown(rows)
            var columns = ProductTiles.columns.lowerBound
            while columns <= ProductTiles.columns.upperBound, rows * columns <= ProductTiles.results {
                let tiles = down * work.tilesAcross(columns)
                best = min(best, time(of: work, rows: rows, columns: columns, tiles: tiles, parts: 1))
                best = min(best, time(of: work, rows: rows, columns: columns, tiles: tiles, parts: ProductTiles.parts))
                columns *= 2
            }
            rows *= 2
        }
        let side = ProductTiles.usualSide
        let tiles = work.tilesDown(side) * work.tilesAcross(side)
        let usual = time(of: work, rows: side, columns: side, tiles: tiles, parts: 1)
        let beside = shape.groups * shape.m * (activationExtra * shape.k + resultExtra * shape.n) / work.bandwidth
        return Seconds(launch + best + tileLoss * (usual - best) + beside + rowCost * shape.m / silicon.cores)
    }

    /// Seconds, without the launch and what is done beside.
    /// - Parameter parts: into how many the sum over k is split, so that more cores have work.
    @inline(__always)
    private func time(of work: ProductWork, rows: Double, columns: Double, tiles: Double, parts: Double) -> Double {
        let share = tiles * parts * work.perCore
        let waves = (1 - waveShare) * max(1, share) + waveShare * ceiling(share)
        // All rows of a tile are computed, whether there are tokens for them or not; only tokens are loaded.
        let filled = min(columns, work.n)
        let loaded = min(rows, work.m) * work.activationBytes + filled * work.weightBytes
        let perDepth = max(rows * filled * work.pairTime, loaded * byteTime) + pairLatency
        var compute = waves * (work.k / parts * perDepth + tileStart)
        if parts > 1 { compute += splitCost + parts * work.partialTime }
        return max(compute, work.memory) + overlapLoss * min(compute, work.memory)
    }
}
