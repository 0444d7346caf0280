package import Catalog

/// The formats that a dense product multiplies in, and how its values are scaled. Constants are filed by it.
package enum ProductVariant: String, CaseIterable, Sendable {
    /// Sixteen-bit weights and activations.
    case bf16
    /// Eight-bit floats with one scale for a tensor, a row or a column.
    case fp8
    /// Eight-bit floats with one scale for 128 values of an activation and 128 × 128 of a weight (DeepSeek-V3).
    case fp8Block
    /// Four-bit floats with an eight-bit scale for every 16 values (NVFP4).
    case fp4Block
    /// Eight-bit integers, a scale for each row and column.
    case int8
    /// Eight-bit weights, multiplied as sixteen-bit floats.
    case int8Weights
    /// Four-bit weights, multiplied as sixteen-bit floats.
    case int4Weights

    package var weights: NumberFormat {
        switch self {
        case .bf16: .bf16
        case .fp8, .fp8Block: .fp8
        case .fp4Block: .fp4
        case .int8, .int8Weights: .int8
        case .int4Weights: .int4
        }
    }

    /// The format that is multiplied in: narrower weights are widened first.
    package var activations: NumberFormat {
        switch self {
        case .bf16, .int8Weights, .int4Weights: .bf16
        case .fp8, .fp8Block: .fp8
        case .fp4Block: .fp4
        case .int8: .int8
        }
    }

    /// Bytes of one weight with its share of the scales.
    package var weightBytes: Double {
        switch self {
        case .bf16: 2
        case .fp8, .fp8Block, .int8, .int8Weights: 1
        case .fp4Block: 0.5 + 1.0 / 16
        case .int4Weights: 0.5
        }
    }

    /// Bytes of one activation with its share of the scales.
    package var activationBytes: Double {
        switch self {
        case .bf16, .int8Weights, .int4Weights: 2
        case .fp8, .int8: 1
        case .fp8Block: 1 + 4.0 / 128
        case .fp4Block: 0.5 + 1.0 / 16
        }
    }

    /// Variants whose constants may stand in for this one's, itself first.
    var ladder: [String] {
        let others: [ProductVariant] =
            switch self {
            case .bf16: [.fp8, .int8]
            case .fp8: [.fp8Block, .int8, .bf16]
            case .fp8Block: [.fp8, .int8, .bf16]
            case .fp4Block: [.fp8Block, .fp8, .bf16]
            case .int8: [.fp8, .fp8Block, .bf16]
            case .int8Weights: [.int4Weights, .bf16]
            case .int4Weights: [.int8Weights, .bf16]
            }
        return ([self] + others).map(\.rawValue)
    }
}
