/// A UDP datagram (RFC 768) with where it goes.
struct Datagram: Sendable, Hashable {
    var source: Endpoint
    var destination: Endpoint
    var payload: [UInt8]

    private static let headerLength = 8

    init(source: Endpoint, destination: Endpoint, payload: [UInt8]) {
        self.source = source
        self.destination = destination
        self.payload = payload
    }

    /// Nil when the packet isn't one whole datagram.
    init?(_ packet: IPv4Packet) {
        let bytes = Array(packet.payload)
        guard packet.transport == IPv4Packet.udp, !packet.isFragment, bytes.count >= Self.headerLength else {
            return nil
        }
        func word(_ offset: Int) -> UInt16 { UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1]) }
        let length = Int(word(4))
        guard length >= Self.headerLength, length <= bytes.count else { return nil }
        source = Endpoint(address: packet.source, port: word(0))
        destination = Endpoint(address: packet.destination, port: word(2))
        payload = Array(bytes[Self.headerLength..<length])
    }

    /// The whole IPv4 packet. Its UDP checksum is 0, which says that there is none.
    var packet: [UInt8] {
        let length = Self.headerLength + payload.count
        func word(_ value: Int) -> [UInt8] {
            [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
        }
        var header: [UInt8] = [0x45, 0] + word(IPv4Packet.headerLength + length)
        // No identification, not to be fragmented, 64 hops.
        header += [0, 0, 0x40, 0, 64, IPv4Packet.udp, 0, 0]
        header += source.address.bytes + destination.address.bytes
        header.replaceSubrange(10..<12, with: word(Int(IPv4Packet.checksum(header))))
        return header + word(Int(source.port)) + word(Int(destination.port)) + word(length) + [0, 0] + payload
    }
}
