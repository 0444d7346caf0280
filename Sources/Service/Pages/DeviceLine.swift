import Documents
import Proof
import Quantities
import Registry

/// A device as a row of a table.
struct DeviceLine: Sendable {
    let id: String
    let name: String
    let consignment: String
    let state: String
    let headline: String
    let assurance: String
    let validUntil: String
    let estimate: String
    let reason: String

    init(_ status: DeviceStatus) {
        id = status.device.id
        name = status.device.name
        consignment = status.device.consignmentId
        state = status.state.rawValue
        headline = status.headline
        assurance = status.verdict?.assurance ?? "–"
        validUntil =
            status.state == .refused
            ? "–" : status.verdict.map { Timestamp.text(UInt64(clamping: $0.validUntil)) } ?? "–"
        estimate =
            status.estimate.map { estimate in
                let latitude = NumberText.fixed(estimate.place.latitude, digits: 1)
                let longitude = NumberText.fixed(estimate.place.longitude, digits: 1)
                return "\(latitude), \(longitude) ± \(NumberText.short(estimate.uncertainty.value)) km"
            } ?? "–"
        reason = status.state == .refused ? status.finding?.reason ?? "" : ""
    }
}
