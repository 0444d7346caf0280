import Catalog
import Foundation
import Quantities

/// Dispatch and combine of experts' tokens.
extension OperatorReading {
    private enum Direction: String, CaseIterable {
        case dispatch, combine

        var kind: FittedKind { self == .dispatch ? .dispatch : .combine }
    }

    /// Of DeepEP's tables, which count nodes.
    private static let ranksPerNode = 8.0
    /// Cores that DeepEP's throughput kernels are given where a table compares several.
    private static let usualWorkers = 24.0
    /// Cores of the one accelerator that TensorRT-LLM's exchange was measured on, all of which it takes.
    private static let allWorkers = 152.0
    /// Bytes of an eight-bit value with its share of a four-byte scale for 128.
    private static let scaledByte = 1 + 4.0 / 128
    /// Bytes of a four-bit value with its share of a one-byte scale for 16.
    private static let scaledHalf = 0.5 + 1.0 / 16
    /// What DeepEP's low-latency dispatch says of a token beside it, in bytes.
    private static let header = 16.0
    /// What a token's copy holds for each value, there and back: eight bits with scales, sixteen.
    private static func valueBytes(_ direction: Direction) -> Double { direction == .dispatch ? scaledByte : 2 }

    /// DeepEP's kernels for decoding: each copy goes straight to its expert.
    static func lowLatencyExchange(_ source: OperatorSource) throws -> [OperatorReading] {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path),
            numbers: [
                "node_num", "hidden_size", "num_token", "num_topk", "num_experts", "dispatch_avg_t_us",
                "combine_avg_t_us",
            ])
        // H100's tables of that version repeat H200's.
        let isCopy = source.system == "h100_sxm" && source.version == SoftwareVersion("0.5.6.post2")
        return Direction.allCases.map { direction in
            OperatorReading(table, times: "\(direction.rawValue)_avg_t_us", unit: 1e-6) { _ in
                isCopy ? nil : Filed(kind: direction.kind, variant: "lowLatency", software: "any")
            } shape: { row in
                let hidden = try table.size("hidden_size", row)
                let bytes = hidden * valueBytes(direction) + (direction == .dispatch ? header : 0)
                return try exchange(table, source, row, .perExpert, bytes: bytes, workers: nil)
            }
        }
    }

    /// DeepEP's kernels for many tokens: one copy for each rank, sending and announcing timed apart.
    static func throughputExchange(_ source: OperatorSource) throws -> [OperatorReading] {
        let directions = Direction.allCases
        let sizes = ["node_num", "hidden_size", "num_token", "num_topk", "num_experts"]
        let table = try ColumnTable(
            MeasurementBytes(path: source.path),
            numbers: sizes
                + directions.flatMap { direction in
                    ["transmit_us", "notify_us", "sms"].map { "\(direction.rawValue)_\($0)" }
                })
        let isCopy = source.system == "h100_sxm" && source.version == SoftwareVersion("0.5.6.post2")
        let nodes = table.numbers("node_num")
        return directions.map { direction in
            let name = direction.rawValue
            let cores = table.numbers("\(name)_sms")
            let seconds = zip(table.numbers("\(name)_transmit_us"), table.numbers("\(name)_notify_us"))
                .map { ($0 + $1) * 1e-6 }
            let isUsual = usual(sizes.map { table.numbers($0) }, cores)
            return OperatorReading(table, seconds: seconds) { row in
                // Eight nodes of H200 are slower than anything explains.
                guard isUsual[row], !isCopy, !(source.system == "h200_sxm" && nodes[row] >= 8) else { return nil }
                return Filed(kind: direction.kind, variant: "throughput", software: "any")
            } shape: { row in
                let bytes = try table.size("hidden_size", row) * valueBytes(direction)
                return try exchange(table, source, row, .perRank, bytes: bytes, workers: cores[row])
            }
        }
    }

    /// For each row whether it was measured with the usual number of cores, or with the most where none was.
    private static func usual(_ sizes: [[Double]], _ cores: [Double]) -> [Bool] {
        let keys = cores.indices.map { row in sizes.map { $0[row] } }
        var chosen: [[Double]: Double] = [:]
        for (key, count) in zip(keys, cores) {
            let before = chosen[key]
            guard before != usualWorkers else { continue }
            chosen[key] = count == usualWorkers ? count : max(before ?? 0, count)
        }
        return zip(keys, cores).map { chosen[$0] == $1 }
    }

    private static func exchange(
        _ table: ColumnTable, _ source: OperatorSource, _ row: Int, _ copying: ExpertRouting.Copying, bytes: Double,
        workers: Double?
    ) throws -> OperatorShape {
        .exchange(
            ExchangeShape(
                fabric: source.fabric, ranks: Int(try table.size("node_num", row) * ranksPerNode),
                routing: ExpertRouting(
                    experts: Int(try table.size("num_experts", row)), perToken: Int(try table.size("num_topk", row)),
                    copying: copying),
                tokens: try table.size("num_token", row), copyBytes: Bytes(bytes), workers: workers))
    }

    /// TensorRT-LLM's exchange over NVLink: experts are chosen to meet as many ranks as they can.
    static func linkExchange(_ source: OperatorSource) throws -> [OperatorReading] {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path),
            numbers: ["num_tokens", "hidden_size", "topk", "num_experts", "moe_ep_size", "latency"],
            words: ["op_name", "kernel_source", "moe_dtype"])
        let kinds = Codes(table.words("op_name")) { name -> FittedKind? in
            name == "alltoall_dispatch" ? .dispatch : name == "alltoall_combine" ? .combine : nil
        }
        let kernels = table.words("kernel_source")
        let sent = Codes(table.words("moe_dtype")) { ["nvfp4": scaledHalf, "fp8": 1, "bfloat16": 2][$0] }
        let reading = OperatorReading(table) { row in
            guard let kind = kinds[row], sent[row] != nil else { return nil }
            return Filed(kind: kind, variant: kernels[row], software: "any")
        } shape: { row in
            let bytes = try table.size("hidden_size", row) * (kinds[row] == .dispatch ? sent[row] ?? 2 : 2)
            return .exchange(
                ExchangeShape(
                    fabric: source.fabric, ranks: Int(try table.size("moe_ep_size", row)),
                    routing: ExpertRouting(
                        experts: Int(try table.size("num_experts", row)), perToken: Int(try table.size("topk", row)),
                        copying: .balanced),
                    tokens: try table.size("num_tokens", row), copyBytes: Bytes(bytes), workers: allWorkers))
        }
        return [reading]
    }

    /// Low-latency rows of DeepEP's own README, on H800.
    static func publishedExchange(_ source: OperatorSource) throws -> [OperatorReading] {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: [],
            words: ["library", "hardware", "op", "config", "latency_us"])
        let configs = Codes(table.words("config")) { ExchangeConfig($0) }
        let rows = (0..<table.count).map { row -> (direction: Direction, seconds: Double)? in
            let operation = table.words("op")[row]
            guard table.words("library")[row].hasPrefix("DeepEP V1"), operation.hasPrefix("LL "),
                table.words("hardware")[row].hasPrefix("H800"), configs[row].ranks != nil,
                let direction = Direction(rawValue: String(operation.dropFirst(3))),
                let time = Double(table.words("latency_us")[row]), time > 0
            else { return nil }
            return (direction, time * 1e-6)
        }
        let reading = OperatorReading(table, seconds: rows.map { $0?.seconds ?? 1 }) { row in
            rows[row].map { Filed(kind: $0.direction.kind, variant: "lowLatency", software: "any") }
        } shape: { row in
            let (config, direction) = (configs[row], rows[row]?.direction ?? .dispatch)
            let bytes = Double(config.hidden ?? 7_168) * valueBytes(direction) + (direction == .dispatch ? header : 0)
            return .exchange(
                ExchangeShape(
                    fabric: source.fabric, ranks: config.ranks ?? 1,
                    // The README's runs are DeepSeek-V3's layer.
                    routing: ExpertRouting(experts: 256, perToken: config.perToken ?? 8, copying: .perExpert),
                    tokens: Double(config.tokens ?? 128), copyBytes: Bytes(bytes), workers: nil))
        }
        return [reading]
    }
}
