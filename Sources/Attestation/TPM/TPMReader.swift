/// Reads the structures of a TPM 2.0 from bytes of outsiders: big-endian, every length bounded, nothing left over.
///
/// Source of this and of all structures here: Trusted Platform Module Library, part 2, "Structures", revision 1.59. In
/// it a `TPM2B` is a buffer behind its length in two bytes.
struct TPMReader {
    private var rest: ArraySlice<UInt8>
    /// Such as `the quote`: what a refusal calls the bytes.
    private let subject: String

    init(_ bytes: [UInt8], of subject: String) {
        rest = bytes[...]
        self.subject = subject
    }

    /// The next bytes, as many as asked for.
    mutating func bytes(_ count: Int) throws(EvidenceRefusal) -> [UInt8] {
        guard count >= 0, count <= rest.count else {
            throw EvidenceRefusal(.malformed, "\(subject) ends early: \(count) bytes expected, \(rest.count) left")
        }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(
        _ type: Value.Type = Value.self
    ) throws(EvidenceRefusal) -> Value {
        var value: Value = 0
        for byte in try bytes(Value.bitWidth / 8) { value = value << 8 | Value(byte) }
        return value
    }

    /// A `TPM2B`: a length in two bytes, and so many bytes.
    mutating func sized(_ part: String, limit: Int) throws(EvidenceRefusal) -> [UInt8] {
        let count = Int(try integer(UInt16.self))
        guard count <= limit else {
            throw EvidenceRefusal(.malformed, "\(part) in \(subject) has \(count) bytes; at most \(limit) are read")
        }
        return try bytes(count)
    }

    /// Nothing may follow the structure: what isn't read isn't judged either.
    func end() throws(EvidenceRefusal) {
        guard rest.isEmpty else {
            throw EvidenceRefusal(.malformed, "\(rest.count) bytes follow \(subject)")
        }
    }
}
