import Attestation

/// Why a datagram was refused.
package enum WireError: Error, Equatable, CustomStringConvertible {
    case truncated(needed: Int, left: Int)
    case trailing(Int)
    case badMagic
    case unknownVersion(UInt8)
    case unknownType(UInt8)
    case tooLong(field: String, length: Int, limit: Int)
    case notZero(field: String)
    /// The head names another session than the part inside.
    case otherSession
    /// A DER part that isn't as it should be.
    case badPart(String)

    package var description: String {
        switch self {
        case .truncated(let needed, let left): "truncated: \(needed) bytes needed, \(left) left"
        case .trailing(let count): "\(count) bytes too many"
        case .badMagic: "not an Assay packet"
        case .unknownVersion(let version): "protocol version \(version); this program speaks \(Packet.version)"
        case .unknownType(let type): "packet type \(type) is unknown"
        case .tooLong(let field, let length, let limit): "\(field) of length \(length); at most \(limit)"
        case .notZero(let field): "\(field) is not zero"
        case .otherSession: "the head names another session than what follows"
        case .badPart(let reason): reason
        }
    }
}

/// Reads fixed layouts, big-endian, and never past the end.
struct ByteReader {
    private var remaining: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { remaining = bytes[...] }

    mutating func bytes(_ count: Int) throws(WireError) -> [UInt8] {
        guard count >= 0, remaining.count >= count else { throw .truncated(needed: count, left: remaining.count) }
        defer { remaining = remaining.dropFirst(count) }
        return Array(remaining.prefix(count))
    }

    mutating func octets32() throws(WireError) -> Octets32 {
        guard let octets = Octets32(try bytes(32)) else { throw .truncated(needed: 32, left: 0) }
        return octets
    }

    mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(WireError) -> Integer {
        var value: Integer = 0
        for byte in try bytes(Integer.bitWidth / 8) { value = value << 8 | Integer(byte) }
        return value
    }

    /// All that is left.
    mutating func rest() -> [UInt8] {
        defer { remaining = [] }
        return Array(remaining)
    }

    func finish() throws(WireError) {
        guard remaining.isEmpty else { throw .trailing(remaining.count) }
    }
}

/// Writes fixed layouts, big-endian.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    mutating func append(integer value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
