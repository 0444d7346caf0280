package import Documents

/// Tables of a paper typed row by row: `table, item, system, config, metric, value, unit, note, source`, as those of
/// the CloudMatrix 384 paper (arXiv 2506.12708). Serving rows become questions, rows of expert exchange measurements.
package struct PublishedTable: Sendable {
    package private(set) var questions = ReadRows<ServingQuestion>()
    package private(set) var exchanges = ReadRows<ExchangeMeasurement>()

    /// What the heading must name.
    package static let columns = ["table", "item", "system", "config", "metric", "value", "unit"]

    /// - Throws: `DocumentError` for a table of another form, and when all rows are exchanges whose figure is
    ///   no number.
    package init(_ file: DocumentFile) throws {
        for row in try DelimitedText(file, columns: Self.columns, limit: 100_000).rows {
            let item = row.text("item")
            if let direction = ExchangeMeasurement.Direction(operation: item) {
                try exchanges.take(file: file.name, line: row.line, what: "\(row.text("system")): \(item)") {
                    try ExchangeMeasurement.read(row, direction, file: file.name)
                }
                continue
            }
            let statement = PublishedStatement(
                file: file.name, line: row.line, id: row.text("table"), system: row.text("system"),
                workload: "\(item); \(row.text("config"))", metric: row.text("metric"), value: row.text("value"),
                unit: row.text("unit"), source: row.text("source"))
            for question in statement.questions() {
                questions.take(question, file: file.name, line: row.line, what: statement.summary)
            }
        }
        if questions.rows.isEmpty, questions.skipped.isEmpty { exchanges = try exchanges.checked() }
    }
}
