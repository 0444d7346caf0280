import Attestation
package import Foundation
import GRDB
import Geodesy
import Location
package import Proof
import Quantities
package import Ranging

extension Registry {
    /// Remembers a grant: evidence for a session that was never opened here is refused.
    package func open(_ grant: SessionGrant, at now: Int) throws {
        let id = grant.session.hexadecimal
        try pool.write { database in
            try database.execute(
                sql: "INSERT INTO session (id, deviceId, \"grant\", openedAt) VALUES (?, ?, ?, ?)",
                arguments: [id, grant.device.id, Data(grant.encoded), now])
        }
    }

    /// The grant of a session; nil when it was never opened.
    package func grant(session: [UInt8]) throws -> Data? {
        try pool.read {
            try Data.fetchOne(
                $0, sql: "SELECT \"grant\" FROM session WHERE id = ?", arguments: [session.hexadecimal])
        }
    }

    /// Stores checked evidence with its verdict and its place in the ledger, all or nothing.
    ///
    /// - Returns: false when this evidence, or other evidence of the same session, is there already; then
    ///   nothing changes.
    package func accept(
        _ file: EvidenceFile, _ verified: VerifiedEvidence, session: [UInt8], at now: Int
    ) throws -> Bool {
        let document = try file.json()
        return try pool.write { database in
            let next = try Int.fetchOne(database, sql: "SELECT COALESCE(MAX(leaf) + 1, 0) FROM evidence") ?? 0
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO evidence (digest, leaf, deviceId, session, document, acceptedAt)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    verified.digest, next, verified.device.id, session.hexadecimal, document, now,
                ])
            guard database.changesCount == 1 else { return false }
            try VerdictRow(verified).insert(database)
            return true
        }
    }

    /// Records something to act on, once for each id.
    package func report(_ finding: FindingRow) throws {
        try pool.write { try finding.insert($0, onConflict: .ignore) }
    }

    package func evidence() throws -> [EvidenceRow] {
        try pool.read {
            try EvidenceRow.fetchAll(
                $0, sql: "SELECT digest, leaf, deviceId, acceptedAt FROM evidence ORDER BY leaf")
        }
    }

    /// The evidence file of a digest, as it was accepted.
    package func evidenceFile(_ digest: String) throws -> Data? {
        try pool.read {
            try Data.fetchOne($0, sql: "SELECT document FROM evidence WHERE digest = ?", arguments: [digest])
        }
    }

    /// A device's verdicts, newest first.
    package func verdicts(of device: String, limit: Int = 100) throws -> [VerdictRow] {
        try pool.read {
            try VerdictRow.filter(Column("deviceId") == device)
                .order(Column("measuredAt").desc, Column("rowid").desc).limit(limit).fetchAll($0)
        }
    }

    /// Findings, newest first; of one device or of all.
    package func findings(of device: String? = nil, limit: Int = 100) throws -> [FindingRow] {
        try pool.read { database in
            let all = FindingRow.order(Column("foundAt").desc, Column("rowid").desc).limit(limit)
            return try (device.map { all.filter(Column("deviceId") == $0) } ?? all).fetchAll(database)
        }
    }
}

extension VerdictRow {
    init(_ verified: VerifiedEvidence) {
        self.init(
            digest: verified.digest, deviceId: verified.device.id, verdict: verified.finding.verdict.rawValue,
            strictVerdict: verified.strictFinding.verdict.rawValue, regions: verified.finding.regions.description,
            speed: verified.finding.speed.rawValue, faultTolerance: verified.finding.faultTolerance,
            assurance: verified.assurance.rawValue, carriers: verified.finding.carriers.joined(separator: ","),
            measuredAt: Int(clamping: verified.measuredAt), validUntil: Int(clamping: verified.validUntil),
            estimateLatitude: verified.estimate?.place.latitude,
            estimateLongitude: verified.estimate?.place.longitude,
            estimateUncertainty: verified.estimate?.uncertainty.value)
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String { Hex.string(self) }
}
