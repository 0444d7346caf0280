package import Catalog

/// The figures of an accelerator that an operator's time depends on: its data sheet, nothing fitted.
package struct Silicon: Sendable, Hashable {
    /// Peak dense rates, in operations per second; zero where the silicon has no such format.
    package var sixteenBit: Double
    package var fp8: Double
    package var int8: Double
    package var fp4: Double
    /// Peak rate at which memory is read, in bytes per second.
    package var bandwidth: Double
    /// Units that work on tiles by themselves: streaming multiprocessors, AI cores, compute units.
    package var cores: Double

    package init(
        sixteenBit: Double, fp8: Double = 0, int8: Double = 0, fp4: Double = 0, bandwidth: Double, cores: Double
    ) {
        self.sixteenBit = sixteenBit
        self.fp8 = fp8
        self.int8 = int8
        self.fp4 = fp4
        self.bandwidth = bandwidth
        self.cores = cores
    }

    /// Peak dense rate in operations per second; zero when the silicon doesn't have the format.
    @inlinable
    package func rate(_ format: NumberFormat) -> Double {
        switch format {
        case .bf16, .fp16: sixteenBit
        case .fp8: fp8
        case .int8: int8
        case .fp4: fp4
        case .int4: 0
        }
    }
}
