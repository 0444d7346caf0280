package import Attestation
package import Controls
import Foundation
import GRDB

extension Registry {
    /// Stores a consignment. The same one a second time changes nothing.
    ///
    /// - Throws: `RegistryError.otherConsignment` when the id is taken by another.
    package func add(_ consignment: Consignment, at now: Int) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let document = try encoder.encode(consignment)
        try pool.write { database in
            let known = try Data.fetchOne(
                database, sql: "SELECT document FROM consignment WHERE id = ?", arguments: [consignment.id])
            guard let known else {
                try database.execute(
                    sql: "INSERT INTO consignment (id, document, createdAt) VALUES (?, ?, ?)",
                    arguments: [consignment.id, document, now])
                return
            }
            guard known == document else { throw RegistryError.otherConsignment(consignment.id) }
        }
    }

    /// All consignments by id.
    package func consignments() throws -> [Consignment] {
        try pool.read { try Data.fetchAll($0, sql: "SELECT document FROM consignment ORDER BY id") }
            .map { try JSONDecoder().decode(Consignment.self, from: $0) }
    }

    package func consignment(_ id: String) throws -> Consignment? {
        try pool.read {
            try Data.fetchOne($0, sql: "SELECT document FROM consignment WHERE id = ?", arguments: [id])
        }
        .map { try JSONDecoder().decode(Consignment.self, from: $0) }
    }

    /// Puts a device on a consignment's roster. The same device there a second time changes nothing.
    ///
    /// - Throws: `RegistryError.enrolledElsewhere` for a device of another consignment.
    package func enrol(_ device: DeviceIdentity, name: String, consignment: String, at now: Int) throws {
        try pool.write { database in
            let isKnown = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM consignment WHERE id = ?)", arguments: [consignment])
            guard isKnown == true else { throw RegistryError.unknownConsignment(consignment) }
            if let known = try DeviceRow.fetchOne(database, key: device.id) {
                guard known.consignmentId == consignment else { throw RegistryError.enrolledElsewhere(device.id) }
                return
            }
            let row = DeviceRow(
                id: device.id, kind: device.kind.rawValue, key: Data(device.key), name: name,
                consignmentId: consignment, enrolledAt: now)
            try row.insert(database)
        }
    }

    package func device(_ id: String) throws -> DeviceRow? {
        try pool.read { try DeviceRow.fetchOne($0, key: id) }
    }

    package func devices(of consignment: String? = nil) throws -> [DeviceRow] {
        try pool.read { database in
            let all = DeviceRow.order(Column("enrolledAt"), Column("rowid"))
            return try (consignment.map { all.filter(Column("consignmentId") == $0) } ?? all).fetchAll(database)
        }
    }
}
