import Attestation
import Crypto
import Foundation
import TestSupport
import Testing

@testable import Ranging

/// Grants, directories and records as bytes: one value, one encoding, and every byte signed.
struct GrantTests {
    private let fixture: Fixture
    private let directory: LandmarkDirectory

    init() throws {
        fixture = try Fixture()
        directory = fixture.directory(others: 2)
    }

    @Test func `a directory and a grant come back`() throws {
        #expect(try LandmarkDirectory(decoding: directory.encoded) == directory)
        let grant = try fixture.grant(directory)
        #expect(grant.hasValidSignature)
        #expect(try SessionGrant(decoding: grant.encoded) == grant)
    }

    @Test func `one changed byte anywhere breaks a grant's form or its signature`() throws {
        let grant = try fixture.grant(directory)
        for index in grant.encoded.indices {
            var bytes = grant.encoded
            bytes[index] ^= 1
            guard let changed = try? SessionGrant(decoding: bytes) else { continue }
            #expect(!changed.hasValidSignature)
        }
    }

    @Test func `one changed byte anywhere breaks a record's form or its signature`() throws {
        let record = try fixture.record(try fixture.grant(directory))
        #expect(record.isSigned(by: fixture.entry()))
        for index in record.encoded.indices {
            var bytes = record.encoded
            bytes[index] ^= 1
            guard let changed = try? SignedRecord(decoding: bytes) else { continue }
            #expect(!changed.isSigned(by: fixture.entry()))
        }
    }

    @Test func `a second form of the same grant is refused`() throws {
        let bytes = try fixture.grant(directory).encoded
        let forms: [[UInt8]] = [
            bytes + [0], Array(bytes.dropLast()), DERBytes.withLongLength(bytes), DERBytes.withIndefiniteLength(bytes),
            [], DERBytes.nested(250),
        ]
        for form in forms {
            #expect(throws: CanonicalDER.Problem.self) { try SessionGrant(decoding: form) }
        }
        #expect(throws: CanonicalDER.Problem.self) {
            try SessionGrant(decoding: [UInt8](repeating: 0x30, count: SessionGrant.sizeLimit + 1))
        }
    }

    @Test func `the landmarks of a grant stand in one order, and each once`() throws {
        let names = directory.entries.map(\.shortName)
        let session = SessionID()
        let nonce = [UInt8].equal(1)
        let terms = fixture.terms(directory, session: session, nonce: nonce, landmarks: names)
        #expect(terms == fixture.terms(directory, session: session, nonce: nonce, landmarks: names.reversed()))
        let lists: [[LandmarkName]] = [[], names + names.prefix(1)]
        for landmarks in lists {
            let grant = try fixture.grant(directory, landmarks: landmarks)
            #expect(throws: CanonicalDER.Problem.self) { try SessionGrant(decoding: grant.encoded) }
        }
    }

    @Test func `a landmark's name is the beginning of its key's digest`() {
        let key = fixture.entry().key
        #expect(LandmarkName(key: key).bytes == Array(SHA256.hash(data: key).prefix(8)))
    }

    @Test func `the binding changes with session, key, directory and nonce, and with nothing else`() throws {
        let session = SessionID()
        let nonce = [UInt8].equal(1)
        let terms = fixture.terms(directory, session: session, nonce: nonce)
        let other = try Fixture()
        #expect(terms.binding.count == 32)
        #expect(terms.binding != fixture.terms(directory, nonce: nonce).binding)
        #expect(terms.binding != fixture.terms(directory, session: session).binding)
        #expect(terms.binding != fixture.terms(fixture.directory(), session: session, nonce: nonce).binding)
        #expect(terms.binding != other.terms(directory, session: session, nonce: nonce).binding)
        #expect(
            terms.binding == fixture.terms(directory, session: session, nonce: nonce, rounds: 9, issued: 1).binding)
    }

    @Test func `a schedule is brought within what a grant may say`() {
        let least = GrantTerms.Schedule(rounds: 0, pauseMilliseconds: 0, lifetime: 0)
        #expect(least == GrantTerms.Schedule(rounds: 1, pauseMilliseconds: 1, lifetime: 1))
        let most = GrantTerms.Schedule(rounds: .max, pauseMilliseconds: .max, lifetime: .max)
        #expect(most == GrantTerms.Schedule(rounds: 64, pauseMilliseconds: 3_600_000, lifetime: 604_800))
    }

    @Test(
        arguments: [
            (1_000, 940, true), (1_000, 939, false), (1_000, 1_660, true), (1_000, 1_661, false), (.max, 1_000, false),
            (.max, .max, false), (0, .max, false), (0, 0, true),
        ] as [(UInt64, UInt64, Bool)])
    func `a grant is current within its lifetime and a minute, at any time there is`(
        issued: UInt64, now: UInt64, isCurrent: Bool
    ) {
        #expect(fixture.terms(directory, issued: issued).isCurrent(at: now) == isCurrent)
    }

    @Test func `places come back to a millionth of a degree`() throws {
        let landmark = Landmark(
            id: "a", name: "", key: .equal(1), latitude: -89.123_456_49, longitude: 179.999_999_6, errorMetres: .max,
            address: "b")
        #expect(landmark.latitude == -89.123_456)
        #expect(landmark.longitude == 180)
        let directory = LandmarkDirectory(epoch: .max, entries: [landmark])
        #expect(try LandmarkDirectory(decoding: directory.encoded) == directory)
    }

    @Test func `landmarks that aren't in order of their ids are refused`() throws {
        let entries = try directory.entries.map { try CanonicalDER.encode($0) }
        func encoding(_ entries: [[UInt8]]) -> [UInt8] {
            DERBytes.sequence([2, 1, 2], [2, 1, 7], DERBytes.element(0x30, entries.flatMap(\.self)))
        }
        #expect(encoding(entries) == directory.encoded)
        let lists: [[[UInt8]]] = [entries.reversed(), [entries[0], entries[0]]]
        for list in lists {
            #expect(throws: CanonicalDER.Problem.self) { try LandmarkDirectory(decoding: encoding(list)) }
        }
    }

    @Test func `a record that contradicts itself is refused`() throws {
        let record = try fixture.record(try fixture.grant(directory), samples: [300, 200])
        let bytes = record.encoded
        // The two samples and the least of them, as they stand in the record.
        let samples: [UInt8] = [0x30, 0x08, 0x02, 0x02, 0x01, 0x2C, 0x02, 0x02, 0x00, 0xC8, 0x02, 0x02, 0x00, 0xC8]
        let place = try #require(Data(bytes).range(of: Data(samples)))
        // Another least sample; a sample that isn't positive.
        let changes: [[UInt8]] = [
            Array(samples.dropLast()) + [0xC9],
            [0x30, 0x08, 0x02, 0x02, 0xFF, 0x2C, 0x02, 0x02, 0x00, 0xC8, 0x02, 0x02, 0xFF, 0x2C],
        ]
        for change in changes {
            var changed = bytes
            changed.replaceSubrange(place, with: change)
            #expect(throws: CanonicalDER.Problem.self) { try SignedRecord(decoding: changed) }
        }
    }
}
