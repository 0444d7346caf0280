import Capability
import Catalog
import Quantities
import Testing

/// Physics of attention's cost, and kernels that their makers published figures of.
struct AttentionFormTests {
    static let h800 = Silicon(sixteenBit: 989.5e12, fp8: 1_979e12, bandwidth: 3.35e12, cores: 132)
    static let ascendDie = Silicon(sixteenBit: 376e12, int8: 752e12, bandwidth: 1.6e12, cores: 24)

    static let prefill = PrefillAttentionForm(values: PrefillAttentionForm.constants.map(\.start))
    static let decode = DecodeAttentionForm(values: DecodeAttentionForm.constants.map(\.start))
    /// Fitted on H100 and H200 with SGLang 0.5.14, bf16; neither H800 nor FlashMLA was among the measurements.
    static let hopperLatent = DecodeAttentionForm(values: [
        5.377e-06, 0.9167, 1, 1, 6.287e-06, 2_000, 1.18, 347.4, 173.1, 3.395, 8.744e-06, 8_698, 64,
    ])
    /// The shares follow from the two utilisations that arXiv 2506.12708 states; the rest from 910B timings.
    static let ascendLatent = DecodeAttentionForm(values: [
        1e-05, 0.8462, 0.6613, 1, 1.927e-06, 64, 8, 256, 64, 1, 5e-06, 16, 64,
    ])

    static let prefillShapes: [PrefillAttentionShape] = [1, 100, 4_096].flatMap { tokens in
        [
            PrefillAttentionShape(
                sequences: 2, newTokens: tokens, cachedTokens: 500, heads: 64, keyValueHeads: 8, headSize: 128),
            PrefillAttentionShape(
                sequences: 1, newTokens: tokens, heads: 8, keyValueHeads: 1, headSize: 64, window: 128),
            .expanded(sequences: 4, newTokens: tokens, heads: 128, cacheFormat: .fp8),
            .absorbed(sequences: 4, newTokens: tokens, heads: 16),
        ]
    }
    static let decodeShapes: [DecodeAttentionShape] = [1, 130, 8_192].flatMap { context in
        [
            DecodeAttentionShape(sequences: 1, context: context, heads: 64, keyValueHeads: 8, headSize: 128),
            DecodeAttentionShape(
                sequences: 64, context: context, heads: 8, keyValueHeads: 1, headSize: 64, window: 128),
            DecodeAttentionShape(
                sequences: 300, context: context, heads: 16, keyValueHeads: 1, headSize: 128, cacheFormat: .fp8,
                arithmeticFormat: .fp8),
            .absorbed(sequences: 32, context: context, heads: 128, rows: 2),
        ]
    }

    @Test(arguments: prefillShapes)
    func `more to compute never takes a prefill less time`(shape: PrefillAttentionShape) {
        let time = Self.prefill.time(shape, on: Self.h800)
        let sizes: [WritableKeyPath<PrefillAttentionShape, Double>] = [
            \.sequences, \.newTokens, \.cachedTokens, \.heads, \.scoreWidth, \.valueWidth, \.cachedValues,
        ]
        for size in sizes {
            var larger = shape
            for _ in 0..<12 {
                let before = Self.prefill.time(larger, on: Self.h800)
                larger[keyPath: size] = larger[keyPath: size] * 1.3 + 1
                #expect(Self.prefill.time(larger, on: Self.h800) >= before, "\(size)")
            }
        }
        #expect(time.value.isFinite && time.value > 0)
    }

    @Test(arguments: decodeShapes)
    func `more to read or compute never takes a decode step less time`(shape: DecodeAttentionShape) {
        let sizes: [WritableKeyPath<DecodeAttentionShape, Double>] = [
            \.sequences, \.context, \.heads, \.scoreWidth, \.valueWidth, \.cachedValues, \.rows,
        ]
        for form in [Self.decode, Self.hopperLatent, Self.ascendLatent] {
            for size in sizes {
                var larger = shape
                for _ in 0..<16 {
                    let before = form.time(larger, on: Self.h800)
                    larger[keyPath: size] *= 1.4
                    #expect(form.time(larger, on: Self.h800) >= before, "\(size)")
                }
            }
        }
    }

