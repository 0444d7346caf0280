/// The tiles that products are cut into: what libraries choose from, reduced to the sizes that differ. Kernels of
/// cuBLAS, CUTLASS and DeepGEMM have tiles of 64 to 256 rows and 32 to 256 columns, powers of two here.
enum ProductTiles {
    static let rows = 64.0...256.0
    static let columns = 32.0...256.0
    /// Results of one tile at most: what the accumulators of a core hold, 128 KB of 32-bit sums.
    static let results = 32_768.0
    /// Into how many parts the sum over k is split when there are few tiles. More parts gain little that four don't.
    static let parts = 4.0
    /// Rows and columns of the tile that a library without a choice takes.
    static let usualSide = 128.0
}

/// What all tilings of one product on one silicon have in common.
struct ProductWork {
    let m, n, k: Double
    /// Products for each core.
    let perCore: Double
    /// Seconds for multiplying and adding one pair on one core.
    let pairTime: Double
    let activationBytes, weightBytes: Double
    /// Bytes per second that memory delivers.
    let bandwidth: Double
    /// Seconds in which memory delivers everything.
    let memory: Double
    /// Seconds in which one set of partial sums is written and read, at half the speed of a plain copy because the
    /// reading waits for all the writing.
    let partialTime: Double

    /// Of a 32-bit partial sum.
    private static let partialBytes = 4.0

    init(_ shape: ProductShape, on silicon: Silicon, peakShare: Double, bandwidthShare: Double) {
        (m, n, k) = (shape.m, shape.n, shape.k)
        perCore = shape.groups / silicon.cores
        pairTime = 2 * silicon.cores / (silicon.productRate(shape.variant) * peakShare)
        activationBytes = shape.variant.activationBytes
        weightBytes = shape.variant.weightBytes
        bandwidth = silicon.bandwidth * bandwidthShare
        memory = shape.bytes / bandwidth
        partialTime = shape.groups * shape.m * shape.n * Self.partialBytes / bandwidth
    }

    /// Tiles of so many rows that cover the result from top to bottom.
    @inline(__always)
    func tilesDown(_ rows: Double) -> Double { ceiling(m * (1 / rows)) }

    /// Tiles of so many columns that cover the result from left to right.
    @inline(__always)
    func tilesAcross(_ columns: Double) -> Double { ceiling(n * (1 / columns)) }
}

/// The next whole number at or above a number from zero to 2⁵¹. Portable x86 code calls a function for
/// `rounded(.up)`, which is most of the time of a form; adding 2⁵² rounds to a whole number in the adder.
@inline(__always)
func ceiling(_ number: Double) -> Double {
    let shift = 4_503_599_627_370_496.0
    let whole = (number + shift) - shift
    return whole < number ? whole + 1 : whole
}
