import Documents
import Foundation

/// A table of kernel times that isn't in aiconfigurator's form, told by its heading and its folder: InferSim's, whose
/// folder is the system, the Ascend profiler's, whose file is the operator, and the table of the CloudMatrix paper.
struct KernelTable {
    let operation: String
    let system: String
    let software: String
    /// Id in `Catalog/sources`.
    let publisher: String

    var hardware: PublishedHardware? { try? PublishedHardware.named(system).get() }

    /// Columns of InferSim's tables, and what is made of them.
    private static let inferSim: [(columns: [String], operation: String)] = [
        (["m", "k", "n", "latency_us"], "infersim_gemm"),
        (["num_local_experts", "tokens_per_expert", "seq_len_per_gpu", "up_proj_us"], "infersim_grouped_prefill"),
        (["num_local_experts", "tokens_per_expert", "batch_size_per_gpu", "up_proj_us"], "infersim_grouped_decode"),
        (["kv_dtype", "batch_size", "kv_len", "latency_us"], "infersim_decode"),
        (["dtype", "seq_len", "latency_us"], "infersim_prefill"),
    ]
    private static let ascend: Set = [
        "MatMulV2", "QuantBatchMatmulV3", "FusedInferAttentionScore", "FusedInferAttentionScore_Decode",
        "GroupedMatmul_MoE_BF16", "GroupedMatmul_MoE_W8A8",
    ]

    /// Nil for a table of another form.
    ///
    /// - Throws: `DocumentError` for a file that can't be read.
    init?(path: String) throws {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1, let name = parts.last?.split(separator: ".").first.map(String.init) else { return nil }
        let heading = TableHeading(try MeasurementBytes(path: path, first: TableHeading.longest).bytes)
        let folder = parts[parts.count - 2]
        if heading.names(all: ["Input Shapes", "Output Shapes", "Average Duration(us)"]), Self.ascend.contains(name) {
            operation = name
            system = folder
            // Quantised products are CANN's own as well, but Huawei's production kernels are faster: see Table 9.
            software = "cann"
            publisher = "ascend-910b-operators"
            return
        }
        if heading.names(all: PublishedTable.columns), name.contains("cloudmatrix") {
            operation = "cloudmatrix_products"
            system = "cloudmatrix384"
            software = "cann"
            publisher = "cloudmatrix-paper"
            return
        }
        if heading.names(all: ExchangeMeasurement.columns) {
            operation = "published_exchange"
            system = "h800"
            software = "deepep"
            publisher = "deepep-readme"
            return
        }
        guard let form = Self.inferSim.first(where: { heading.names(all: $0.columns) }) else { return nil }
        if form.operation == "infersim_decode" || form.operation == "infersim_prefill" {
            // Heads, heads of keys and values, and the width: `32-8-128`. Other files have other words in their name.
            guard Self.heads(name) != nil else { return nil }
            // Expanded latent attention, whose two widths the name doesn't tell.
            guard form.operation == "infersim_decode" || !parts.contains("mla") else { return nil }
        }
        operation = form.operation
        system = folder
        software = "infersim"
        publisher = "infersim-kernels"
    }

    /// Query heads, heads of keys and values, width, of a file's name; nil for other names.
    static func heads(_ name: String) -> (query: Double, keyValue: Double, size: Double)? {
        let parts = name.split(separator: "-").map { Double($0) }
        guard parts.count == 3, let query = parts[0], let keyValue = parts[1], let size = parts[2] else { return nil }
        guard query >= 1, keyValue >= 1, size >= 1 else { return nil }
        return (query, keyValue, size)
    }
}
