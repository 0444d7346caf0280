import Attestation
package import Foundation
import GRDB
import Geodesy
import Location
package import Proof
import Quantities
import Ranging

extension Registry {
    /// Stores checked evidence with its verdict and its place in the ledger, all or nothing.
    ///
    /// - Parameters:
    ///   - certificate: the verifier's, in DER.
    ///   - remarks: findings that come with it.
    /// - Returns: what came of it; unless it is `new`, nothing changes.
    package func accept(
        _ verified: VerifiedEvidence, certificate: Data, remarks: [FindingRow], at now: Int
    ) throws -> Acceptance {
        let document = try verified.vouched.file.bytes()
        let session = verified.vouched.terms.session.description
        return try pool.write { database in
            let next = try Int.fetchOne(database, sql: "SELECT COALESCE(MAX(leaf) + 1, 0) FROM evidence") ?? 0
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO evidence (digest, leaf, deviceId, session, document, acceptedAt)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [verified.digest, next, verified.device.id, session, document, now])
            guard database.changesCount == 1 else {
                let isKnown = try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM evidence WHERE digest = ?)",
                    arguments: [verified.digest])
                return isKnown == true ? .known : .sessionIsClosed
            }
            try VerdictRow(verified, certificate: certificate).insert(database)
            for remark in remarks { try remark.insert(database, onConflict: .ignore) }
            try database.execute(sql: "UPDATE session SET outcome = 'accepted' WHERE id = ?", arguments: [session])
            return .new
        }
    }

    /// What comes of evidence that holds.
    package enum Acceptance: Sendable {
        case new
        /// The same evidence is there already.
        case known
        /// Other evidence of the same session is there already: a session is closed once.
        case sessionIsClosed
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

    /// The verifier's certificate for evidence, in DER.
    package func certificate(_ digest: String) throws -> Data? {
        try pool.read {
            try Data.fetchOne($0, sql: "SELECT certificate FROM verdict WHERE digest = ?", arguments: [digest])
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

extension Registry {
    /// The newest finding that speaks against a device's evidence, however many remarks came since.
    package func newestRefusal(of device: String) throws -> FindingRow? {
        try pool.read {
            try FindingRow.filter(Column("deviceId") == device)
                .filter(!Array(FindingRow.remarks).contains(Column("kind")))
                .order(Column("foundAt").desc, Column("rowid").desc).fetchOne($0)
        }
    }
}

extension VerdictRow {
    init(_ verified: VerifiedEvidence, certificate: Data) {
        self.init(
            digest: verified.digest, deviceId: verified.device.id, verdict: verified.finding.verdict.rawValue,
            strictVerdict: verified.strictFinding.verdict.rawValue, regions: verified.finding.regions.description,
            speed: verified.finding.speed.rawValue, faultTolerance: verified.finding.faultTolerance,
            assurance: verified.assurance.rawValue, carriers: verified.finding.carriers.joined(separator: ","),
            measuredAt: Int(clamping: verified.measuredAt), validUntil: Int(clamping: verified.validUntil),
            estimateLatitude: verified.estimate?.place.latitude,
            estimateLongitude: verified.estimate?.place.longitude,
            estimateUncertainty: verified.estimate?.uncertainty.value, certificate: certificate)
    }
}
