import Catalog
import Foundation

/// Expert feed-forwards.
extension OperatorReading {
    static func experts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path),
            numbers: [
                "num_tokens", "hidden_size", "inter_size", "topk", "num_experts", "moe_tp_size", "moe_ep_size",
                "latency",
            ], words: ["kernel_source", "moe_dtype", "distribution"])
        let variants = Codes(table.words("moe_dtype")) { ExpertVariant(published: $0) }
        let routing = Codes(table.words("distribution")) { PublishedRouting($0) }
        let kernels = ExpertKernels(table)
        let (hidden, inner) = (table.numbers("hidden_size"), table.numbers("inter_size"))
        let (experts, perToken) = (table.numbers("num_experts"), table.numbers("topk"))
        let suffix = ExpertKernels.suffix(source)
        return OperatorReading(table) { row in
            guard let variant = variants[row], let routing = routing[row], !routing.isBalanced,
                kernels.isServed(row), perToken[row] != ExpertKernels.ungated,
                ExpertKernels.isAsStated(source, hidden: hidden[row], inner: inner[row], experts: experts[row])
            else { return nil }
            return Filed(kind: .experts, variant: variant.name + suffix)
        } shape: { row in
            let (tokens, chosen) = (try table.size("num_tokens", row), try table.size("topk", row))
            let all = try table.size("num_experts", row)
            let variant = variants[row] ?? ExpertVariant.bf16
            let skew = (routing[row]?.exponent).map {
                ExpertSkew.benchmark(exponent: $0, tokens: tokens, perToken: chosen, experts: all)
            }
            return .experts(
                ExpertsShape(
                    tokens: tokens, hidden: try table.size("hidden_size", row),
                    intermediate: try table.size("inter_size", row), experts: all, perToken: chosen,
                    tensorWidth: try table.size("moe_tp_size", row), expertWidth: try table.size("moe_ep_size", row),
                    skew: skew ?? .even, weights: variant.weights, activations: variant.activations,
                    scale: variant.scale))
        }
    }

    /// Two products, timed apart, of experts that all get the same number of rows.
    static func inferSimExperts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path),
            numbers: [
                "num_local_experts", "topk", "hidden_size", "intermediate_size", "tokens_per_expert", "up_proj_us",
                "down_proj_us",
            ])
        let rows = table.numbers("tokens_per_expert")
        let isDecode = source.operation == "infersim_grouped_decode"
        // On H800 decoding's table repeats one expert's time for all: it grows with experts that have no rows.
        let isOdd = isDecode && source.system == "h800"
        let variant = ExpertVariant.fp8Block
        let both = zip(table.numbers("up_proj_us"), table.numbers("down_proj_us")).map { ($0 + $1) * 1e-6 }
        return OperatorReading(table, seconds: both) { row in
            guard rows[row] >= 2, !isOdd else { return nil }
            return Filed(kind: .experts, variant: variant.name + (isDecode ? ".wideDecode" : ""))
        } shape: { row in
            let local = try table.size("num_local_experts", row)
            let chosen = try table.size("topk", row)
            return .experts(
                ExpertsShape(
                    tokens: try table.size("tokens_per_expert", row) * local / chosen,
                    hidden: try table.size("hidden_size", row), intermediate: try table.size("intermediate_size", row),
                    experts: local, perToken: chosen, skew: .even, weights: variant.weights,
                    activations: variant.activations))
        }
    }

    /// One grouped product: `rows,k;experts,n,k`. Written as two matrices of half its width.
    static func ascendExperts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ascendTable(source)
        let variant = source.operation == "GroupedMatmul_MoE_BF16" ? ExpertVariant.bf16 : .int8
        return OperatorReading(table, times: ascendTime, unit: 1e-6) { _ in
            Filed(kind: .experts, variant: variant.name)
        } shape: { row in
            let operands = try ascendShapes(table, "Input Shapes", row)
            guard operands.count >= 2, operands[0].count == 2, operands[1].count == 3 else {
                throw table.error(row: row, found: "other tensors", expected: "shapes such as rows,k;experts,n,k")
            }
            return .experts(
                ExpertsShape(
                    tokens: operands[0][0], hidden: operands[0][1], intermediate: operands[1][1] / 2,
                    experts: operands[1][0], perToken: 1, skew: .random, weights: variant.weights,
                    activations: variant.activations, isGated: false))
        }
    }
}

/// How a benchmark deals tokens out: `balanced`, `uniform`, `power_law_1.01`, `power_law_1.2_eplb`.
struct PublishedRouting {
    /// Of the power law; nil when all experts get the same.
    let exponent: Double?
    /// Whether popular experts were copied.
    let isBalanced: Bool

    /// Nil for words of another form.
    init?(_ word: String) {
        isBalanced = word.hasSuffix("_eplb")
        let own = isBalanced ? word.dropLast(5) : word[...]
        if own == "balanced" || own == "uniform" {
            exponent = nil
        } else if own.hasPrefix("power_law_"), let number = Double(own.dropFirst(10)), number > 0, number < 10 {
            exponent = number
        } else {
            return nil
        }
    }
}
