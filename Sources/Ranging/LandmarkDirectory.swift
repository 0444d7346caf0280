import Attestation
import Crypto
import Foundation

/// The landmarks that a verifier trusts, where they stand, and their keys: signed as a whole.
package struct LandmarkDirectory: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let id: String
        package let name: String
        /// Ed25519.
        package let key: [UInt8]
        /// Degrees north and east.
        package let latitude: Double
        package let longitude: Double
        /// How far it may stand from there.
        package let errorMetres: UInt32
        /// IPv4 address and port, such as 127.0.0.1:4701.
        package let address: String

        package init(
            id: String, name: String, key: [UInt8], latitude: Double, longitude: Double, errorMetres: UInt32,
            address: String
        ) {
            self.id = id
            self.name = name
            self.key = key
            // Stored in millionths of a degree, about 0.1 m; round here so that encoding loses nothing.
            self.latitude = (latitude * 1e6).rounded() / 1e6
            self.longitude = (longitude * 1e6).rounded() / 1e6
            self.errorMetres = errorMetres
            self.address = address
        }
    }

    package static let entryLimit = 1_000

    package let epoch: UInt32
    /// Sorted by id.
    package let entries: [Entry]

    package init(epoch: UInt32, entries: [Entry]) {
        self.epoch = epoch
        self.entries = entries.sorted { $0.id < $1.id }
    }

    /// Epoch 4, count 2, then for each landmark: id, name, key 32, latitude and longitude in millionths of a
    /// degree above −90 and −180 (4 each), error in metres 4, address. Texts stand behind 16-bit lengths.
    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.append(integer: epoch)
        writer.append(integer: UInt16(clamping: entries.count))
        for entry in entries {
            writer.append(counted: Array(entry.id.utf8))
            writer.append(counted: Array(entry.name.utf8))
            writer.append(entry.key)
            writer.append(integer: UInt32(clamping: Int(((entry.latitude + 90) * 1e6).rounded())))
            writer.append(integer: UInt32(clamping: Int(((entry.longitude + 180) * 1e6).rounded())))
            writer.append(integer: entry.errorMetres)
            writer.append(counted: Array(entry.address.utf8))
        }
        return writer.bytes
    }

    package init(decoding bytes: some Sequence<UInt8>) throws(WireError) {
        var reader = ByteReader(bytes)
        let epoch = try reader.integer(UInt32.self)
        let count = Int(try reader.integer(UInt16.self))
        guard count <= Self.entryLimit else {
            throw .tooLong(field: "directory", length: count, limit: Self.entryLimit)
        }
        var entries: [Entry] = []
        for _ in 0..<count {
            let id = try reader.text("landmark id", limit: 64)
            let name = try reader.text("landmark name", limit: 200)
            let key = try reader.bytes(32)
            let latitude = Double(try reader.integer(UInt32.self)) / 1e6 - 90
            let longitude = Double(try reader.integer(UInt32.self)) / 1e6 - 180
            guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { throw .badPlace }
            let error = try reader.integer(UInt32.self)
            entries.append(
                Entry(
                    id: id, name: name, key: key, latitude: latitude, longitude: longitude, errorMetres: error,
                    address: try reader.text("address", limit: 64)))
        }
        try reader.finish()
        self.init(epoch: epoch, entries: entries)
    }

    /// SHA-256 of the encoding.
    package var digest: [UInt8] { Array(SHA256.hash(data: encoded)) }

    package func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }
}
