import Quantities
import Testing

@testable import assay_world

struct PacketTests {
    private static let datagram = Datagram(
        source: Endpoint(address: .world(101), port: 40_000), destination: Endpoint(address: .world(11), port: 4_701),
        payload: Array("as, and more".utf8))

    @Test func `a datagram's packet reads back as the same datagram`() throws {
        let packet = try #require(IPv4Packet(Self.datagram.packet))
        #expect(packet.source == .world(101))
        #expect(packet.destination == .world(11))
        #expect(Datagram(packet) == Self.datagram)
    }

    @Test func `the header's checksum is right`() {
        // Over a header with its checksum in place the sum is zero (RFC 1071).
        #expect(IPv4Packet.checksum(Self.datagram.packet.prefix(20)) == 0)
    }

    @Test func `the checksum of RFC 1071's example is right`() {
        #expect(IPv4Packet.checksum([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]) == ~0xDDF2)
    }

    @Test func `what is cut short, fragmented or of another protocol is no datagram`() throws {
        let whole = Self.datagram.packet
        for length in 0..<whole.count { #expect(IPv4Packet(Array(whole.prefix(length))) == nil) }
        func altered(_ offset: Int, _ byte: UInt8) -> Datagram? {
            var bytes = whole
            bytes[offset] = byte
            return IPv4Packet(bytes).flatMap { Datagram($0) }
        }
        #expect(altered(0, 0x65) == nil)
        #expect(altered(6, 0x20) == nil)
        #expect(altered(7, 1) == nil)
        #expect(altered(9, 6) == nil)
        #expect(altered(25, 7) == nil)
        #expect(altered(25, 21) == nil)
        #expect(altered(1, 0) == Self.datagram)
    }

    @Test func `no bytes whatever trap`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<20_000 {
            var bytes = Self.datagram.packet
            for _ in 0..<3 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            bytes = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1))))
            let datagram = IPv4Packet(bytes).flatMap { Datagram($0) }
            _ = datagram.flatMap { RangingPayload($0.payload) }?.round
        }
    }

    @Test func `addresses are written as people write them`() {
        #expect("\(IPv4Address.world(11))" == "10.77.0.11")
        #expect("\(Endpoint(address: .world(11), port: 4_701))" == "10.77.0.11:4701")
    }
}
