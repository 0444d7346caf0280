package import Attestation
import Crypto
import Foundation
package import SwiftASN1

/// The landmarks that a verifier trusts, where they stand, and their keys: signed as a whole.
///
///     LandmarkDirectory ::= SEQUENCE {
///         version    INTEGER (2),
///         epoch      INTEGER,
///         landmarks  SEQUENCE OF Landmark }     -- ascending by id, at most 1,000
package struct LandmarkDirectory: Sendable, Equatable {
    package static let entryLimit = 1_000
    /// Larger ones are refused unread.
    package static let sizeLimit = 512 << 10

    package let epoch: UInt32
    /// Sorted by id.
    package let entries: [Landmark]

    package init(epoch: UInt32, entries: [Landmark]) {
        self.epoch = epoch
        self.entries = entries.sorted { $0.id < $1.id }
    }

    /// - Throws: `CanonicalDER.Problem` with what was expected.
    package init(decoding bytes: [UInt8]) throws(CanonicalDER.Problem) {
        self = try CanonicalDER.decode(from: bytes, limit: Self.sizeLimit)
    }

    /// The DER.
    package var encoded: [UInt8] { (try? CanonicalDER.encode(self)) ?? [] }

    /// SHA-256 of the encoding.
    package var digest: [UInt8] { Array(SHA256.hash(data: encoded)) }

    /// What the verifier signs.
    package static func message(_ encoded: [UInt8]) -> [UInt8] { Array("assay directory 2".utf8) + encoded }

    package func entry(_ id: String) -> Landmark? { entries.first { $0.id == id } }
}

/// A landmark: who it is, where it stands and where it listens.
///
///     Landmark ::= SEQUENCE {
///         id         UTF8String (SIZE (1..64)),
///         name       UTF8String (SIZE (0..200)),
///         key        OCTET STRING (SIZE (32)),          -- Ed25519
///         latitude   INTEGER (-90000000..90000000),     -- millionths of a degree
///         longitude  INTEGER (-180000000..180000000),
///         error      INTEGER (0..4294967295),           -- metres that it may stand from there
///         address    UTF8String (SIZE (1..64)) }        -- such as 192.0.2.7:4701
package struct Landmark: Sendable, Hashable {
    package let id: String
    package let name: String
    /// Ed25519.
    package let key: [UInt8]
    /// Degrees north and east.
    package let latitude: Double
    package let longitude: Double
    /// How far it may stand from there.
    package let errorMetres: UInt32
    /// IPv4 address and port.
    package let address: String

    package init(
        id: String, name: String, key: [UInt8], latitude: Double, longitude: Double, errorMetres: UInt32,
        address: String
    ) {
        self.id = id
        self.name = name
        self.key = key
        // Stored in millionths of a degree, about 0.1 m; rounded here so that encoding loses nothing.
        self.latitude = (latitude * 1e6).rounded() / 1e6
        self.longitude = (longitude * 1e6).rounded() / 1e6
        self.errorMetres = errorMetres
        self.address = address
    }

    /// What grants call it.
    package var shortName: LandmarkName { LandmarkName(key: key) }
}

extension LandmarkDirectory: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        let (epoch, entries) = try DER.sequence(root, identifier: identifier) { nodes in
            _ = try CanonicalDER.integer(&nodes, in: 2...2, "directory's version")
            let epoch = UInt32(try CanonicalDER.integer(&nodes, in: 0...Int64(UInt32.max), "epoch"))
            return (epoch, try CanonicalDER.list(Landmark.self, &nodes, limit: Self.entryLimit, "landmarks"))
        }
        guard zip(entries, entries.dropFirst()).allSatisfy({ $0.id < $1.id }) else {
            throw CanonicalDER.Problem(description: "the landmarks are not in ascending order of id")
        }
        self.epoch = epoch
        self.entries = entries
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(2)
            try coder.serialize(Int64(epoch))
            try coder.serializeSequenceOf(entries)
        }
    }
}

extension Landmark: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            let id = try CanonicalDER.text(&nodes, limit: 64, "landmark id")
            let name = try CanonicalDER.text(&nodes, least: 0, limit: 200, "landmark name")
            let key = try CanonicalDER.octets(&nodes, count: 32, "landmark key")
            let latitude = try CanonicalDER.integer(&nodes, in: -90_000_000...90_000_000, "latitude")
            let longitude = try CanonicalDER.integer(&nodes, in: -180_000_000...180_000_000, "longitude")
            let error = try CanonicalDER.integer(&nodes, in: 0...Int64(UInt32.max), "place error")
            return Landmark(
                id: id, name: name, key: key, latitude: Double(latitude) / 1e6, longitude: Double(longitude) / 1e6,
                errorMetres: UInt32(error), address: try CanonicalDER.text(&nodes, limit: 64, "address"))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1UTF8String(id))
            try coder.serialize(ASN1UTF8String(name))
            try coder.serialize(ASN1OctetString(contentBytes: key[...]))
            try coder.serialize(Self.millionths(latitude, limit: 90))
            try coder.serialize(Self.millionths(longitude, limit: 180))
            try coder.serialize(Int64(errorMetres))
            try coder.serialize(ASN1UTF8String(address))
        }
    }

    private static func millionths(_ degrees: Double, limit: Double) -> Int64 {
        Int64((min(max(degrees, -limit), limit) * 1e6).rounded())
    }
}
