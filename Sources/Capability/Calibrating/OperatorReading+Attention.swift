import Catalog
import Foundation

/// Attention of aiconfigurator's tables.
extension OperatorReading {
    private static let formats: [String: NumberFormat] = ["bfloat16": .bf16, "fp8": .fp8]
    /// Kernels that nobody serves with by default, or that stand in where the usual one can't.
    private static let setAside: Set = ["triton", "flashinfer", "torch_flow_flashinfer"]
    /// Wider heads are computed by other kernels.
    private static let widestHead = 128.0
    /// A group of more query heads for each head of keys and values is padded by other kernels.
    private static let largestGroup = 32.0

    private static func attentionTable(_ source: OperatorSource) throws -> ColumnTable {
        try ColumnTable(
            MeasurementBytes(path: source.path),
            numbers: ["batch_size", "isl", "step", "num_heads", "num_key_value_heads", "head_dim", "latency"],
            words: ["kernel_source", "attn_dtype", "kv_cache_dtype"], optionalNumbers: ["window_size"])
    }

    static func prefillAttention(_ source: OperatorSource) throws -> OperatorReading {
        let table = try attentionTable(source)
        let (heads, windows) = (table.numbers("head_dim"), table.numbers("window_size"))
        let arithmetic = Codes(table.words("attn_dtype")) { formats[$0] }
        let cache = Codes(table.words("kv_cache_dtype")) { formats[$0] }
        let isAside = Codes(table.words("kernel_source")) { setAside.contains($0) }
        return OperatorReading(table) { row in
            guard !isAside[row], heads[row] <= widestHead, let own = arithmetic[row], let kept = cache[row] else {
                return nil
            }
            let variant = own == kept ? own.rawValue : "\(own.rawValue)-\(kept.rawValue)"
            return Filed(kind: .prefillAttention, variant: variant)
        } shape: { row in
            let query = try table.size("num_heads", row)
            let keyValue = try table.size("num_key_value_heads", row, from: 0)
            return .prefill(
                PrefillAttentionShape(
                    sequences: try table.size("batch_size", row), newTokens: try table.size("isl", row),
                    cachedTokens: try table.size("step", row, from: 0), heads: query,
                    keyValueHeads: keyValue > 0 ? keyValue : query, headSize: try table.size("head_dim", row),
                    window: windows.isEmpty ? 0 : windows[row], cacheFormat: cache[row] ?? .bf16,
                    arithmeticFormat: arithmetic[row] ?? .bf16))
        }
    }

    static func decodeAttention(_ source: OperatorSource) throws -> OperatorReading {
        let table = try attentionTable(source)
        let (widths, windows) = (table.numbers("head_dim"), table.numbers("window_size"))
        let (query, keyValue) = (table.numbers("num_heads"), table.numbers("num_key_value_heads"))
        let cache = Codes(table.words("kv_cache_dtype")) { formats[$0] }
        let isAside = Codes(table.words("kernel_source")) { setAside.contains($0) }
        // TensorRT-LLM before Blackwell has other kernels for heads that share nothing, and for narrow ones in 8 bits.
        let hasOwn = source.software == "trtllm" && source.family != "blackwell"
        func shared(_ row: Int) -> Double { keyValue[row] > 0 ? keyValue[row] : query[row] }
        return OperatorReading(table) { row in
            guard !isAside[row], widths[row] <= widestHead, let format = cache[row],
                query[row] <= largestGroup * shared(row)
            else { return nil }
            let isSingle = hasOwn && query[row] == shared(row)
            let isNarrow = hasOwn && !isSingle && format == .fp8 && widths[row] == 64
            return Filed(
                kind: .decodeAttention, variant: format.rawValue + (isSingle ? "-single" : isNarrow ? "-64" : ""))
        } shape: { row in
            let query = try table.size("num_heads", row)
            _ = try table.size("num_key_value_heads", row, from: 0)
            return .decode(
                DecodeAttentionShape(
                    sequences: try table.size("batch_size", row),
                    context: try table.size("isl", row, from: 0) + table.size("step", row, from: 0),
                    heads: query, keyValueHeads: shared(row), headSize: try table.size("head_dim", row),
                    window: windows.isEmpty ? 0 : windows[row], cacheFormat: cache[row] ?? .bf16,
                    arithmeticFormat: cache[row] ?? .bf16))
        }
    }

    /// Heads are those of one accelerator already, whatever `tp_size` says.
    private static func latentTable(_ source: OperatorSource) throws -> ColumnTable {
        try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["batch_size", "isl", "step", "num_heads", "latency"],
            words: ["kv_cache_dtype"])
    }

    static func latentPrefill(_ source: OperatorSource) throws -> OperatorReading {
        let table = try latentTable(source)
        let cache = Codes(table.words("kv_cache_dtype")) { formats[$0] }
        // SGLang's on Hopper works on latent vectors in 16 bits even where it caches them in eight.
        let isAbsorbed = source.software == "sglang" && source.family == "hopper"
        return OperatorReading(table) { row in
            cache[row].map { Filed(kind: .latentPrefill, variant: $0.rawValue) }
        } shape: { row in
            let format = cache[row] ?? .bf16
            let (sequences, new) = (try table.size("batch_size", row), try table.size("isl", row))
            let (cached, heads) = (try table.size("step", row, from: 0), try table.size("num_heads", row))
            return .prefill(
                isAbsorbed
                    ? .absorbed(
                        sequences: sequences, newTokens: new, cachedTokens: cached, heads: heads, cacheFormat: format)
                    : .expanded(
                        sequences: sequences, newTokens: new, cachedTokens: cached, heads: heads, cacheFormat: format,
                        arithmeticFormat: format))
        }
    }

    static func latentDecode(_ source: OperatorSource) throws -> OperatorReading {
        let table = try latentTable(source)
        let cache = Codes(table.words("kv_cache_dtype")) { formats[$0] }
        return OperatorReading(table) { row in
            cache[row].map { Filed(kind: .latentDecode, variant: $0.rawValue) }
        } shape: { row in
            .decode(
                .absorbed(
                    sequences: try table.size("batch_size", row),
                    context: try table.size("isl", row, from: 0) + table.size("step", row, from: 0),
                    heads: try table.size("num_heads", row), cacheFormat: cache[row] ?? .bf16,
                    arithmeticFormat: cache[row] ?? .bf16))
        }
    }
}

/// What the words of a column mean, worked out once for each word instead of for each row.
struct Codes<Meaning> {
    private let column: WordColumn
    private let meanings: [Meaning]

    init(_ column: WordColumn, _ meaning: (String) -> Meaning) {
        self.column = column
        meanings = column.words.map(meaning)
    }

    subscript(row: Int) -> Meaning { meanings[Int(column.codes[row])] }
}
