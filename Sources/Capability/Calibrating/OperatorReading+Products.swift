import Catalog
import Foundation

/// Dense products and small kernels.
extension OperatorReading {
    /// Number formats as aiconfigurator writes them; `fp8_static` leaves the quantising out and is served by nobody.
    private static let productVariants: [String: ProductVariant] = [
        "bfloat16": .bf16, "fp8": .fp8, "fp8_block": .fp8Block, "nvfp4": .fp4Block, "sq": .int8,
        "int8_wo": .int8Weights, "int4_wo": .int4Weights,
    ]

    static func products(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["m", "n", "k", "latency"], words: ["gemm_dtype"])
        let formats = table.words("gemm_dtype")
        let variants = formats.words.map { word -> ProductVariant? in
            // vLLM's block-scaled products come from three kernels by shape, none of them the one that is served.
            source.software == "vllm" && word == "fp8_block" ? nil : productVariants[word]
        }
        func variant(_ row: Int) -> ProductVariant? { variants[Int(formats.codes[row])] }
        return OperatorReading(table) { row in
            variant(row).map { Filed(kind: .product, variant: $0.rawValue) }
        } shape: { row in
            .product(
                ProductShape(
                    m: try table.size("m", row), n: try table.size("n", row), k: try table.size("k", row),
                    variant: variant(row) ?? .bf16))
        }
    }

    /// The products of latent attention, one matrix for each head: up to the latent width before scores, down from it
    /// after.
    static func batchedProducts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["num_tokens", "num_heads", "latency"],
            words: ["bmm_dtype", "op_name", "kernel_source"])
        let (formats, names, kernels) = (table.words("bmm_dtype"), table.words("op_name"), table.words("kernel_source"))
        let widths = LatentWidths.deepSeek
        func variant(_ row: Int) -> ProductVariant? { productVariants[formats[row]] }
        return OperatorReading(table) { row in
            // A kernel that widens eight bits first is no product of eight bits.
            guard !kernels[row].contains("dequant") else { return nil }
            return variant(row).map { Filed(kind: .batchedProduct, variant: $0.rawValue) }
        } shape: { row in
            let isBefore = names[row] == "mla_gen_pre"
            return .product(
                ProductShape(
                    m: try table.size("num_tokens", row), n: isBefore ? widths.rank : widths.value,
                    k: isBefore ? widths.key : widths.rank, groups: try table.size("num_heads", row),
                    variant: variant(row) ?? .bf16))
        }
    }

    /// Quantising to eight bits, which stands for all small kernels.
    static func quantising(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(MeasurementBytes(path: source.path), numbers: ["m", "k", "latency"])
        return OperatorReading(table) { _ in
            Filed(kind: .elementwise, variant: "any", software: "any")
        } shape: { row in
            .elementwise(
                ElementwiseShape(
                    rows: try table.size("m", row), width: try table.size("k", row), reading: 2, writing: 1))
        }
    }

    static func inferSimProducts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(MeasurementBytes(path: source.path), numbers: ["m", "n", "k", "latency_us"])
        return OperatorReading(table, times: "latency_us", unit: 1e-6) { _ in
            Filed(kind: .product, variant: ProductVariant.fp8Block.rawValue)
        } shape: { row in
            .product(
                ProductShape(
                    m: try table.size("m", row), n: try table.size("n", row), k: try table.size("k", row),
                    variant: .fp8Block))
        }
    }

    static func ascendProducts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ascendTable(source)
        let isWide = source.operation == "MatMulV2"
        let variant: ProductVariant = isWide ? .bf16 : .int8
        return OperatorReading(table, times: ascendTime, unit: 1e-6) { _ in
            Filed(kind: .product, variant: variant.rawValue, software: isWide ? nil : "cann-910b")
        } shape: { row in
            let operands = try ascendShapes(table, "Input Shapes", row)
            let result = try ascendShapes(table, "Output Shapes", row)
            guard let left = operands.first?.suffix(2), left.count == 2, let n = result.first?.last else {
                throw table.error(row: row, found: "no matrices", expected: "shapes such as m,k;n,k")
            }
            let (m, k) = (left[left.startIndex], left[left.startIndex + 1])
            return .product(ProductShape(m: m, n: n, k: k, variant: variant))
        }
    }
}

/// Products in the paper on CloudMatrix384 (arXiv 2506.12708, table 9): shares of a die's peak, not times.
extension OperatorReading {
    static func cloudMatrixProducts(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: [],
            words: ["table", "config", "metric", "value"])
        let (names, configs) = (table.words("table"), table.words("config"))
        let (metrics, values) = (table.words("metric"), table.words("value"))
        let shapes = (0..<table.count).map { row -> (shape: ProductShape, share: Double)? in
            guard names[row] == "Table 9", metrics[row] == "compute utilisation", let share = Double(values[row]),
                let shape = product(configs[row])
            else { return nil }
            return (shape, share / 100)
        }
        let seconds = shapes.map { row in
            row.map { $0.shape.operations / (source.silicon.int8 * $0.share) } ?? 1
        }
        return OperatorReading(table, seconds: seconds) { row in
            shapes[row].map { _ in Filed(kind: .product, variant: ProductVariant.int8.rawValue) }
        } shape: { row in
            guard let shape = shapes[row]?.shape else {
                throw table.error(row: row, found: "another row", expected: "a product")
            }
            return .product(shape)
        }
    }

    /// From `groups 4; M 7168; N 4096; K 8192`.
    private static func product(_ config: String) -> ProductShape? {
        var sizes: [String: Double] = [:]
        for part in config.split(separator: ";") {
            let words = part.split(separator: " ")
            guard words.count == 2, let size = Double(words[1]), size >= 1 else { return nil }
            sizes[words[0].lowercased()] = size
        }
        guard let groups = sizes["groups"], let m = sizes["m"], let n = sizes["n"], let k = sizes["k"] else {
            return nil
        }
        return ProductShape(m: m, n: n, k: k, groups: groups, variant: .int8)
    }
}

/// What the tables of the Ascend profiler have in common.
extension OperatorReading {
    static let ascendTime = "Average Duration(us)"

    static func ascendTable(_ source: OperatorSource, numbers: [String] = []) throws -> ColumnTable {
        try ColumnTable(
            MeasurementBytes(path: source.path), numbers: [ascendTime] + numbers,
            words: ["Input Shapes", "Output Shapes"])
    }

    /// Sizes of tensors, such as `4,7168;2048,7168`.
    static func ascendShapes(_ table: ColumnTable, _ column: String, _ row: Int) throws -> [[Double]] {
        let text = table.words(column)[row]
        return try text.filter { $0 != "\"" }.split(separator: ";").map { tensor in
            try tensor.split(separator: ",").map { number in
                guard let size = Double(number), size >= 1, size <= 1e12 else {
                    throw table.error(row: row, found: "\(column) ‘\(text.prefix(60))’", expected: "sizes")
                }
                return size
            }
        }
    }
}
