import Catalog
package import Documents
import Quantities

extension OfflineThroughput {
    /// Headings under which tables of benchmarks in the manner of MLPerf keep what we need, folded to lower case
    /// with underscores.
    struct BenchmarkColumns {
        let model: String
        let system: String
        let result: String
        let scenario: String?
        let accelerator: String?
        let accelerators: String?
        let format: String?
        let unit: String?
        let input: String?
        let output: String?
        let software: String?
        let source: String?

        /// Nil when the heading isn't such a table's.
        init?(_ heading: [String]) {
            func first(_ names: [String]) -> String? {
                names.lazy.compactMap { name in heading.first { Self.fold($0) == name } }.first
            }
            let results = [
                "result", "value", "tokens_per_s", "tokens_s", "tok_s", "tokens_per_second", "output_tok_s",
                "output_tok_s_total", "throughput", "performance", "performance_result", "offline", "server",
            ]
            accelerator = first(["accelerator", "accelerator_name", "gpu", "accelerator_model_name", "hw"])
            guard let model = first(["model", "benchmark", "model_mlc", "workload_model", "usedmodel", "used_model"]),
                let system = first(["system", "system_name", "platform", "system_mlc"]) ?? accelerator,
                let result = first(results)
            else { return nil }
            self.model = model
            self.system = system
            self.result = result
            scenario = first(["scenario"])
            accelerators = first([
                "accelerators", "n_accel", "n_accelerators", "accelerator_count", "num_accelerators", "n_gpu", "gpus",
                "num_gpus", "total_accelerators", "a", "of_accelerators", "n_acc",
            ])
            format = first(["precision", "weight_data_types", "format", "weight_precision", "dtype"])
            unit = first(["unit", "units", "performance_units", "result_unit"])
            input = first(["isl", "input", "input_len"])
            output = first(["osl", "output", "output_len"])
            software = first(["software", "framework", "sw", "software_stack"])
            source = first(["source", "submission", "submitter"])
        }

        private static func fold(_ name: String) -> String {
            let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
            return words.joined(separator: "_")
        }
    }

    /// Reads a table of benchmark results in the manner of MLPerf Inference. Rows that can't be understood for sure
    /// are set aside: other models, results that aren't tokens per second, no count of accelerators.
    ///
    /// - Throws: `DocumentError` for a table of another form, and when every row has a count or result that is no number.
    package static func readBenchmark(_ file: DocumentFile) throws -> ReadRows<OfflineThroughput> {
        guard let columns = BenchmarkColumns(TableHeading(file).names) else {
            throw DocumentError(
                file: file.name, line: 1, found: "another heading",
                expected: "columns of a model, a system and a result")
        }
        let table = try DelimitedText(file, columns: [columns.model, columns.system, columns.result], limit: 1_000_000)
        var read = ReadRows<OfflineThroughput>()
        for row in table.rows {
            let what = "\(row.text(columns.model)) on \(row.text(columns.system))"
            try read.take(file: file.name, line: row.line, what: what) { try benchmark(row, columns, file: file.name) }
        }
        return try read.checked()
    }

    private static func benchmark(
        _ row: DelimitedText.Row, _ columns: BenchmarkColumns, file: String
    ) throws -> Result<OfflineThroughput, SkipReason> {
        let given = try columns.accelerators.flatMap {
            try row.wholeIfGiven($0, in: 0...1_000_000, expected: "a number of accelerators")
        }
        let rate = try row.measured(columns.result, expected: "tokens per second")
        let input = try columns.input.flatMap {
            try row.wholeIfGiven($0, in: 1...100_000_000, expected: "a length in tokens")
        }
        let output = try columns.output.flatMap {
            try row.wholeIfGiven($0, in: 1...100_000_000, expected: "a length in tokens")
        }
        func text(_ column: String?) -> String { column.map(row.text) ?? "" }
        return Result { () throws(SkipReason) in
            let model = try PublishedModel.named(text(columns.model)).get()
            let hardware = try hardware(text(columns.system), text(columns.accelerator))
            guard let rate else { throw .missing("the result") }
            guard let accelerators = given.flatMap({ $0 > 0 ? $0 : nil }) ?? count(in: text(columns.system)) else {
                throw .missing("the number of accelerators")
            }
            let format = try PublishedFormat.named(text(columns.format)).get()
            let scale = try tokensPerSecond(
                unit: columns.unit == nil ? columns.result : text(columns.unit), accelerators: accelerators)
            return OfflineThroughput(
                file: file, line: row.line, hardware: hardware, model: model, modelName: text(columns.model),
                format: format, cacheFormat: nil,
                scenario: try scenario(columns.scenario == nil ? columns.result : text(columns.scenario)),
                input: input, output: output, accelerators: accelerators, tensor: nil, concurrency: nil,
                software: software(source: text(columns.software)), throughput: TokensPerSecond(rate * scale),
                source: text(columns.source))
        }
    }

    private static func hardware(_ system: String, _ accelerator: String) throws(SkipReason) -> PublishedHardware {
        switch PublishedHardware.named(system) {
        case .success(let hardware): return hardware
        case .failure(let reason):
            guard let hardware = try? PublishedHardware.named(accelerator).get() else { throw reason }
            return hardware
        }
    }

    /// What turns a result into tokens per second of the whole system.
    private static func tokensPerSecond(unit: String, accelerators: Int) throws(SkipReason) -> Double {
        let words = unit.lowercased().split { !$0.isLetter && !$0.isNumber }
        let isTokens = words.contains { $0.hasPrefix("tok") }
        // A bare ‘result’ or ‘performance’ of these models is in tokens per second, MLPerf's unit for them.
        let isBare = ["", "result", "value", "performance", "performance_result", "throughput", "offline", "server"]
            .contains(unit.lowercased())
        guard isTokens || isBare else { throw .unknownUnit(String(unit.prefix(40))) }
        let isShare = words.contains { ["gpu", "accelerator", "npu", "accel", "chip"].contains($0) }
        return isShare ? Double(accelerators) : 1
    }

    private static func scenario(_ text: String) throws(SkipReason) -> Scenario {
        let folded = text.lowercased()
        if folded.contains("interactive") { return .interactive }
        if folded.contains("server") { return .server }
        guard folded.contains("offline") || folded.isEmpty || !folded.contains("stream") else {
            throw .unknownMetric(String(text.prefix(40)))
        }
        return .offline
    }

    /// `NVIDIA B200 (8x B200-SXM-180GB)`, `DGX H200 x8`: how many accelerators a system's name counts.
    private static func count(in text: String) -> Int? {
        for word in text.prefix(200).lowercased().split(whereSeparator: { " ()[],;-_".contains($0) }) {
            let leading = word.prefix { $0.isNumber }
            let counted = leading.isEmpty && word.first == "x" ? word.dropFirst() : leading
            let isCount = leading.isEmpty || word.dropFirst(leading.count).first == "x"
            if isCount, let count = Int(counted), (1...100_000).contains(count) { return count }
        }
        return nil
    }
}
