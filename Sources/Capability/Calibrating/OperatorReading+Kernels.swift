import Catalog
import Foundation

/// Attention in InferSim's tables and the Ascend profiler's.
extension OperatorReading {
    private static func heads(_ source: OperatorSource) -> (query: Double, keyValue: Double, size: Double) {
        let name = source.path.split(separator: "/").last?.split(separator: ".").first
        return name.flatMap { KernelTable.heads(String($0)) } ?? (1, 1, 1)
    }

    static func inferSimPrefill(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["seq_len", "latency_us"], words: ["dtype"])
        let heads = heads(source)
        let format = Codes(table.words("dtype")) { PublishedFormat.match($0) }
        return OperatorReading(table, times: "latency_us", unit: 1e-6) { row in
            format[row].map { Filed(kind: .prefillAttention, variant: $0.rawValue) }
        } shape: { row in
            .prefill(
                PrefillAttentionShape(
                    sequences: 1, newTokens: try table.size("seq_len", row), heads: heads.query,
                    keyValueHeads: heads.keyValue, headSize: heads.size, cacheFormat: format[row] ?? .bf16,
                    arithmeticFormat: format[row] ?? .bf16))
        }
    }

    static func inferSimDecode(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["batch_size", "kv_len", "latency_us"], words: ["kv_dtype"])
        let heads = heads(source)
        let format = Codes(table.words("kv_dtype")) { PublishedFormat.match($0) }
        // `128-512-64` are heads, the latent width and the width that carries positions.
        let widths = LatentWidths.deepSeek
        let isLatent = heads.keyValue == widths.rank && heads.size == widths.rotary
        return OperatorReading(table, times: "latency_us", unit: 1e-6) { row in
            format[row].map { Filed(kind: isLatent ? .latentDecode : .decodeAttention, variant: $0.rawValue) }
        } shape: { row in
            let (sequences, context) = (try table.size("batch_size", row), try table.size("kv_len", row))
            let format = format[row] ?? .bf16
            return .decode(
                isLatent
                    ? .absorbed(
                        sequences: sequences, context: context, heads: heads.query, cacheFormat: format,
                        arithmeticFormat: format)
                    : DecodeAttentionShape(
                        sequences: sequences, context: context, heads: heads.query, keyValueHeads: heads.keyValue,
                        headSize: heads.size, cacheFormat: format, arithmeticFormat: format))
        }
    }

    private static let ascendSizes = ["Batch", "Seq Len", "Num Heads", "Num KV Heads", "Head Size"]

    static func ascendPrefill(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ascendTable(source, numbers: ascendSizes)
        return OperatorReading(table, times: ascendTime, unit: 1e-6) { _ in
            Filed(kind: .prefillAttention, variant: NumberFormat.bf16.rawValue)
        } shape: { row in
            let tokens = try table.size("Seq Len", row)
            let heads = try ascendHeads(table, row)
            return .prefill(
                PrefillAttentionShape(
                    sequences: try table.size("Batch", row), newTokens: tokens,
                    // No mask is among the inputs: all scores are computed, as many as so many cached tokens make.
                    cachedTokens: (tokens - 1) / 2, heads: heads.query, keyValueHeads: heads.keyValue,
                    headSize: try table.size("Head Size", row)))
        }
    }

    static func ascendDecode(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ascendTable(source, numbers: ascendSizes)
        let (batch, tokens, size) = (table.numbers("Batch"), table.numbers("Seq Len"), table.numbers("Head Size"))
        let (query, keyValue) = (table.numbers("Num Heads"), table.numbers("Num KV Heads"))
        return OperatorReading(table, times: ascendTime, unit: 1e-6) { row in
            let shared = keyValue[row] > 0 ? keyValue[row] : query[row]
            // Caches that fit the level-two cache of 192 MB are read from there in a benchmark, never in a model.
            let cache = batch[row] * tokens[row] * shared * size[row] * 4
            return cache > 8e6 && cache < 192e6
                ? nil : Filed(kind: .decodeAttention, variant: NumberFormat.bf16.rawValue)
        } shape: { row in
            let heads = try ascendHeads(table, row)
            return .decode(
                DecodeAttentionShape(
                    sequences: try table.size("Batch", row), context: try table.size("Seq Len", row),
                    heads: heads.query, keyValueHeads: heads.keyValue, headSize: try table.size("Head Size", row)))
        }
    }

    private static func ascendHeads(_ table: ColumnTable, _ row: Int) throws -> (query: Double, keyValue: Double) {
        let query = try table.size("Num Heads", row)
        let keyValue = try table.size("Num KV Heads", row, from: 0)
        return (query, keyValue > 0 ? keyValue : query)
    }
}
