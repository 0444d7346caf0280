/// The header of an IPv4 packet (RFC 791), as far as routing needs it.
struct IPv4Packet: Sendable {
    static let udp: UInt8 = 17
    /// Without options.
    static let headerLength = 20

    let source: IPv4Address
    let destination: IPv4Address
    let transport: UInt8
    let isFragment: Bool
    /// What the header is followed by.
    let payload: ArraySlice<UInt8>

    /// Nil for anything but a whole IPv4 packet; IPv6 comes through the same devices.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.headerLength, bytes[0] >> 4 == 4 else { return nil }
        let header = Int(bytes[0] & 15) * 4
        let total = Int(bytes[2]) << 8 | Int(bytes[3])
        guard header >= Self.headerLength, total >= header, total <= bytes.count else { return nil }
        source = Self.address(bytes[12..<16])
        destination = Self.address(bytes[16..<20])
        transport = bytes[9]
        // More fragments, or an offset.
        isFragment = bytes[6] & 0x3F != 0 || bytes[7] != 0
        payload = bytes[header..<total]
    }

    private static func address(_ bytes: ArraySlice<UInt8>) -> IPv4Address {
        IPv4Address(bits: bytes.reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// The Internet checksum (RFC 1071): the complement of the ones' complement sum of 16-bit words.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt16 {
        var sum: UInt32 = 0
        for (index, byte) in bytes.enumerated() { sum += UInt32(byte) << (index.isMultiple(of: 2) ? 8 : 0) }
        while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
        return ~UInt16(truncatingIfNeeded: sum)
    }
}
