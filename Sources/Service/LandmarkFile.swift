import Attestation
import Documents
package import Ranging

/// The landmarks that a verifier trusts, as its operator writes them down:
///
///     - { id: singapore, name: Singapore, latitude: 1.2897, longitude: 103.8501, error: 10,
///         address: "192.0.2.7:4701", key: 64 hexadecimal digits }
///
/// `error` is in kilometres: how far the landmark may stand from the place given.
package enum LandmarkFile {
    /// - Throws: `DocumentError` with file and line for whatever isn't as it should be.
    package static func read(_ path: String) throws -> LandmarkDirectory {
        let file = try DocumentFile(path: path)
        var seen: Set<String> = []
        var keys: Set<[UInt8]> = []
        var addresses: Set<String> = []
        let entries = try YAMLDocument.parse(file).items(limit: LandmarkDirectory.entryLimit).map { node in
            let landmark = try landmark(node)
            guard seen.insert(landmark.id).inserted else {
                throw node.problem(found: "the id ‘\(landmark.id)’ a second time", expected: "each id once")
            }
            // One key under two names would count twice against liars; one address gives the prover one answer for two.
            guard keys.insert(landmark.key).inserted else {
                throw node.problem(found: "the key of ‘\(landmark.id)’ a second time", expected: "a key of its own")
            }
            guard addresses.insert(landmark.address).inserted else {
                throw node.problem(
                    found: "the address of ‘\(landmark.id)’ a second time", expected: "an address of its own")
            }
            return landmark
        }
        guard !entries.isEmpty else {
            throw DocumentError(file: path, line: nil, found: "no landmark", expected: "at least one")
        }
        // The directory's digest names it in every grant; the epoch is for people who count.
        return LandmarkDirectory(epoch: 1, entries: entries)
    }

    private static func landmark(_ node: DocumentNode) throws -> Landmark {
        let map = try node.mapping(keys: ["id", "name", "latitude", "longitude", "error", "address", "key"])
        let idNode = try map.require("id")
        let id = try idNode.string(limit: 64)
        guard (1...64).contains(id.utf8.count) else {
            throw idNode.problem(found: "\(id.utf8.count) bytes", expected: "1 to 64 bytes of UTF-8")
        }
        let keyNode = try map.require("key")
        guard let key = Hex.bytes(try keyNode.string(limit: 64)), SessionKey.isKey(key) else {
            throw keyNode.problem(
                found: "no Ed25519 public key", expected: "64 hexadecimal digits, as assay landmark --show-key prints")
        }
        let addressNode = try map.require("address")
        let address = try addressNode.string(limit: 64)
        guard let socket = SocketAddress(address), socket.port != 0, !address.hasPrefix("0.") else {
            throw addressNode.problem(found: "‘\(address)’", expected: "an IPv4 address and port: 192.0.2.7:4701")
        }
        return Landmark(
            id: id, name: try name(map.optional("name")) ?? id, key: key,
            latitude: try number(map.require("latitude"), in: -90...90),
            longitude: try number(map.require("longitude"), in: -180...180),
            errorMetres: UInt32(try number(map.require("error"), in: 0...20_000) * 1_000), address: address)
    }

    private static func name(_ node: DocumentNode?) throws -> String? {
        guard let node else { return nil }
        let name = try node.string(limit: 200)
        guard name.utf8.count <= 200, name == SingleLine.text(name) else {
            throw node.problem(found: "\(name.utf8.count) bytes", expected: "at most 200 bytes of text on one line")
        }
        return name
    }

    private static func number(_ node: DocumentNode, in range: ClosedRange<Double>) throws -> Double {
        let number = try node.number()
        guard range.contains(number) else {
            throw node.problem(
                found: "\(number)", expected: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
