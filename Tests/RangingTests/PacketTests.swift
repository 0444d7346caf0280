import Attestation
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Ranging

struct PacketTests {
    /// One of each kind.
    private static func packets() throws -> [Packet] {
        let fixture = try Fixture()
        let grant = try fixture.grant(fixture.directory())
        let session = grant.terms.session
        let octets = try #require(Octets32([UInt8].equal(9)))
        let record = try fixture.record(grant, samples: [1_000, 2_000, UInt64(Int64.max)])
        return [
            .hello(.init(grant: grant, key: .equal(9), cookie: .equal(9), signature: .equal(8, count: 64))),
            .cookie(session: session, cookie: .equal(9)),
            .accept(session: session, key: .equal(9), signature: .equal(8, count: 64)),
            .challenge(session: session, round: .max, challenge: octets),
            .reply(session: session, round: 1, mac: octets),
            .record(session: session, record),
            .fetch(session: session),
        ]
    }

    @Test func `every packet comes back from its bytes`() throws {
        for packet in try Self.packets() { #expect(try Packet(decoding: packet.encoded) == packet) }
    }

    /// Hellos are answered by cookies and accepts, fetches by records: at the largest, too.
    @Test func `no answer is larger than its question`() throws {
        let sizes = try Self.packets().map(\.encoded.count)
        let (hello, cookie, accept, record, fetch) = (sizes[0], sizes[1], sizes[2], sizes[5], sizes[6])
        #expect(cookie <= hello)
        #expect(accept <= hello)
        #expect(record <= fetch)
        #expect(sizes.allSatisfy { $0 <= Packet.sizeLimit })
    }

    @Test func `the largest record fits into the answer to a fetch`() throws {
        let fixture = try Fixture()
        var refusals = Refusals()
        let kinds: [WritableKeyPath<Refusals, UInt16>] = [
            \.unauthenticated, \.replayed, \.doubled, \.late, \.early, \.clockSteps,
        ]
        for kind in kinds { refusals[keyPath: kind] = .max }
        let largest = RangingRecord(
            session: SessionID(), key: .equal(0xFF), landmark: String(repeating: "x", count: 64),
            signedAt: UInt64(Int64.max), clock: .kernel, challenges: 64,
            samples: [UInt64](repeating: .max, count: 64), refusals: refusals)
        let signed = try SignedRecord(largest, key: fixture.landmark)
        #expect(signed.encoded.count <= SignedRecord.sizeLimit)
        let packet = Packet.record(session: largest.session, signed)
        #expect(packet.encoded.count <= Packet.fetch(session: largest.session).encoded.count)
        #expect(try Packet(decoding: packet.encoded) == packet)
    }

    @Test func `a grant of sixty-four landmarks fits into one hello`() throws {
        let fixture = try Fixture()
        let directory = fixture.directory(others: 63)
        let terms = fixture.terms(
            directory, rounds: .max, pause: .max, lifetime: .max, issued: UInt64(Int64.max))
        #expect(terms.landmarks.count == 64)
        let grant = try SessionGrant(terms, signedBy: fixture.verifier)
        #expect(grant.encoded.count <= SessionGrant.sizeLimit)
        let hello = Packet.hello(
            .init(grant: grant, key: .equal(1), cookie: .equal(2), signature: .equal(3, count: 64)))
        #expect(hello.encoded.count <= Packet.sizeLimit)
        #expect(try Packet(decoding: hello.encoded) == hello)
    }

    @Test func `a cut or lengthened packet is refused`() throws {
        for packet in try Self.packets() {
            let bytes = packet.encoded
            for length in [0, 1, 3, 19, 20, bytes.count - 1] {
                #expect(throws: WireError.self) { try Packet(decoding: Array(bytes.prefix(length))) }
            }
            #expect(throws: WireError.self) { try Packet(decoding: bytes + [0]) }
        }
        let long = [UInt8](repeating: 0, count: Packet.sizeLimit + 1)
        #expect(throws: WireError.tooLong(field: "packet", length: 1_401, limit: 1_400)) {
            try Packet(decoding: long)
        }
    }

