import Capability
import Quantities
import Testing

/// What small kernels cost that memory bounds.
struct ElementwiseFormTests {
    static let h200 = Silicon(sixteenBit: 989.5e12, fp8: 1_979e12, bandwidth: 4.8e12, cores: 132)
    /// Hopper, TensorRT-LLM 1.3.0rc20, quantising to FP8: median error 3.1 %.
    static let quantise = ElementwiseForm(values: [1.34e-6, 0.996, 1e-11])

    /// Microseconds of `scale_matrix` on H200 with TensorRT-LLM 1.3.0rc20, in aiconfigurator's database (Apache-2.0).
    @Test(arguments: [(1, 128, 1.2), (1_024, 7_168, 5.8), (8_192, 8_192, 49.7), (32_768, 8_192, 184.7)])
    func `quantising takes what was measured, within 15 %`(rows: Double, width: Double, microseconds: Double) {
        let shape = ElementwiseShape(rows: rows, width: width, reading: 2, writing: 1)
        let time = Self.quantise.time(shape, on: Self.h200)
        #expect(abs(time.value / (microseconds * 1e-6) - 1) < 0.15)
    }

    @Test func `more rows take longer, more bandwidth shorter, nothing less than the bandwidth allows`() {
        var better = Self.h200
        better.bandwidth *= 1.5
        var last = Seconds.zero
        for rows in [1.0, 2, 64, 4_096, 1e6] {
            let shape = ElementwiseShape(rows: rows, rowBytes: 3 * 7_168)
            let time = Self.quantise.time(shape, on: Self.h200)
            #expect(time > last)
            #expect(Self.quantise.time(shape, on: better) <= time)
            #expect(time.value > shape.bytes / Self.h200.bandwidth)
            last = time
        }
    }
}
