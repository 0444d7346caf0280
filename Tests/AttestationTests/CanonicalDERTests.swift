import Attestation
import Quantities
import TestSupport
import Testing

/// One value, one encoding: shown on a piece of evidence, which is a kind and a body.
struct CanonicalDERTests {
    private let evidence = Evidence(kind: EvidenceKind(rawValue: "kind"), body: [1, 2, 3])
    /// The same, byte by byte: a UTF8String and an OCTET STRING.
    private let kind: [UInt8] = [0x0C, 4] + Array("kind".utf8)
    private let body: [UInt8] = [0x04, 3, 1, 2, 3]

    private func decode(_ bytes: [UInt8], limit: Int = 100) throws(CanonicalDER.Problem) -> Evidence {
        try CanonicalDER.decode(Evidence.self, from: bytes, limit: limit)
    }

    @Test func `a value is written as its definition says and comes back`() throws {
        let bytes = DERBytes.sequence(kind, body)
        #expect(try CanonicalDER.encode(evidence) == bytes)
        #expect(try decode(bytes) == evidence)
    }

    @Test func `every other form of the same value is refused`() throws {
        let whole = DERBytes.sequence(kind, body)
        let forms: [String: [UInt8]] = [
            "a long length": DERBytes.withLongLength(whole),
            "a long length inside": DERBytes.sequence(DERBytes.withLongLength(kind), body),
            "a long length at the end": DERBytes.sequence(kind, DERBytes.withLongLength(body)),
            "an indefinite length": DERBytes.withIndefiniteLength(whole),
            "a byte too many": whole + [0],
            "a byte too few": Array(whole.dropLast()),
            "an element too many": DERBytes.sequence(kind, body, [0x05, 0]),
            "an element too few": DERBytes.sequence(kind),
            "elements the wrong way round": DERBytes.sequence(body, kind),
            "a SET": DERBytes.element(0x31, kind + body),
            "an OCTET STRING in pieces": DERBytes.sequence(kind, DERBytes.element(0x24, body)),
            "another string type": DERBytes.sequence([0x13, 4] + Array("kind".utf8), body),
            "text that isn't UTF-8": DERBytes.sequence([0x0C, 4, 0x6B, 0xFF, 0x6E, 0x64], body),
            "nothing": [],
        ]
        for (name, bytes) in forms {
            #expect(throws: CanonicalDER.Problem.self, "\(name)") { try decode(bytes) }
        }
    }

    @Test func `more than the limit is refused unread`() throws {
        let bytes = DERBytes.sequence(kind, body)
        #expect(try decode(bytes, limit: bytes.count) == evidence)
        #expect(throws: CanonicalDER.Problem(description: "13 bytes; at most 12 are read")) {
            try decode(bytes, limit: bytes.count - 1)
        }
    }

    @Test(arguments: [60, 1_000, 20_000])
    func `deep nesting is refused and never traps`(depth: Int) {
        #expect(throws: CanonicalDER.Problem.self) { try decode(DERBytes.nested(depth), limit: 1 << 20) }
    }

    @Test func `a length beyond the end, or beyond all memory, is refused`() {
        for bytes: [UInt8] in [
            [0x30, 0x7F], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x88] + [UInt8](repeating: 0xFF, count: 8),
        ] {
            #expect(throws: CanonicalDER.Problem.self) { try decode(bytes) }
        }
    }

    @Test func `noise and damaged bytes are refused or read, and never trap`() throws {
        var random = SplitMix64(seed: 41)
        let whole = DERBytes.sequence(kind, body)
        for _ in 0..<5_000 {
            var damaged = whole
            damaged[random.index(below: damaged.count)] = UInt8(truncatingIfNeeded: random.next())
            if let read = try? decode(damaged) { #expect(try CanonicalDER.encode(read) == damaged) }
            _ = try? decode(random.bytes(random.index(below: 60)))
        }
    }
}
