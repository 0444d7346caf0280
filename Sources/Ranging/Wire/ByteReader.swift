/// Why bytes from outside were refused.
package enum WireError: Error, Equatable, CustomStringConvertible {
    case truncated(needed: Int, left: Int)
    case trailing(Int)
    case badMagic
    case unknownVersion(UInt8)
    case unknownType(UInt8)
    case tooLong(field: String, length: Int, limit: Int)
    case badText(field: String)
    case badKey(field: String)
    case badPlace
    case notZero(field: String)

    package var description: String {
        switch self {
        case .truncated(let needed, let left): "truncated: \(needed) bytes needed, \(left) left"
        case .trailing(let count): "\(count) bytes too many"
        case .badMagic: "not an Assay packet"
        case .unknownVersion(let version): "protocol version \(version); this program speaks 1"
        case .unknownType(let type): "packet type \(type) is unknown"
        case .tooLong(let field, let length, let limit): "\(field) of length \(length); at most \(limit)"
        case .badText(let field): "\(field) is not UTF-8 text"
        case .badKey(let field): "\(field) is not a valid public key"
        case .badPlace: "coordinates off the earth"
        case .notZero(let field): "\(field) is not zero"
        }
    }
}

/// Reads fixed layouts, big-endian, and never past the end.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    mutating func bytes(_ count: Int) throws(WireError) -> [UInt8] {
        guard count >= 0, rest.count >= count else { throw .truncated(needed: count, left: rest.count) }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(WireError) -> Integer {
        var value: Integer = 0
        for byte in try bytes(Integer.bitWidth / 8) { value = value << 8 | Integer(byte) }
        return value
    }

    /// Bytes behind a 16-bit length.
    mutating func counted(_ field: String, limit: Int) throws(WireError) -> [UInt8] {
        let length = Int(try integer(UInt16.self))
        guard length <= limit else { throw .tooLong(field: field, length: length, limit: limit) }
        return try bytes(length)
    }

    mutating func text(_ field: String, limit: Int) throws(WireError) -> String {
        guard let text = String(validating: try counted(field, limit: limit), as: UTF8.self) else {
            throw .badText(field: field)
        }
        return text
    }

    func finish() throws(WireError) {
        guard rest.isEmpty else { throw .trailing(rest.count) }
    }
}

/// Writes fixed layouts, big-endian. One value has one encoding, so signatures and digests are stable.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    mutating func append(integer value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Bytes behind a 16-bit length. What doesn't fit is cut, so callers check their limits first.
    mutating func append(counted more: some Collection<UInt8>) {
        let cut = more.prefix(Int(UInt16.max))
        append(integer: UInt16(cut.count))
        append(cut)
    }
}
