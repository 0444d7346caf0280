import Capability
import Catalog
import Quantities
import Testing

/// What dense products cost, with constants fitted as `Catalog/calibration/` has them.
struct ProductFormTests {
    /// Data sheets: dense rates, memory bandwidth.
    static let h100 = Silicon(sixteenBit: 989.5e12, fp8: 1_979e12, int8: 1_979e12, bandwidth: 3.35e12, cores: 132)
    static let h20 = Silicon(sixteenBit: 148e12, fp8: 296e12, int8: 296e12, bandwidth: 4e12, cores: 78)
    static let ascendDie = Silicon(sixteenBit: 376e12, int8: 752e12, bandwidth: 1.6e12, cores: 24)

    /// Hopper, TensorRT-LLM 1.3.0rc20: median error 5.0 %.
    static let hopper = ProductForm(values: [
        0.888, 0.881, 2.37e11, 2.45e-6, 3.18e-7, 0.26, 0.01, 1.97e-6, 2.51e-8, 0.01, 0.405, 1e-11, 0.001,
    ])
    /// Hopper, SGLang 0.5.14 with DeepGEMM, FP8 scaled by blocks: median error 8.6 %.
    static let deepGEMM = ProductForm(values: [
        0.809, 0.995, 2.91e11, 3.8e-6, 1.1e-8, 0.464, 0.591, 4.92e-5, 4.33e-8, 2.7, 0.712, 9.16e-8, 0.012,
    ])
    /// Hopper, FP8 scaled by blocks without the quantising, on H20 and H800 (alibaba/InferSim): median error 3.9 %.
    static let kernelOnly = ProductForm(values: [
        1, 0.757, 8.59e10, 3.26e-6, 1e-8, 0.0243, 0.0369, 5e-8, 8.09e-8, 0.01, 1.24, 2.96e-8, 0.03,
    ])
    /// Ascend 910B, MatMulV2 in BF16: median error 12.1 %.
    static let ascend = ProductForm(values: [
        1, 1, 1.67e11, 5.22e-6, 1e-8, 0.419, 0.849, 1e-4, 7.1e-9, 0.01, 0.01, 1.93e-9, 0.00853,
    ])

    struct Case: Sendable {
        let name: String
        let form: ProductForm
        let silicon: Silicon
        let variant: ProductVariant
    }

    static let cases = [
        Case(name: "hopper", form: hopper, silicon: h100, variant: .bf16),
        Case(name: "deepGEMM", form: deepGEMM, silicon: h100, variant: .fp8Block),
        Case(name: "deepGEMM on few operations", form: deepGEMM, silicon: h20, variant: .fp8Block),
        Case(name: "kernelOnly", form: kernelOnly, silicon: h20, variant: .fp8Block),
        Case(name: "ascend", form: ascend, silicon: ascendDie, variant: .int8),
        Case(
            name: "start", form: ProductForm(values: ProductForm.constants.map(\.start)), silicon: h100,
            variant: .fp4Block),
    ]
    static let sizes: [(n: Double, k: Double)] = [(128, 128), (512, 65_536), (4_096, 7_168), (50_000, 2_000)]

    @Test(arguments: cases)
    func `more tokens never take less time`(product: Case) {
        for (n, k) in Self.sizes {
            var last = Seconds.zero
            for m in Array(1...300).map(Double.init) + (0...40).map({ 301 * (1 + Double($0) / 7) }) {
                let shape = ProductShape(m: m, n: n, k: k, variant: product.variant)
                let time = product.form.time(shape, on: product.silicon)
                #expect(time >= last, "\(product.name) \(m) × \(n) × \(k)")
                last = time
            }
        }
    }

    @Test(arguments: cases)
    func `a higher rate or bandwidth never takes more time`(product: Case) {
        for (n, k) in Self.sizes {
            for m in [1.0, 17, 64, 129, 1_000, 32_768] {
                let shape = ProductShape(m: m, n: n, k: k, variant: product.variant)
                let before = product.form.time(shape, on: product.silicon)
                for factor in [1.01, 1.5, 10] {
                    var faster = product.silicon
                    faster.bandwidth *= factor
                    #expect(product.form.time(shape, on: faster) <= before)
                    faster = product.silicon
                    faster.sixteenBit *= factor
                    faster.fp8 *= factor
                    faster.int8 *= factor
                    faster.fp4 *= factor
                    #expect(product.form.time(shape, on: faster) <= before)
                }
            }
        }
    }

