import Controls
import Proof
import Quantities
import Registry

/// The JSON of the API, described in docs/json.md.
struct DeviceAnswer: Encodable {
    let id: String
    let name: String
    let consignment: String
    let state: DeviceStatus.State
    let verdict: String?
    let regions: String?
    let assurance: String?
    let validUntil: String?
    let evidence: String?
    let estimate: EstimateAnswer?
    let finding: FindingAnswer?

    init(_ status: DeviceStatus) {
        id = status.device.id
        name = status.device.name
        consignment = status.device.consignmentId
        state = status.state
        verdict = status.verdict?.verdict
        regions = status.verdict?.regions
        assurance = status.verdict?.assurance
        validUntil = status.verdict.map { Timestamp.text(UInt64(clamping: $0.validUntil)) }
        evidence = status.verdict?.digest
        estimate = status.estimate.map {
            EstimateAnswer(
                latitude: $0.place.latitude, longitude: $0.place.longitude,
                uncertaintyKilometres: $0.uncertainty.value)
        }
        finding = status.finding.map(FindingAnswer.init)
    }
}

/// A guess, kept apart from the verdict.
struct EstimateAnswer: Encodable {
    let latitude: Double
    let longitude: Double
    let uncertaintyKilometres: Double
}

struct FindingAnswer: Encodable {
    let kind: String
    let reason: String
    let foundAt: String

    init(_ row: FindingRow) {
        kind = row.kind
        reason = row.reason
        foundAt = Timestamp.text(UInt64(clamping: row.foundAt))
    }
}

struct VerdictAnswer: Encodable {
    let evidence: String
    let verdict: String
    let strictVerdict: String
    let measuredAt: String
    let validUntil: String

    init(_ row: VerdictRow) {
        evidence = row.digest
        verdict = row.verdict
        strictVerdict = row.strictVerdict
        measuredAt = Timestamp.text(UInt64(clamping: row.measuredAt))
        validUntil = Timestamp.text(UInt64(clamping: row.validUntil))
    }
}

struct DeviceDetailAnswer: Encodable {
    let device: DeviceAnswer
    let verdicts: [VerdictAnswer]
    let findings: [FindingAnswer]
}

struct ConsignmentAnswer: Encodable {
    let consignment: Consignment
    let screening: ScreeningReport
    let devices: [DeviceAnswer]
}

struct EvidenceAnswer: Encodable {
    let digest: String
    let leaf: Int
    let device: String
    let acceptedAt: String
}
