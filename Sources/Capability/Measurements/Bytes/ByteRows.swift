/// Finds the cells of comma-separated text (RFC 4180) in bytes.
///
/// Cells come as ranges of the bytes without the spaces and quotes around them; a doubled quote inside stays doubled,
/// which the caller may mend.
struct ByteRows {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    /// Where the reader stands, counted from 1.
    private(set) var line = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A byte-order mark is no part of the first heading.
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }

    /// What ended a cell.
    enum Ending { case comma, row, unclosedQuote }

    /// Passes over blank lines; false at the end of the text.
    mutating func isAtRow() -> Bool {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\r"): break
            default: return true
            }
            position += 1
        }
        return false
    }

    /// The next cell of the row.
    mutating func cell() -> (range: Range<Int>, ending: Ending) {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return quoted() }
        let start = position
        return (trimmed(start..<skipToEnd()), ending())
    }

    private mutating func skipToEnd() -> Int {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            position += 1
        }
        return position
    }

    private mutating func quoted() -> (range: Range<Int>, ending: Ending) {
        let start = position + 1
        position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count, bytes[position + 1] == byte else { break }
                position += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            position += 1
        }
        guard position < bytes.count else { return (start..<start, .unclosedQuote) }
        let end = position
        position += 1
        // What stands between the closing quote and the comma belongs to nobody.
        _ = skipToEnd()
        return (trimmed(start..<end), ending())
    }

    private mutating func ending() -> Ending {
        guard position < bytes.count else { return .row }
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: ",") { return .comma }
        if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
        line += 1
        return .row
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, bytes[low] == UInt8(ascii: " ") || bytes[low] == UInt8(ascii: "\t") { low += 1 }
        while high > low, bytes[high - 1] == UInt8(ascii: " ") || bytes[high - 1] == UInt8(ascii: "\t") { high -= 1 }
        return low..<high
    }
}
