import Documents
import Quantities

/// How the rows of one table are understood.
struct OperatorReading {
    let table: ColumnTable
    /// Times of all rows, in seconds.
    let seconds: [Double]
    /// What a row is filed under; nil for a row that isn't taken.
    let filed: (Int) -> Filed?
    /// What a row computed.
    let shape: (Int) throws -> OperatorShape

    /// The part of a group that rows of one file differ in.
    struct Filed: Hashable {
        let kind: FittedKind
        let variant: String
        /// When it isn't the file's.
        var software: String?
    }

    /// - Parameter unit: seconds of one unit of the column of times.
    init(
        _ table: ColumnTable, times: String = "latency", unit: Double = 1e-3, filed: @escaping (Int) -> Filed?,
        shape: @escaping (Int) throws -> OperatorShape
    ) {
        self.init(table, seconds: table.numbers(times).map { $0 * unit }, filed: filed, shape: shape)
    }

    init(
        _ table: ColumnTable, seconds: [Double], filed: @escaping (Int) -> Filed?,
        shape: @escaping (Int) throws -> OperatorShape
    ) {
        self.table = table
        self.seconds = seconds
        self.filed = filed
        self.shape = shape
    }
}

/// Reads tables of operator times into what cost forms are fitted to.
package enum OperatorTables {
    /// Rows taken of one group and file.
    package static let most = 6_000
    /// Longer than any launch.
    private static let longest = 1e4

    /// Why a kind of table isn't read; nil when it is.
    static func reasonAgainst(_ operation: String, software: String) -> String? {
        switch operation {
        case "scale_matrix_perf" where software != "trtllm":
            "only TensorRT-LLM's quantising kernel stands for small kernels; others reach a tenth of the bandwidth"
        case "computescale_perf": "differences of two timings, mostly zero"
        default: readers[operation] == nil && pairReaders[operation] == nil ? "no form for this operator" : nil
        }
    }

    private typealias Reader = @Sendable (OperatorSource) throws -> OperatorReading

    /// Of tables whose rows hold several times.
    private static let pairReaders: [String: @Sendable (OperatorSource) throws -> [OperatorReading]] = [
        "wideep_deepep_ll_perf": OperatorReading.lowLatencyExchange,
        "wideep_deepep_normal_perf": OperatorReading.throughputExchange,
        "trtllm_alltoall_perf": OperatorReading.linkExchange,
        "published_exchange": OperatorReading.publishedExchange,
    ]

    private static let readers: [String: Reader] = [
        "nccl_perf": OperatorReading.libraryCollectives, "custom_allreduce_perf": OperatorReading.directReduce,
        "gemm_perf": OperatorReading.products, "mla_bmm_perf": OperatorReading.batchedProducts,
        "scale_matrix_perf": OperatorReading.quantising,
        "context_attention_perf": OperatorReading.prefillAttention,
        "generation_attention_perf": OperatorReading.decodeAttention,
        "context_mla_perf": OperatorReading.latentPrefill, "generation_mla_perf": OperatorReading.latentDecode,
        "moe_perf": OperatorReading.experts, "wideep_moe_perf": OperatorReading.experts,
        "wideep_context_moe_perf": OperatorReading.experts, "wideep_generation_moe_perf": OperatorReading.experts,
        "cloudmatrix_products": OperatorReading.cloudMatrixProducts,
        "infersim_gemm": OperatorReading.inferSimProducts, "infersim_prefill": OperatorReading.inferSimPrefill,
        "infersim_decode": OperatorReading.inferSimDecode,
        "infersim_grouped_prefill": OperatorReading.inferSimExperts,
        "infersim_grouped_decode": OperatorReading.inferSimExperts,
        "MatMulV2": OperatorReading.ascendProducts, "QuantBatchMatmulV3": OperatorReading.ascendProducts,
        "FusedInferAttentionScore": OperatorReading.ascendPrefill,
        "FusedInferAttentionScore_Decode": OperatorReading.ascendDecode,
        "GroupedMatmul_MoE_BF16": OperatorReading.ascendExperts,
        "GroupedMatmul_MoE_W8A8": OperatorReading.ascendExperts,
    ]

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - source: the file, and what is known of it.
    ///   - most: rows taken of each group, about.
    ///   - limit: rows taken of the file, shared among its groups in proportion; nil for no such limit.
    /// - Returns: the groups in it, sorted; empty when all rows are set aside.
    /// - Throws: `DocumentError`, with the line, for a broken table, a time that is none, and sizes that are none.
    package static func read(
        _ source: OperatorSource, most: Int = Self.most, all limit: Int? = nil
    ) throws -> [OperatorTimes] {
        let readings = try pairReaders[source.operation]?(source) ?? readers[source.operation].map { [try $0(source)] }
        return try (readings ?? []).flatMap { try read($0, source, most: most, all: limit) }
            .sorted { $0.group < $1.group }
    }

    private static func read(
        _ reading: OperatorReading, _ source: OperatorSource, most: Int, all limit: Int?
    ) throws -> [OperatorTimes] {
        var filed: [OperatorReading.Filed?] = []
        filed.reserveCapacity(reading.seconds.count)
        var totals: [OperatorReading.Filed: Int] = [:]
        for (row, time) in reading.seconds.enumerated() {
            guard time > 0, time < longest else {
                throw reading.table.error(row: row, found: "a time of \(time) s", expected: "a time above zero")
            }
            let key = reading.filed(row)
            filed.append(key)
            if let key { totals[key, default: 0] += 1 }
        }
        let all = totals.values.reduce(0, +)
        let limits = totals.mapValues { count in
            limit.map { min(most, max(1, $0 * count / max(all, 1))) } ?? most
        }
        return try pick(reading, filed, totals, limits).map { key, rows in
            let group = OperatorGroup(
                family: source.family, kind: key.kind, variant: key.variant, software: key.software ?? source.software)
            return OperatorTimes(group, from: source, total: totals[key] ?? 0, rows: rows)
        }
    }

    private static func pick(
        _ reading: OperatorReading, _ filed: [OperatorReading.Filed?], _ totals: [OperatorReading.Filed: Int],
        _ limits: [OperatorReading.Filed: Int]
    ) throws -> [OperatorReading.Filed: [OperatorTime]] {
        var picked: [OperatorReading.Filed: [OperatorTime]] = [:]
        var places: [OperatorReading.Filed: Int] = [:]
        for (row, key) in filed.enumerated() {
            guard let key, let total = totals[key], let limit = limits[key] else { continue }
            let place = places[key, default: 0]
            places[key] = place + 1
            guard EvenPick(limit, of: total).takes(place) else { continue }
            let time = Seconds(reading.seconds[row])
            picked[key, default: []].append(OperatorTime(try reading.shape(row), takes: time))
        }
        return picked
    }
}

extension ColumnTable {
    /// A size from a row.
    ///
    /// - Throws: `DocumentError`, with the line, for a number that is none.
    func size(_ column: String, _ row: Int, from least: Double = 1) throws -> Double {
        let value = numbers(column)[row]
        guard value >= least, value <= 1e12 else {
            throw error(row: row, found: "\(column) \(value)", expected: "a size of at least \(least)")
        }
        return value
    }
}
