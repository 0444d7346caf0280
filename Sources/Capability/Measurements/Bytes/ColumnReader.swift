import Documents

/// Takes the wanted columns off comma-separated bytes.
struct ColumnReader {
    private(set) var heading: [String] = []
    private(set) var lines: [Int32] = []

    private var rows: ByteRows
    private let file: String
    private let every: Int
    private let decimal = DecimalBytes()
    /// What becomes of each column of the file.
    private var roles: [Role] = []
    private var numbers: [[Double]] = []
    private var words: [WordColumnBuilder] = []
    private var places: [String: Role] = [:]

    private enum Role { case passed, number(Int), word(Int) }

    /// Reads the heading.
    init(_ rows: ByteRows, file: String, every: Int) throws {
        self.rows = rows
        self.file = file
        self.every = max(1, every)
        guard self.rows.isAtRow() else {
            throw DocumentError(file: file, line: 1, found: "no heading", expected: "a table with a heading")
        }
        let line = self.rows.line
        while true {
            let (range, ending) = self.rows.cell()
            heading.append(String(decoding: self.rows.bytes[range], as: UTF8.self))
            guard heading.count <= ColumnTable.mostColumns else {
                throw DocumentError(
                    file: file, line: line, found: "more than \(ColumnTable.mostColumns) columns", expected: "fewer")
            }
            switch ending {
            case .comma: continue
            case .row: roles = heading.map { _ in .passed }
            case .unclosedQuote: throw unclosedQuote(line)
            }
            break
        }
    }

    var numberColumns: [String: [Double]] {
        places.compactMapValues { if case .number(let place) = $0 { numbers[place] } else { nil } }
    }

    var wordColumns: [String: WordColumn] {
        places.compactMapValues { if case .word(let place) = $0 { words[place].column } else { nil } }
    }

    mutating func want(numbers names: [String], isRequired: Bool) throws {
        for name in names {
            guard let index = try index(of: name, isRequired: isRequired) else { continue }
            roles[index] = .number(numbers.count)
            places[name] = roles[index]
            numbers.append([])
        }
    }

    mutating func want(words names: [String], isRequired: Bool) throws {
        for name in names {
            guard let index = try index(of: name, isRequired: isRequired) else { continue }
            roles[index] = .word(words.count)
            places[name] = roles[index]
            words.append(WordColumnBuilder())
        }
    }

    private func index(of name: String, isRequired: Bool) throws -> Int? {
        let index = heading.firstIndex(of: name)
        guard index == nil, isRequired else { return index }
        throw DocumentError(
            file: file, line: 1, found: "the heading ‘\(heading.joined(separator: ",").prefix(80))’",
            expected: "a column ‘\(name)’")
    }

    /// Reads all rows.
    mutating func read() throws {
        var row = 0
        while rows.isAtRow() {
            let line = rows.line
            guard row < ColumnTable.mostRows else {
                throw DocumentError(
                    file: file, line: line, found: "more than \(ColumnTable.mostRows) rows", expected: "fewer")
            }
            try take(line: line, isTaken: row % every == 0)
            row += 1
        }
    }

    private mutating func take(line: Int, isTaken: Bool) throws {
        if isTaken { lines.append(Int32(clamping: line)) }
        var column = 0
        while true {
            let (range, ending) = rows.cell()
            guard ending != .unclosedQuote else { throw unclosedQuote(line) }
            guard column < roles.count else { throw width(line, "more than \(roles.count) cells") }
            if isTaken { try keep(range, column: column, line: line) }
            column += 1
            guard ending == .comma else { break }
        }
        guard column == roles.count else {
            throw width(line, "a row of \(column) \(column == 1 ? "cell" : "cells")")
        }
    }

    private mutating func keep(_ range: Range<Int>, column: Int, line: Int) throws {
        let cell = UnsafeBufferPointer(rebasing: rows.bytes[range])
        switch roles[column] {
        case .passed:
            return
        case .number(let place):
            guard let number = decimal.number(cell) else {
                throw DocumentError(
                    file: file, line: line,
                    found: "\(heading[column]) ‘\(String(decoding: cell.prefix(40), as: UTF8.self))’",
                    expected: "a number")
            }
            numbers[place].append(number)
        case .word(let place):
            guard words[place].append(cell) else {
                throw DocumentError(
                    file: file, line: line, found: "more than \(WordColumnBuilder.most) words in \(heading[column])",
                    expected: "a column of few words")
            }
        }
    }

    private func width(_ line: Int, _ found: String) -> DocumentError {
        DocumentError(file: file, line: line, found: found, expected: "\(roles.count), as in the heading")
    }

    private func unclosedQuote(_ line: Int) -> DocumentError {
        DocumentError(file: file, line: line, found: "a quote that isn't closed", expected: "a closing quote")
    }
}