    @Test func `faster silicon never takes more time`() {
        for figure in [\Silicon.sixteenBit, \Silicon.fp8, \Silicon.bandwidth] {
            var faster = Self.h800
            faster[keyPath: figure] *= 1.5
            for shape in Self.prefillShapes {
                #expect(Self.prefill.time(shape, on: faster) <= Self.prefill.time(shape, on: Self.h800))
            }
            for shape in Self.decodeShapes {
                #expect(Self.decode.time(shape, on: faster) <= Self.decode.time(shape, on: Self.h800))
            }
        }
    }

    /// Even with every constant at its best value.
    @Test func `no prefill beats the peak rate and no decode step the bandwidth`() {
        let fastPrefill = PrefillAttentionForm(
            values: PrefillAttentionForm.constants.map {
                ["bandwidthShare", "tensorShare", "overlap", "tileReach"].contains($0.name)
                    ? $0.range.upperBound : $0.range.lowerBound
            })
        for shape in Self.prefillShapes {
            let operations =
                2 * shape.sequences * shape.heads * shape.scores(windowPadding: 0)
                * (shape.scoreWidth + shape.valueWidth)
            #expect(fastPrefill.time(shape, on: Self.h800).value >= operations / Self.h800.sixteenBit)
        }
        let fastDecode = DecodeAttentionForm(
            values: DecodeAttentionForm.constants.map {
                ["bandwidthShare", "tensorShare", "overlap", "coreReach", "splits", "unitRows"].contains($0.name)
                    ? $0.range.upperBound : $0.range.lowerBound
            })
        for shape in Self.decodeShapes {
            let seen = shape.window > 0 ? min(shape.context, shape.window) : shape.context
            let bytes = shape.sequences * seen * shape.cachedValues * shape.cacheFormat.bytes.value
            #expect(fastDecode.time(shape, on: Self.h800).value >= bytes / Self.h800.bandwidth)
        }
    }

    @Test func `a window limits what a token sees, and a prefix adds to it`() {
        var shape = PrefillAttentionShape(sequences: 1, newTokens: 4, heads: 1, keyValueHeads: 1, headSize: 64)
        #expect(shape.scores(windowPadding: 0) == 10)  // 1 + 2 + 3 + 4
        shape.cachedTokens = 10
        #expect(shape.scores(windowPadding: 0) == 50)  // 11 + 12 + 13 + 14
        shape.window = 12
        #expect(shape.scores(windowPadding: 0) == 47)  // 11 + 12 + 12 + 12
        #expect(shape.scores(windowPadding: 1) == 49)
        shape.window = 8
        #expect(shape.scores(windowPadding: 0) == 32)
    }

    /// A batch of 128 contexts of 32,768 tokens; few heads wait for memory, many rows for arithmetic.
    static let memoryBound = DecodeAttentionShape.absorbed(sequences: 128, context: 32_768, heads: 16)
    static let computeBound = DecodeAttentionShape.absorbed(sequences: 128, context: 32_768, heads: 128, rows: 2)

    static func bandwidth(_ form: DecodeAttentionForm, on silicon: Silicon) -> Double {
        128 * 32_768 * 576 * 2 / form.time(memoryBound, on: silicon).value
    }

    static func rate(_ form: DecodeAttentionForm, on silicon: Silicon) -> Double {
        128 * 32_768 * 256 * 2 * (576 + 512) / form.time(computeBound, on: silicon).value
    }

    /// 3,000 GB/s and 660 TFLOPS: README of deepseek-ai/FlashMLA. Tolerance 8 %: another kernel, another part.
    @Test func `latent attention of Hopper agrees with FlashMLA on H800`() {
        #expect(abs(Self.bandwidth(Self.hopperLatent, on: Self.h800) / 3_000e9 - 1) < 0.08)
        #expect(abs(Self.rate(Self.hopperLatent, on: Self.h800) / 660e12 - 1) < 0.08)
    }

    /// 84.1 % of 1.6 TB/s and 65.4 % of 376 TFLOPS: arXiv 2506.12708v3, tables of MLA operators. Tolerance 1 %, since
    /// they fixed the shares.
    @Test func `latent attention of a 910C die reaches what its paper states`() {
        #expect(abs(Self.bandwidth(Self.ascendLatent, on: Self.ascendDie) / (0.841 * 1.6e12) - 1) < 0.01)
        #expect(abs(Self.rate(Self.ascendLatent, on: Self.ascendDie) / (0.654 * 376e12) - 1) < 0.01)
    }
}
