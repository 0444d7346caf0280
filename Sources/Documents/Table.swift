/// Rows and columns of text, printed the way the reader asked for.
///
/// JSON is not a way to print a table: commands with `--format json` encode their typed answer instead.
package struct Table: Sendable {
    package struct Column: Sendable {
        package let title: String
        package let isNumeric: Bool

        /// A column of words, set flush left.
        package static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
        /// A column of figures, set flush right.
        package static func figures(_ title: String) -> Column { Column(title: title, isNumeric: true) }
    }

    package let columns: [Column]
    package private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells are empty, cells beyond the columns are dropped.
    package mutating func add(_ cells: [String]) {
        rows.append(columns.indices.map { $0 < cells.count ? cells[$0] : "" })
    }

    /// Aligned plain text for a terminal.
    package var plain: String {
        let rows = rows.map { $0.map(SingleLine.text) }
        let widths = columns.indices.map { index in
            max(columns[index].title.count, rows.map { $0[index].count }.max() ?? 0)
        }
        func line(_ cells: [String]) -> String {
            let padded = columns.indices.map { index in
                let padding = String(repeating: " ", count: widths[index] - cells[index].count)
                return columns[index].isNumeric ? padding + cells[index] : cells[index] + padding
            }
            var text = padded.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
        return line(columns.map(\.title)) + rule + rows.map(line).joined()
    }

    /// GitHub-flavoured Markdown. Cells may hold names from outside, so nothing in them ends a cell or begins a tag.
    package var markdown: String {
        func cell(_ text: String) -> String {
            text.split(whereSeparator: \.isNewline).joined(separator: " ")
                .replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "&lt;")
        }
        func line(_ cells: [String]) -> String { "| " + cells.map(cell).joined(separator: " | ") + " |\n" }
        let rule = columns.map { $0.isNumeric ? "---:" : "---" }
        return line(columns.map(\.title)) + line(rule) + rows.map(line).joined()
    }

    /// RFC 4180 CSV with a heading row. A cell that a spreadsheet would run as a formula is quoted with an
    /// apostrophe first.
    package var csv: String {
        func cell(_ text: String) -> String {
            let isNegative = text.first == "-" && text.count > 1 && Double(text) == nil
            let isFormula = isNegative || text.first.map { "=+@\t\r".contains($0) } ?? false
            let safe = isFormula ? "'" + text : text
            guard safe.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return safe }
            return "\"" + safe.replacing("\"", with: "\"\"") + "\""
        }
        return ([columns.map(\.title)] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }
}
