import Documents

/// Cells as published tables of measurements fill them.
extension DelimitedText.Row {
    /// Words that stand where nothing was measured.
    private static let empty: Set<String> = ["", "-", "nan", "none", "null", "n/a", "na", "–"]

    func isEmpty(_ column: String) -> Bool { Self.empty.contains(text(column).lowercased()) }

    /// A positive number; nil where nothing was measured.
    ///
    /// - Throws: `DocumentError` for anything else.
    func measured(_ column: String, expected: String) throws -> Double? {
        isEmpty(column) ? nil : try number(column, in: Double.leastNormalMagnitude...1e15, expected: expected)
    }

    /// A whole number, also one written as `1024.0`.
    func whole(_ column: String, in range: ClosedRange<Int> = 1...1_000_000_000, expected: String) throws -> Int {
        let number = try number(
            column, in: Double(range.lowerBound)...Double(range.upperBound), expected: expected)
        guard let whole = Int(exactly: number) else { throw error(column, expected: expected) }
        return whole
    }

    /// The same; nil where the cell is empty.
    func wholeIfGiven(
        _ column: String, in range: ClosedRange<Int> = 0...1_000_000_000, expected: String
    ) throws -> Int? {
        isEmpty(column) ? nil : try whole(column, in: range, expected: expected)
    }

    /// `true` and `false` in either case, 0 and 1; false where the cell is empty.
    func flag(_ column: String) throws -> Bool {
        switch text(column).lowercased() {
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        default:
            guard isEmpty(column) else { throw error(column, expected: "true or false") }
            return false
        }
    }
}
