package import Foundation

/// How an answer is printed.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, json, csv, markdown
}

/// A typed answer that can be printed in every format. Its JSON is what others script against.
package protocol Report: Encodable {
    /// The answer's rows.
    var table: Table { get }
    /// Sentences that belong under the table: what was assumed, what is missing.
    var notes: [String] { get }
    /// Tables that stand under the first one, each with what it shows. Not in CSV, which holds one table.
    var further: [(title: String, table: Table)] { get }
}

extension Report {
    package var further: [(title: String, table: Table)] { [] }

    /// - Throws: only when a number can't be written as JSON.
    package func rendered(as format: OutputFormat) throws -> String {
        switch format {
        case .table:
            table.plain + further.map { "\n\($0.title)\n\n\($0.table.plain)" }.joined()
                + notes.map { "\n\(SingleLine.text($0))" }.joined() + (notes.isEmpty ? "" : "\n")
        case .markdown:
            table.markdown + further.map { "\n\($0.title)\n\n\($0.table.markdown)" }.joined()
                + notes.map { "\n\(SingleLine.text($0))\n" }.joined()
        case .csv: table.csv
        case .json: String(decoding: try json(), as: UTF8.self)
        }
    }

    /// Sorted keys and a final newline, so that one answer has one form.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

/// A report without the tables under its first one. Its JSON stays whole.
package struct BriefReport<Whole: Report>: Report {
    private let whole: Whole

    package init(_ whole: Whole) { self.whole = whole }

    package var table: Table { whole.table }
    package var notes: [String] { whole.notes }
    package func encode(to encoder: any Encoder) throws { try whole.encode(to: encoder) }
}
