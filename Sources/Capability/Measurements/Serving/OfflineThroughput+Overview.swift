import Catalog
package import Documents
import Quantities

extension OfflineThroughput {
    /// What the heading of a perf overview must name.
    package static let columns = ["model", "isl", "osl", "system", "tp", "precision", "output_tok_s_total"]

    /// Reads a table in the form of TensorRT-LLM's performance overview: one deployment a row, its precision as in
    /// `FP4; conc 7168; FP8 KV`.
    ///
    /// - Throws: `DocumentError` for a table of another form, and when every row has a cell that can't be what its column
    ///   says.
    package static func readOverview(_ file: DocumentFile) throws -> ReadRows<OfflineThroughput> {
        let table = try DelimitedText(file, columns: columns, limit: 1_000_000)
        var read = ReadRows<OfflineThroughput>()
        for row in table.rows {
            let what = "\(row.text("model")) on \(row.text("system"))"
            try read.take(file: file.name, line: row.line, what: what) { try overview(row, file: file.name) }
        }
        return try read.checked()
    }

    private static func overview(
        _ row: DelimitedText.Row, file: String
    ) throws -> Result<OfflineThroughput, SkipReason> {
        let input = try row.whole("isl", in: 1...100_000_000, expected: "a length in tokens")
        let output = try row.whole("osl", in: 1...100_000_000, expected: "a length in tokens")
        let tensor = try row.whole("tp", in: 1...1_000_000, expected: "a number of accelerators")
        let pipeline = try row.wholeIfGiven("pp", in: 1...10_000, expected: "a number of stages") ?? 1
        let rate = try row.measured("output_tok_s_total", expected: "tokens per second")
        return Result { () throws(SkipReason) in
            guard let rate else { throw .missing("the throughput") }
            let details = PrecisionDetails(row.text("precision"))
            return OfflineThroughput(
                file: file, line: row.line, hardware: try PublishedHardware.named(row.text("system")).get(),
                model: try PublishedModel.named(row.text("model")).get(), modelName: row.text("model"),
                format: try PublishedFormat.named(row.text("precision")).get(), cacheFormat: details.cacheFormat,
                scenario: .offline, input: input, output: output, accelerators: tensor * pipeline, tensor: tensor,
                concurrency: details.concurrency, software: software(source: row.text("source")),
                throughput: TokensPerSecond(rate), source: row.text("source"))
        }
    }

    /// The engine and version that a source names: `NVIDIA/TensorRT-LLM docs perf-overview (v1.0)`.
    static func software(source: String) -> ServingSoftware? {
        let words = source.prefix(300).split { " /()[],;@".contains($0) }.map(String.init)
        guard let engine = words.lazy.compactMap(ServingSoftware.engine(named:)).first else { return nil }
        return ServingSoftware(engine: engine, version: words.lazy.compactMap { SoftwareVersion($0) }.first)
    }
}

/// What a cell of precision says besides the format of the weights.
struct PrecisionDetails {
    private(set) var cacheFormat: NumberFormat?
    private(set) var concurrency: Int?

    init(_ text: String) {
        for part in text.prefix(200).split(separator: ";") {
            let words = part.split(separator: " ").map { $0.lowercased() }
            if words.contains("kv") { cacheFormat = words.lazy.compactMap { PublishedFormat.match($0) }.first }
            guard words.count == 2, words[0].hasPrefix("conc"), let count = Int(words[1]), count > 0 else { continue }
            concurrency = count
        }
    }
}