    @Test(arguments: cases)
    func `nothing is faster than the roofline`(product: Case) {
        for (n, k) in Self.sizes {
            for m in [1.0, 16, 100, 2_048, 100_000] {
                for groups in [1.0, 16, 128] {
                    let shape = ProductShape(m: m, n: n, k: k, groups: groups, variant: product.variant)
                    let time = product.form.time(shape, on: product.silicon)
                    #expect(time.value > shape.roofline(on: product.silicon))
                }
            }
        }
    }

    /// Table 9 of arXiv 2506.12708v3: utilisation of 752 TOPS by INT8 products on one 910C die. The constants come
    /// from BF16 products on the 910B.
    @Test(
        arguments: [
            (4, 7_168, 4_096, 4_096, 0.794), (4, 2_048, 7_168, 4_096, 0.774), (4, 7_168, 4_096, 8_192, 0.827),
            (4, 2_048, 7_168, 8_192, 0.811), (8, 7_168, 4_096, 4_096, 0.796), (8, 2_048, 7_168, 4_096, 0.779),
        ] as [(Double, Double, Double, Double, Double)])
    func `INT8 products of CloudMatrix384 come out within 3 %`(
        groups: Double, m: Double, n: Double, k: Double, published: Double
    ) {
        let shape = ProductShape(m: m, n: n, k: k, groups: groups, variant: .int8)
        let time = Self.ascend.time(shape, on: Self.ascendDie)
        let utilisation = shape.operations / time.value / Self.ascendDie.int8
        #expect(abs(utilisation / published - 1) < 0.03)
    }

    /// The README of deepseek-ai/DeepGEMM: up to 1,550 TFLOPS on H800, whose dense rates are the H100's. That is the
    /// kernel alone; with SGLang's constants, which quantise activations too, the best of these is 19 % below.
    @Test func `the best FP8 product on H800 is about what DeepGEMM publishes`() {
        let best =
            [4_096.0, 8_192, 16_384, 32_768].map { k in
                let shape = ProductShape(m: 8_192, n: 8_192, k: k, variant: .fp8Block)
                return shape.operations / Self.kernelOnly.time(shape, on: Self.h100).value
            }.max() ?? 0
        #expect(abs(best / 1_550e12 - 1) < 0.1)
    }

    /// Best of all shapes measured in aiconfigurator's database: 854 TFLOPS, and weights read at 3.03 TB/s.
    @Test func `large BF16 products on H100 attain what was measured`() {
        let square = ProductShape(m: 8_192, n: 8_192, k: 8_192, variant: .bf16)
        let rate = square.operations / Self.hopper.time(square, on: Self.h100).value
        #expect(abs(rate / 854e12 - 1) < 0.1)
        let row = ProductShape(m: 1, n: 65_536, k: 8_192, variant: .bf16)
        #expect(abs(row.bytes / Self.hopper.time(row, on: Self.h100).value / 3.03e12 - 1) < 0.1)
    }

    @Test func `narrow weights are multiplied at the rate of the activations`() {
        let narrow = ProductShape(m: 8_192, n: 8_192, k: 8_192, variant: .int4Weights)
        let wide = ProductShape(m: 8_192, n: 8_192, k: 8_192, variant: .bf16)
        #expect(Self.hopper.time(narrow, on: Self.h100) > 0.95 * Self.hopper.time(wide, on: Self.h100))
        // One row is bound by the weights, of which there are a quarter.
        let row = ProductShape(m: 1, n: 65_536, k: 65_536, variant: .int4Weights)
        let wideRow = ProductShape(m: 1, n: 65_536, k: 65_536, variant: .bf16)
        #expect(Self.hopper.time(row, on: Self.h100) < 0.4 * Self.hopper.time(wideRow, on: Self.h100))
    }

    @Test func `silicon without a format multiplies in sixteen bits`() {
        let a100 = Silicon(sixteenBit: 312e12, int8: 624e12, bandwidth: 2.039e12, cores: 108)
        let shape = ProductShape(m: 8_192, n: 8_192, k: 8_192, variant: .fp8)
        let time = Self.hopper.time(shape, on: a100)
        #expect(time.value > shape.operations / a100.sixteenBit && time.value < 2 * shape.operations / a100.sixteenBit)
    }
}
