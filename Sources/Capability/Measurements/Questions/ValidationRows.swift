package import Documents

/// Tables that say what a model should be checked against: `id, split, system, n_accel, model, precision, workload,
/// metric, value, unit, quality, source`, with workloads in words.
package enum ValidationRows {
    /// What the heading must name.
    package static let columns = ["id", "system", "model", "workload", "metric", "value", "unit"]

    /// - Throws: `DocumentError` for a table of another form.
    package static func read(_ file: DocumentFile) throws -> ReadRows<ServingQuestion> {
        let table = try DelimitedText(file, columns: columns, limit: 100_000)
        var read = ReadRows<ServingQuestion>()
        for row in table.rows {
            let statement = PublishedStatement(
                file: file.name, line: row.line, id: row.text("id"), split: row.text("split"),
                system: row.text("system"), accelerators: row.text("n_accel"), model: row.text("model"),
                precision: row.text("precision"), workload: row.text("workload"), metric: row.text("metric"),
                value: row.text("value"), unit: row.text("unit"), quality: row.text("quality"),
                source: row.text("source"))
            for question in statement.questions() {
                read.take(question, file: file.name, line: row.line, what: statement.summary)
            }
        }
        return read
    }
}
