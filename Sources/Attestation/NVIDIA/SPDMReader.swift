/// Takes bytes from the front and never past the end. SPDM's numbers are little-endian.
struct SPDMReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var left: Int { rest.count }

    mutating func take(_ count: Int, _ part: String) throws(SPDMProblem) -> [UInt8] {
        guard count >= 0, count <= rest.count else {
            throw .pastEnd(part: part, needed: count, left: rest.count)
        }
        let taken = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        return taken
    }

    mutating func byte(_ part: String) throws(SPDMProblem) -> UInt8 {
        UInt8(truncatingIfNeeded: try number(bytes: 1, part))
    }

    /// - Parameter bytes: at most 4.
    mutating func number(bytes count: Int, _ part: String) throws(SPDMProblem) -> Int {
        try take(count, part).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// - Throws: `trailing` unless all was taken.
    func end(_ part: String) throws(SPDMProblem) {
        guard rest.isEmpty else { throw .trailing(part: part, count: rest.count) }
    }
}
