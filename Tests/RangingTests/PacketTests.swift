import Attestation
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Ranging

struct PacketTests {
    private static func packets() throws -> [Packet] {
        let fixture = try Fixture()
        let grant = try fixture.grant(fixture.directory())
        let bytes = [UInt8](repeating: 9, count: 32)
        let signature = [UInt8](repeating: 8, count: 64)
        let record = RangingRecord(
            session: grant.session, device: fixture.device.identity, landmark: "singapore", signedAt: fixture.now,
            clock: .process, challenges: 3, samples: [1_000, 2_000, .max], refusals: .init())
        return [
            .hello(.init(grant: grant, key: bytes, cookie: bytes, signature: signature)),
            .cookie(session: grant.session, cookie: bytes),
            .accept(session: grant.session, key: bytes, signature: signature),
            .challenge(session: grant.session, round: .max, challenge: bytes),
            .reply(session: grant.session, round: 1, mac: bytes),
            .record(session: grant.session, try SignedRecord(record, key: fixture.landmark)),
            .fetch(session: grant.session),
        ]
    }

    @Test func `every packet comes back from its bytes`() throws {
        for packet in try Self.packets() { #expect(try Packet(decoding: packet.encoded) == packet) }
    }

    @Test func `no answer is larger than its question`() throws {
        let sizes = try Self.packets().map(\.encoded.count)
        let (hello, cookie, accept, record, fetch) = (sizes[0], sizes[1], sizes[2], sizes[5], sizes[6])
        #expect(cookie <= hello)
        #expect(accept <= hello)
        #expect(record <= fetch)
        let largest = RangingRecord(
            session: [UInt8](repeating: 0, count: 16), device: try Fixture().device.identity,
            landmark: String(repeating: "x", count: 64), signedAt: 0, clock: .process, challenges: 64,
            samples: [UInt64](repeating: 1, count: 64), refusals: .init())
        #expect(try SignedRecord(largest, key: Fixture().landmark).encoded.count + 20 <= fetch)
        #expect(sizes.allSatisfy { $0 <= Packet.sizeLimit })
    }

    @Test func `a cut or lengthened packet is refused`() throws {
        for packet in try Self.packets() {
            let bytes = packet.encoded
            for length in [0, 1, 3, 19, 20, bytes.count - 1] {
                #expect(throws: WireError.self) { try Packet(decoding: bytes.prefix(length)) }
            }
            #expect(throws: WireError.self) { try Packet(decoding: bytes + [0]) }
        }
    }

    @Test func `another version, type or magic is named`() throws {
        var bytes = try Self.packets()[1].encoded
        bytes[2] = 2
        #expect(throws: WireError.unknownVersion(2)) { try Packet(decoding: bytes) }
        bytes[2] = 1
        bytes[3] = 99
        #expect(throws: WireError.unknownType(99)) { try Packet(decoding: bytes) }
        bytes[0] = 0
        #expect(throws: WireError.badMagic) { try Packet(decoding: bytes) }
    }

    @Test func `random and damaged bytes never trap`() throws {
        var random = SplitMix64(seed: 20)
        let whole = try Self.packets().map(\.encoded)
        for _ in 0..<20_000 {
            var bytes = random.pick(whole)
            for _ in 0..<(1 + random.index(below: 4)) {
                bytes[random.index(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            _ = try? Packet(decoding: bytes.prefix(random.index(below: bytes.count + 1)))
            let noise = random.bytes(random.index(below: 300))
            _ = try? Packet(decoding: noise)
            _ = try? RangingRecord(decoding: noise)
            _ = try? SessionGrant(decoding: noise)
            _ = try? LandmarkDirectory(decoding: noise)
        }
    }

    @Test func `a directory and a grant come back, and one changed byte breaks the signature`() throws {
        let fixture = try Fixture()
        let directory = fixture.directory()
        #expect(try LandmarkDirectory(decoding: directory.encoded) == directory)
        let grant = try fixture.grant(directory)
        #expect(grant.hasValidSignature)
        var bytes = grant.encoded
        #expect(try SessionGrant(decoding: bytes) == grant)
        bytes[0] ^= 1
        #expect(try !SessionGrant(decoding: bytes).hasValidSignature)
    }

    @Test(arguments: [
        ("127.0.0.1:80", true), ("1.2.3:80", false), ("1.2.3.4", false), ("256.1.1.1:1", false), ("", false),
    ])
    func `addresses are four bytes and a port`(text: String, isAddress: Bool) {
        #expect((SocketAddress(text) != nil) == isAddress)
    }
}
