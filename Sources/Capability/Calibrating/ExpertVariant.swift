import Catalog

/// The formats that experts are kept and multiplied in. Constants are filed by its name.
struct ExpertVariant: Sendable, Hashable {
    let name: String
    let weights: NumberFormat
    let activations: NumberFormat
    /// Bytes of scales for each weight.
    let scale: Double

    static let bf16 = ExpertVariant(name: "bf16", weights: .bf16, activations: .bf16, scale: 0)
    static let int8 = ExpertVariant(name: "int8", weights: .int8, activations: .int8, scale: 0)
    static let fp8Block = ExpertVariant(name: "fp8Block", weights: .fp8, activations: .fp8, scale: 0)

    /// By the words of aiconfigurator's tables.
    private static let published: [String: ExpertVariant] = [
        "bfloat16": bf16, "fp8_block": fp8Block,
        "fp8": ExpertVariant(name: "fp8", weights: .fp8, activations: .fp8, scale: 0),
        "nvfp4": ExpertVariant(name: "fp4Block", weights: .fp4, activations: .fp4, scale: 1.0 / 16),
        "w4a16_mxfp4": ExpertVariant(name: "mxfp4Weights", weights: .fp4, activations: .bf16, scale: 1.0 / 32),
        "w4a8_mxfp4_mxfp8": ExpertVariant(name: "mxfp4", weights: .fp4, activations: .fp8, scale: 1.0 / 32),
        "int4_wo": ExpertVariant(name: "int4Weights", weights: .int4, activations: .bf16, scale: 1.0 / 16),
    ]

    /// Variants whose constants may stand in for another's.
    static func standIns(for name: String) -> [String] {
        switch name {
        case "mxfp4Weights": ["int4Weights", "mxfp4", "fp4Block", "bf16"]
        case "int4Weights": ["mxfp4Weights", "bf16"]
        case "mxfp4": ["fp4Block", "fp8Block", "bf16"]
        case "fp4Block": ["mxfp4", "fp8Block", "fp8", "bf16"]
        case "int8": ["fp8", "fp8Block", "bf16"]
        case "fp8": ["fp8Block", "bf16"]
        case "fp8Block": ["fp8", "bf16"]
        default: ["fp8Block", "fp8", "int8"]
        }
    }
}

extension ExpertVariant {
    /// Nil for a word that isn't known.
    init?(published word: String) {
        guard let variant = Self.published[word] else { return nil }
        self = variant
    }
}

/// Which of the kernels that a table compares is the one that is served with, and for which shapes.
struct ExpertKernels {
    /// For each row's pair of format and kernel, whether it is served.
    private let served: Set<Pair>
    private let formats: WordColumn
    private let kernels: WordColumn

    private struct Pair: Hashable { let format, kernel: Int32 }

    /// Kernels that frameworks choose by themselves where they can, the first before the second.
    private static let chosen = [
        "deepgemm", "moe_torch_flow_cutlass", "moe_torch_flow", "sglang_flashinfer_trtllm_moe",
        "sglang_fused_moe_triton", "sglang_marlin_moe", "vllm_unquantizedfusedmoe_triton_tritonexperts",
        "vllm_fp8moe_triton_tritonexperts", "vllm_gptossmxfp4moe_triton_oaitritonmxfp4expertsmonolithic",
        "vllm_compressedtensorswna16marlinmoe_marlin_marlinexperts",
    ]

    /// Experts that each token chooses in models whose experts have no gate (Nemotron).
    static let ungated = 22.0

    /// Parts of the names of kernels that serve models of one publisher only, or stand in for others.
    private static let setAside = ["modelopt", "situ_as_silu", "nongated", "min_latency"]

    init(_ table: ColumnTable) {
        formats = table.words("moe_dtype")
        kernels = table.words("kernel_source")
        var counts: [Pair: Int] = [:]
        for (format, kernel) in zip(formats.codes, kernels.codes) {
            counts[Pair(format: format, kernel: kernel), default: 0] += 1
        }
        let words = kernels.words
        counts = counts.filter { pair, _ in !Self.setAside.contains { words[Int(pair.kernel)].contains($0) } }
        func rank(_ pair: Pair) -> (Int, Int, String) {
            let word = words[Int(pair.kernel)]
            // Of kernels that nobody has named here, the one that was measured most.
            return (Self.chosen.firstIndex(of: word) ?? Self.chosen.count, -(counts[pair] ?? 0), word)
        }
        let rivals = Dictionary(grouping: counts.keys, by: \.format).values
        served = Set(rivals.compactMap { $0.min { rank($0) < rank($1) } })
    }

    func isServed(_ row: Int) -> Bool {
        served.contains(Pair(format: formats.codes[row], kernel: kernels.codes[row]))
    }

    /// What tells kernels of wide expert parallelism from those of one node.
    static func suffix(_ source: OperatorSource) -> String {
        switch source.operation {
        case "wideep_moe_perf": ".wide"
        case "wideep_context_moe_perf": ".widePrefill"
        case "wideep_generation_moe_perf": ".wideDecode"
        default: ""
        }
    }

    /// False for shapes whose times don't mean what the table says.
    ///
    /// SGLang's and vLLM's rows of DeepSeek-V3's layer (256 experts of width 7,168) take less time than memory needs to
    /// deliver the experts that their distribution touches, two thirds on B200 at 64 tokens: their own router chooses.
    /// SGLang's Triton kernel has no tuned tiles on Hopper for some inner widths.
    static func isAsStated(_ source: OperatorSource, hidden: Double, inner: Double, experts: Double) -> Bool {
        guard source.operation == "moe_perf", source.software != "trtllm" else { return true }
        if hidden == 7_168, experts == 256 { return false }
        return source.family != "hopper" || source.software != "sglang" || ![704, 14_336, 16_384].contains(inner)
    }
}
