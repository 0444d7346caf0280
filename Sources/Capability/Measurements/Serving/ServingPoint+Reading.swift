import Catalog
package import Documents

extension ServingPoint {
    /// What the heading must name.
    package static let columns = [
        "hw", "model", "framework", "precision", "isl", "osl", "conc", "prefill_tp", "decode_tp",
    ]

    /// Reads a table of points. Rows whose hardware, model or format isn't in the catalogue are set aside; missing
    /// metrics are left out.
    ///
    /// - Throws: `DocumentError` for a table of another form, and when every row has a cell that can't be what its column
    ///   says.
    package static func read(_ file: DocumentFile) throws -> ReadRows<ServingPoint> {
        let table = try DelimitedText(file, columns: columns, limit: 1_000_000)
        var read = ReadRows<ServingPoint>()
        for row in table.rows {
            let what = "\(row.text("hw")), \(row.text("model"))"
            try read.take(file: file.name, line: row.line, what: what) { try point(row, file: file.name) }
        }
        return try read.checked()
    }

    /// What is broken is said even of rows that are set aside.
    private static func point(_ row: DelimitedText.Row, file: String) throws -> Result<ServingPoint, SkipReason> {
        let isDisaggregated = try row.flag("disagg")
        let layouts = try layouts(row, isDisaggregated: isDisaggregated)
        let counts = try accelerators(row, layouts, isDisaggregated: isDisaggregated)
        let figures = try figures(row, isDisaggregated: isDisaggregated)
        let tokens = "a length in tokens"
        let input = try row.whole("isl", in: 1...100_000_000, expected: tokens)
        let output = try row.whole("osl", in: 1...100_000_000, expected: tokens)
        let concurrency = try row.whole("conc", in: 1...100_000_000, expected: "a number of requests")
        let isMultinode = try row.flag("is_multinode")
        let date = try date(row)
        return Result { () throws(SkipReason) in
            let speculation = row.text("spec_decoding").lowercased()
            return ServingPoint(
                file: file, line: row.line, hardware: try PublishedHardware.named(row.text("hw")).get(),
                model: try PublishedModel.named(row.text("model")).get(), modelName: row.text("model"),
                format: try PublishedFormat.named(row.text("precision")).get(),
                isSpeculative: !row.isEmpty("spec_decoding") && speculation != "false",
                isDisaggregated: isDisaggregated, isMultinode: isMultinode, input: input, output: output,
                concurrency: concurrency, prefill: layouts.prefill, decode: layouts.decode,
                prefillAccelerators: counts.prefill, decodeAccelerators: counts.decode,
                software: ServingSoftware(framework: row.text("framework"), image: row.text("image")), date: date,
                figures: figures)
        }
    }

    private static func date(_ row: DelimitedText.Row) throws -> CalendarDate? {
        guard !row.isEmpty("date") else { return nil }
        guard let date = CalendarDate(row.text("date")) else {
            throw row.error("date", expected: "a day as YYYY-MM-DD")
        }
        return date
    }

    /// An aggregated row has one engine, which may be given under either phase.
    private static func layouts(
        _ row: DelimitedText.Row, isDisaggregated: Bool
    ) throws -> (prefill: EngineLayout, decode: EngineLayout) {
        let prefill = try layout(row, "prefill")
        let decode = try layout(row, "decode")
        let shared = isDisaggregated ? nil : decode ?? prefill
        guard let decode = shared ?? decode else {
            throw row.error("decode_tp", expected: "a number of accelerators")
        }
        guard let prefill = shared ?? prefill else {
            throw row.error("prefill_tp", expected: "a number of accelerators")
        }
        return (prefill, decode)
    }

    /// Most accelerators, engines or ranks that a cell may name.
    private static let most = 1_000_000

    private static func layout(_ row: DelimitedText.Row, _ phase: String) throws -> EngineLayout? {
        let width = "a number of accelerators"
        let tensor = try row.wholeIfGiven("\(phase)_tp", in: 0...most, expected: width) ?? 0
        let expert = try row.wholeIfGiven("\(phase)_ep", in: 0...most, expected: width) ?? 0
        let workers = try row.wholeIfGiven("\(phase)_num_workers", in: 0...most, expected: "a number of engines")
        let isDataParallel = try row.flag("\(phase)_dp_attention")
        guard tensor > 0 || expert > 0 else { return nil }
        return EngineLayout(
            tensor: max(tensor, 1), expert: max(expert, 1), isAttentionDataParallel: isDataParallel,
            workers: max(workers ?? 1, 1))
    }

    /// Aggregated rows of the older schema give tp × ep as `num_*_gpu`; Little's law on concurrency, end-to-end time
    /// and throughput shows the engine's width to be the true count on every published row.
    private static func accelerators(
        _ row: DelimitedText.Row, _ layouts: (prefill: EngineLayout, decode: EngineLayout), isDisaggregated: Bool
    ) throws -> (prefill: Int, decode: Int) {
        let count = "a number of accelerators"
        let prefill = try row.wholeIfGiven("num_prefill_gpu", in: 0...most, expected: count) ?? 0
        let decode = try row.wholeIfGiven("num_decode_gpu", in: 0...most, expected: count) ?? 0
        guard isDisaggregated else { return (layouts.decode.accelerators, layouts.decode.accelerators) }
        return (
            prefill > 0 ? prefill : layouts.prefill.accelerators, decode > 0 ? decode : layouts.decode.accelerators
        )
    }

    private static let times: [(column: String, metric: MeasuredFigure.Metric)] = [
        ("ttft", .timeToFirstToken), ("tpot", .timePerOutputToken), ("itl", .interTokenLatency),
        ("e2el", .endToEndLatency),
    ]
    private static let statistics: [MeasuredFigure.Statistic] = [.median, .mean, .p99]

    private static func figures(_ row: DelimitedText.Row, isDisaggregated: Bool) throws -> [MeasuredFigure] {
        let rates: [(column: String, metric: MeasuredFigure.Metric, denominator: Denominator)] = [
            ("tput_per_gpu", .totalThroughput, .perAccelerator),
            (
                "output_tput_per_gpu", .outputThroughput, isDisaggregated ? .perDecodeAccelerator : .perAccelerator
            ),
            ("input_tput_per_gpu", .inputThroughput, isDisaggregated ? .perPrefillAccelerator : .perAccelerator),
        ]
        var figures: [MeasuredFigure] = []
        for (column, metric, denominator) in rates {
            guard let value = try row.measured(column, expected: "tokens per second") else { continue }
            figures.append(MeasuredFigure(metric, .mean, value: value, denominator: denominator))
        }
        for (column, metric) in times {
            for statistic in statistics {
                let name = "\(statistic.rawValue)_\(column)_s"
                guard let value = try row.measured(name, expected: "a time in seconds") else { continue }
                figures.append(MeasuredFigure(metric, statistic, value: value))
            }
        }
        return figures
    }
}
