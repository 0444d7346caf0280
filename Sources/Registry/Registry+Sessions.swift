package import Foundation
import GRDB
package import Ranging

extension Registry {
    /// Remembers a grant: evidence for a session that was never opened here is refused.
    ///
    /// - Parameters:
    ///   - device: its id on the roster.
    ///   - expires: when no evidence is taken any more, in seconds since 1970.
    /// - Returns: false when its session key had a session already, or too many of the device's sessions are open; then
    ///   nothing changes.
    package func open(_ grant: SessionGrant, device: String, at now: Int, expires: Int) throws -> Bool {
        try pool.write { database in
            let underway = try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM session WHERE deviceId = ? AND outcome IS NULL AND expiresAt >= ?",
                arguments: [device, now])
            guard underway ?? 0 < Self.sessionsPerDevice else { return false }
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO session (id, deviceId, "grant", openedAt, expiresAt, "key")
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    grant.terms.session.description, device, Data(grant.encoded), now, expires, Data(grant.terms.key),
                ])
            return database.changesCount == 1
        }
    }

    /// Sessions of one device that may be under way at once. A device needs one; without a limit it could fill its
    /// landmarks.
    package static let sessionsPerDevice = 8

    /// The grant of a session, in DER; nil when it was never opened.
    package func grant(session: SessionID) throws -> Data? {
        try pool.read {
            try Data.fetchOne(
                $0, sql: "SELECT \"grant\" FROM session WHERE id = ?", arguments: [session.description])
        }
    }

    /// The digest of the evidence that closed a session; nil while none has.
    package func closing(of session: SessionID) throws -> String? {
        try pool.read {
            try String.fetchOne(
                $0, sql: "SELECT digest FROM evidence WHERE session = ?", arguments: [session.description])
        }
    }

    /// Evidence came for a session and was refused: it isn't unfinished.
    package func refuse(session: SessionID, as refusal: String) throws {
        try pool.write { database in
            try database.execute(
                sql: "UPDATE session SET outcome = ? WHERE id = ? AND outcome IS NULL",
                arguments: [refusal, session.description])
        }
    }

    /// Reports every session that is over and for which nothing came, once: who was asked and fell silent is a finding.
    ///
    /// - Returns: how many there were.
    package func reportUnfinishedSessions(at now: Int) throws -> Int {
        try pool.write { database in
            let overdue = try Row.fetchAll(
                database, sql: "SELECT id, deviceId, expiresAt FROM session WHERE outcome IS NULL AND expiresAt < ?",
                arguments: [now])
            for row in overdue {
                let session: String = row["id"]
                try FindingRow(
                    id: "\(FindingRow.unfinishedSession) \(session)", deviceId: row["deviceId"],
                    kind: FindingRow.unfinishedSession,
                    reason: "a session was opened and its evidence never came (session \(session))",
                    foundAt: row["expiresAt"]
                ).insert(database, onConflict: .ignore)
                try database.execute(
                    sql: "UPDATE session SET outcome = ? WHERE id = ?",
                    arguments: [FindingRow.unfinishedSession, session])
            }
            return overdue.count
        }
    }
}