    @Test func `another version, type or magic is named`() throws {
        var bytes = try Self.packets()[1].encoded
        for version: UInt8 in [0, 1, 3, .max] {
            bytes[2] = version
            #expect(throws: WireError.unknownVersion(version)) { try Packet(decoding: bytes) }
        }
        bytes[2] = 2
        for type: UInt8 in [0, 8, 99, .max] {
            bytes[3] = type
            #expect(throws: WireError.unknownType(type)) { try Packet(decoding: bytes) }
        }
        bytes[0] = 0
        #expect(throws: WireError.badMagic) { try Packet(decoding: bytes) }
    }

    @Test func `a head that names another session than what follows is refused`() throws {
        for packet in try [Self.packets()[0], Self.packets()[5]] {
            var bytes = packet.encoded
            bytes[4] ^= 1
            #expect(throws: WireError.otherSession) { try Packet(decoding: bytes) }
        }
    }

    @Test func `a fetch that isn't padded with zeros is refused`() throws {
        var bytes = Packet.fetch(session: SessionID()).encoded
        bytes[bytes.count - 1] = 1
        #expect(throws: WireError.notZero(field: "padding")) { try Packet(decoding: bytes) }
    }

    @Test func `a reply is read where it lies as it is read from a copy`() throws {
        let packets = try Self.packets()
        for packet in packets {
            let view = packet.encoded.withUnsafeBytes { ReplyView($0) }
            guard case .reply(let session, let round, let mac) = packet else {
                #expect(view == nil)
                continue
            }
            #expect(view?.session == session)
            #expect(view?.round == round)
            #expect(view?.mac == mac)
            for change in [0, 1, 2, 3] {
                var bytes = packet.encoded
                bytes[change] ^= 0xFF
                #expect(bytes.withUnsafeBytes { ReplyView($0) } == nil)
            }
            #expect(packet.encoded.dropLast().withUnsafeBytes { ReplyView($0) } == nil)
        }
    }

    @Test func `random and damaged bytes never trap`() throws {
        var random = SplitMix64(seed: 20)
        let whole = try Self.packets().map(\.encoded)
        for _ in 0..<20_000 {
            var bytes = random.pick(whole)
            for _ in 0..<(1 + random.index(below: 4)) {
                bytes[random.index(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            let cut = Array(bytes.prefix(random.index(below: bytes.count + 1)))
            _ = try? Packet(decoding: cut)
            _ = cut.withUnsafeBytes { ReplyView($0) }
            let noise = random.bytes(random.index(below: 300))
            _ = try? Packet(decoding: noise)
            _ = try? SignedRecord(decoding: noise)
            _ = try? SessionGrant(decoding: noise)
            _ = try? LandmarkDirectory(decoding: noise)
        }
    }

    @Test(arguments: [
        ("127.0.0.1:80", true), ("1.2.3:80", false), ("1.2.3.4", false), ("256.1.1.1:1", false), ("", false),
    ])
    func `addresses are four bytes and a port`(text: String, isAddress: Bool) {
        #expect((SocketAddress(text) != nil) == isAddress)
    }

    @Test func `sessions are sixteen bytes and challenges thirty-two`() throws {
        let bytes = [UInt8](0..<32)
        let session = try #require(SessionID(bytes: bytes.prefix(16)))
        #expect(session.bytes == Array(bytes.prefix(16)))
        #expect(session.description == "000102030405060708090a0b0c0d0e0f")
        #expect(SessionID(bytes: bytes.prefix(15)) == nil)
        #expect(SessionID(bytes: bytes.prefix(17)) == nil)
        let octets = try #require(Octets32(bytes))
        #expect(octets.bytes == bytes)
        #expect(Octets32(bytes.prefix(31)) == nil)
        #expect(Octets32(bytes + [0]) == nil)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x80
            #expect(Octets32(changed) != octets)
        }
    }
}
