package import Foundation
import GRDB

/// A device and the consignment it came with.
package struct DeviceRow: Sendable, Codable, FetchableRecord, PersistableRecord {
    package static let databaseTableName = "device"

    package let id: String
    package let key: Data
    package let name: String
    package let consignmentId: String
    package let enrolledAt: Int
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
}

/// Something to act on: refused evidence, a device in the wrong place.
package struct FindingRow: Sendable, Codable, FetchableRecord, PersistableRecord {
    package static let databaseTableName = "finding"

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
}

/// Accepted evidence, without its document.
package struct EvidenceRow: Sendable, Codable, FetchableRecord {
    package let digest: String
    package let leaf: Int
    package let deviceId: String
    package let acceptedAt: Int
}
