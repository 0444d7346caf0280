import Foundation
import GRDB
package import Ledger

/// Consignments, devices, evidence, verdicts and findings, in one SQLite file.
///
/// What it says it accepted is on the disk: commits are synchronous (`synchronous = FULL` in WAL mode), and
/// evidence, verdict and ledger leaf are written in one transaction or not at all.
package final class Registry: Sendable {
    let pool: DatabasePool

    /// Opens or creates the file and brings its schema up to date.
    ///
    /// - Throws: `RegistryError.cannotOpen` when the path can't be written or isn't a database.
    package init(path: String) throws(RegistryError) {
        do {
            pool = try DatabasePool(path: path)
            // GRDB sets NORMAL on the writer after any prepareDatabase, so FULL is set here, once it is open.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Schema.migrator.migrate(pool)
        } catch {
            throw .cannotOpen(path: path, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        switch error.resultCode {
        case .SQLITE_CANTOPEN: return "the file or its folder can't be opened or made"
        case .SQLITE_READONLY, .SQLITE_PERM: return "this user may not write there"
        case .SQLITE_NOTADB: return "the file is not an SQLite database"
        default: return error.message ?? "\(error)"
        }
    }

    /// `ok`, or what SQLite finds broken.
    package func integrity() throws -> String {
        try pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") ?? "no answer" }
    }

    /// The writer's `synchronous` setting: 2 is FULL.
    package func synchronousLevel() throws -> Int {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// The Merkle tree over all accepted evidence, in order of acceptance.
    package func ledger() throws -> MerkleTree {
        let digests = try pool.read { try String.fetchAll($0, sql: "SELECT digest FROM evidence ORDER BY leaf") }
        var tree = MerkleTree()
        for digest in digests { _ = tree.append(Array(digest.utf8)) }
        return tree
    }
}

/// Why the registry can't serve.
package enum RegistryError: Error, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    case unknownConsignment(String)
    case otherConsignment(String)
    case enrolledElsewhere(String)

    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "\(path): can't be used as the database: \(reason)"
        case .unknownConsignment(let id): "no consignment ‘\(id)’"
        case .otherConsignment(let id): "the consignment ‘\(id)’ is there already with other content"
        case .enrolledElsewhere(let device): "the device \(device) is on another consignment's roster"
        }
    }
}
