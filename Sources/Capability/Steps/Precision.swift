package import Catalog
import Quantities

/// The number formats that a model is served in.
package struct Precision: Sendable, Hashable, Codable {
    /// Weights of attention projections and the output head's input side.
    package var attention: NumberFormat
    /// Weights of feed-forward networks outside the routed experts.
    package var feedForward: NumberFormat
    /// Weights of routed experts.
    package var experts: NumberFormat
    /// What experts compute in: the wider of weights and what the silicon multiplies.
    package var expertActivations: NumberFormat
    /// Cached keys and values, or latents.
    package var cache: NumberFormat
    /// What scores and outputs of attention are multiplied in.
    package var arithmetic: NumberFormat
    /// Tokens on their way to experts.
    package var dispatch: NumberFormat
    /// Whether 8-bit products carry one scale for each block of 128 values, as DeepSeek's do.
    package var isBlockScaled: Bool

    /// One format for everything that may be narrow.
    package init(_ format: NumberFormat, cache: NumberFormat = .bf16, isBlockScaled: Bool = false) {
        attention = format
        feedForward = format
        experts = format
        expertActivations = format
        self.cache = cache
        arithmetic = .bf16
        dispatch = format
        self.isBlockScaled = isBlockScaled
    }

    /// How a model is served in a format on an accelerator, as its publishers and the serving frameworks do it.
    ///
    /// - 8-bit: all projections and experts; DeepSeek, Kimi and Qwen mixtures with a scale for each block, dense models
    ///   with one for each tensor. Latents are cached in 16 bits, the rest in the weights' width.
    /// - 4-bit of a model published so (gpt-oss: MXFP4 experts, the rest in 16 bits).
    /// - 4-bit of other mixtures (NVFP4): feed-forward and experts; latent attention stays in 16 bits, grouped attention
    ///   goes along; caches have 8 bits.
    /// - What the silicon can't multiply is stored narrow and computed in the next wider format it has.
    package init(serving model: LanguageModel, in format: NumberFormat, on accelerator: Accelerator) {
        let isMixture = model.architecture.experts != nil
        let isLatent = if case .latent = model.architecture.attention { true } else { false }
        func computed(_ format: NumberFormat) -> NumberFormat {
            let ladder: [NumberFormat] =
                switch format {
                case .fp4, .int4: [format, .fp8, .int8, .bf16]
                case .fp8, .int8: [format, format == .fp8 ? .int8 : .fp8, .bf16]
                case .fp16, .bf16: [.bf16]
                }
            return ladder.first { accelerator.peakRate($0) != nil } ?? .bf16
        }
        self.init(format)
        isBlockScaled = isMixture && format.bits == 8
        defer { arithmetic = cache == .fp8 ? .fp8 : .bf16 }
        switch format.bits {
        case 4 where model.weights.bits == 4:
            attention = .bf16
            feedForward = .bf16
            expertActivations = accelerator.peakRate(format) != nil ? .fp8 : .bf16
            dispatch = .bf16
        case 4:
            attention = isLatent ? .bf16 : computed(format)
            feedForward = computed(format)
            expertActivations = computed(format)
            dispatch = computed(format)
            cache = accelerator.peakRate(.fp8) != nil ? .fp8 : .bf16
        case 8:
            attention = computed(format)
            feedForward = computed(format)
            experts = computed(format).bits == 8 ? computed(format) : format
            expertActivations = computed(format)
            dispatch = computed(format)
            cache = isLatent || isMixture ? .bf16 : computed(format) == .fp8 ? .fp8 : .bf16
        default:
            break
        }
    }

    /// How products with these weights are computed.
    func variant(_ weights: NumberFormat) -> ProductVariant {
        switch weights {
        case .fp16, .bf16: .bf16
        case .fp8: isBlockScaled ? .fp8Block : .fp8
        case .int8: .int8
        case .fp4: .fp4Block
        case .int4: .int4Weights
        }
    }

    /// The narrower of what attention's projections and the dense feed-forward are computed in.
    var narrowVariant: ProductVariant {
        variant(attention.bits <= feedForward.bits ? attention : feedForward)
    }

    /// Bytes of scales for each of an expert's weights: one for 16 values of NVFP4, or for 32 of MXFP4.
    var expertScale: Double {
        guard experts.bits == 4 else { return 0 }
        return expertActivations.bits == 4 ? 1.0 / 16 : 1.0 / 32
    }

    /// Bytes of one of an expert's stored weights with its share of the scales.
    var expertBytes: Double { experts.bits == 4 ? 0.5 + expertScale : Self.storedBytes(experts) }

    /// Kinds of experts' constants, the fitting first.
    var expertLadder: [String] {
        switch (experts.bits, expertActivations.bits) {
        case (4, 16): ["mxfp4Weights", "mxfp4", "fp4Block", "bf16"]
        case (4, _):
            expertActivations.bits == 4 ? ["fp4Block", "mxfp4", "fp8Block", "bf16"] : ["mxfp4", "fp4Block", "bf16"]
        case (8, _) where experts == .int8: ["int8", "fp8", "fp8Block", "bf16"]
        case (8, _): isBlockScaled ? ["fp8Block", "fp8", "bf16"] : ["fp8", "fp8Block", "bf16"]
        default: ["bf16", "fp8Block", "fp8", "int8"]
        }
    }

    /// Kinds of attention's constants, the fitting first.
    var cacheLadder: [String] {
        cache.bits == 8 ? ["fp8", "bf16"] : ["bf16", "fp8"]
    }

    /// Bytes of a value on its way to an expert: with a scale of four bytes for each 128 values when it is narrow.
    var dispatchBytes: Double {
        dispatch.bits >= 16 ? 2 : dispatch.bytes.value + 4.0 / 128
    }

    /// Bytes of a stored weight with its scales: one of four bytes for each block of 128 × 128, of one byte for each
    /// 16 (NVFP4) or 32 (MXFP4) values of four bits.
    static func storedBytes(_ format: NumberFormat) -> Double {
        switch format.bits {
        case 4: 0.5 + 1.0 / 16
        case 8: 1 + 4.0 / (128 * 128)
        default: 2
        }
    }
}
