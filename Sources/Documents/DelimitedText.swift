import Foundation

/// A table in comma-separated text with a heading (RFC 4180), read with the line of every row.
package struct DelimitedText: Sendable {
    /// One row, whose cells are asked for by the column's heading.
    package struct Row: Sendable {
        package let line: Int
        private let cells: [String]
        private let columns: [String: Int]
        private let file: String

        fileprivate init(line: Int, cells: [String], columns: [String: Int], file: String) {
            self.line = line
            self.cells = cells
            self.columns = columns
            self.file = file
        }

        /// The text of a cell without the spaces around it; empty where the heading is missing.
        package func text(_ column: String) -> String {
            guard let index = columns[column], index < cells.count else { return "" }
            return cells[index].trimmingCharacters(in: .whitespaces)
        }

        /// A number from a range.
        ///
        /// - Throws: `DocumentError` for anything else, NaN and infinities included.
        package func number(_ column: String, in range: ClosedRange<Double>, expected: String) throws -> Double {
            let text = text(column)
            // Swift reads 0x10 as sixteen; no table means that.
            guard !text.lowercased().contains("x"), let number = Double(text), range.contains(number) else {
                throw error(column, expected: expected)
            }
            return number
        }

        /// What is said of a cell that can't be used.
        package func error(_ column: String, expected: String) -> DocumentError {
            DocumentError(file: file, line: line, found: "\(column) ‘\(text(column).prefix(40))’", expected: expected)
        }
    }

    package let rows: [Row]

    /// - Parameters:
    ///   - file: the text, heading first.
    ///   - required: columns that the heading must name; others may stand beside them, in any order.
    ///   - limit: of rows.
    /// - Throws: `DocumentError` for a missing column, a row of another width, a quote that isn't closed, or too many
    ///   rows.
    package init(_ file: DocumentFile, columns required: [String], limit: Int = 2_000_000) throws {
        var reader = CellReader(file)
        guard let (_, heading) = try reader.nextRow() else {
            throw DocumentError(
                file: file.name, line: 1, found: "no heading", expected: required.joined(separator: ","))
        }
        let names = heading.map { $0.trimmingCharacters(in: .whitespaces) }
        let columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        for name in required where columns[name] == nil {
            throw DocumentError(
                file: file.name, line: 1, found: "the heading ‘\(names.joined(separator: ",").prefix(80))’",
                expected: "a column ‘\(name)’")
        }
        var rows: [Row] = []
        while let (line, cells) = try reader.nextRow() {
            guard cells.count == names.count else {
                throw DocumentError(
                    file: file.name, line: line,
                    found: "a row of \(cells.count) \(cells.count == 1 ? "cell" : "cells")",
                    expected: "\(names.count), as in the heading")
            }
            guard rows.count < limit else {
                throw DocumentError(file: file.name, line: line, found: "more than \(limit) rows", expected: "fewer")
            }
            rows.append(Row(line: line, cells: cells, columns: columns, file: file.name))
        }
        self.rows = rows
    }
}

/// Takes rows off comma-separated text.
private struct CellReader {
    private let bytes: [UInt8]
    private let name: String
    private var position: Int
    private var line = 1

    init(_ file: DocumentFile) {
        bytes = Array(file.text.utf8)
        name = file.name
        // A byte-order mark is no part of the first heading.
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }

    /// The next row that isn't blank, with the line it begins on.
    mutating func nextRow() throws -> (line: Int, cells: [String])? {
        while position < bytes.count {
            let start = line
            let cells = try row()
            if cells != [""] { return (start, cells) }
        }
        return nil
    }

    private mutating func row() throws -> [String] {
        var cells: [String] = []
        while true {
            cells.append(position < bytes.count && bytes[position] == UInt8(ascii: "\"") ? try quoted() : plain())
            guard position < bytes.count else { return cells }
            let end = bytes[position]
            if end == UInt8(ascii: ",") {
                position += 1
                continue
            }
            if end == UInt8(ascii: "\r") { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
            line += 1
            return cells
        }
    }

    private mutating func plain() -> String {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "\n"),
            bytes[position] != UInt8(ascii: "\r")
        {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quoted() throws -> String {
        let start = line
        var cell: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    // What stands between the closing quote and the comma is kept, as most readers do.
                    return String(decoding: cell, as: UTF8.self) + plain()
                }
                position += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            cell.append(byte)
        }
        throw DocumentError(file: name, line: start, found: "a quote that isn't closed", expected: "a closing quote")
    }
}
