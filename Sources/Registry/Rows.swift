package import Attestation
package import Foundation
import GRDB
import Proof

/// A device and the consignment it came with.
package struct DeviceRow: Sendable, Codable, FetchableRecord, PersistableRecord {
    package static let databaseTableName = "device"

    package let id: String
    /// The kind of its evidence.
    package let kind: String
    package let key: Data
    package let name: String
    package let consignmentId: String
    package let enrolledAt: Int

    /// Nil when the row isn't one of a device that this program could enrol.
    package var identity: DeviceIdentity? { DeviceIdentity(kind: EvidenceKind(rawValue: kind), key: key) }
}

/// A verdict as it was recorded. Times are seconds since 1970.
package struct VerdictRow: Sendable, Codable, FetchableRecord, PersistableRecord {
    package static let databaseTableName = "verdict"

    package let digest: String
    package let deviceId: String
    package let verdict: String
    package let strictVerdict: String
    package let regions: String
    package let speed: String
    package let faultTolerance: Int
    package let assurance: String
    /// Landmark ids, joined by commas.
    package let carriers: String
    package let measuredAt: Int
    package let validUntil: Int
    package let estimateLatitude: Double?
    package let estimateLongitude: Double?
    /// Kilometres.
    package let estimateUncertainty: Double?
    /// The verifier's certificate, in DER.
    package let certificate: Data?
}

/// Something to act on: refused evidence, a session that nobody closed, a landmark that somebody else answers for.
package struct FindingRow: Sendable, Codable, FetchableRecord, PersistableRecord {
    package static let databaseTableName = "finding"

    /// Kinds that are worth a look and leave the newest verdict standing.
    package static let remarks: Set<String> = [
        unfinishedSession, foreignReplies, landmarkImpostor, lateEvidence, nothingMeasured,
    ]
    /// Evidence came when its session was over; who holds datagrams up can cause that too.
    package static let lateEvidence = Refusal.staleSession.name
    /// No landmark measured anything: theirs may be the fault.
    package static let nothingMeasured = Refusal.noRecords.name
    /// A session was opened and its evidence never came.
    package static let unfinishedSession = "unfinishedSession"
    /// Landmarks got replies that weren't by the session's key, or that had been used before.
    package static let foreignReplies = "foreignReplies"
    /// At a landmark's address something answered that couldn't sign as it.
    package static let landmarkImpostor = "landmarkImpostor"

    package let id: String
    package let deviceId: String
    package let kind: String
    package let reason: String
    package let foundAt: Int

    package init(id: String, deviceId: String, kind: String, reason: String, foundAt: Int) {
        self.id = id
        self.deviceId = deviceId
        self.kind = kind
        self.reason = reason
        self.foundAt = foundAt
    }

    /// Whether it speaks against the device's newest evidence.
    package var isRemark: Bool { Self.remarks.contains(kind) }
}

/// Accepted evidence, without its document.
package struct EvidenceRow: Sendable, Codable, FetchableRecord {
    package let digest: String
    package let leaf: Int
    package let deviceId: String
    package let acceptedAt: Int
}
