package import Documents

/// Columns of a large table in comma-separated text with a heading, numbers as numbers and words as codes.
///
/// ```swift
/// let table = try ColumnTable(
///     MeasurementBytes(path: path), numbers: ["m", "n", "k", "latency"], words: ["gemm_dtype"], every: 4)
/// let milliseconds = table.numbers("latency")
/// ```
///
/// It reads 200,000 rows in some tens of milliseconds. Small tables of mixed text are `DelimitedText`'s.
package struct ColumnTable: Sendable {
    /// What messages call the file.
    package let file: String
    /// All names of the heading, in their order.
    package let heading: [String]
    /// Rows that were taken.
    package var count: Int { lines.count }
    /// For each row taken, the line it begins on.
    package let lines: [Int32]

    private let numberColumns: [String: [Double]]
    private let wordColumns: [String: WordColumn]

    /// More rows than any published file has.
    package static let mostRows = 2_000_000
    /// More columns than any published file has.
    static let mostColumns = 4_096

    /// - Parameters:
    ///   - source: the table's bytes.
    ///   - numbers: columns that must be there and hold a finite number in each row taken.
    ///   - words: columns that must be there.
    ///   - optionalNumbers: the same where the heading names them.
    ///   - optionalWords: the same where the heading names them.
    ///   - every: one row in so many is taken, beginning with the first.
    /// - Throws: `DocumentError` for a missing column, a cell that is no number, a row of another width, an open quote,
    ///   or too many rows or different words.
    package init(
        _ source: MeasurementBytes, numbers: [String], words: [String] = [], optionalNumbers: [String] = [],
        optionalWords: [String] = [], every: Int = 1
    ) throws {
        let read = try source.bytes.withUnsafeBufferPointer { bytes in
            var reader = try ColumnReader(ByteRows(bytes), file: source.name, every: every)
            try reader.want(numbers: numbers, isRequired: true)
            try reader.want(words: words, isRequired: true)
            try reader.want(numbers: optionalNumbers, isRequired: false)
            try reader.want(words: optionalWords, isRequired: false)
            try reader.read()
            return reader
        }
        file = source.name
        heading = read.heading
        lines = read.lines
        numberColumns = read.numberColumns
        wordColumns = read.wordColumns
    }

    /// Whether a column was asked for and is there.
    package func has(_ column: String) -> Bool { numberColumns[column] != nil || wordColumns[column] != nil }

    /// A column of numbers, one for each row; empty for a column that wasn't asked for or, being optional, isn't there.
    package func numbers(_ column: String) -> [Double] { numberColumns[column] ?? [] }

    /// A column of words; empty for a column that wasn't asked for or, being optional, isn't there.
    package func words(_ column: String) -> WordColumn { wordColumns[column] ?? WordColumn() }

    /// What is said of a row that can't be used.
    package func error(row: Int, found: String, expected: String) -> DocumentError {
        DocumentError(
            file: file, line: lines.indices.contains(row) ? Int(lines[row]) : nil, found: found, expected: expected)
    }
}
