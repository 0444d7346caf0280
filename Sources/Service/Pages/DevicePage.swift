import Attestation
import Charts
import Controls
import Documents
import Foundation
import Geodesy
import Location
import Proof
import Quantities
import Ranging
import Registry

/// One device: the discs it must lie in, the samples they come from, and its history.
struct DevicePage: Sendable {
    struct SampleLine: Sendable {
        let landmark, place, roundTrip, reach, samples, refused: String
        let isCarrier: Bool
    }

    struct HistoryLine: Sendable {
        let measuredAt, verdict, strictVerdict, validUntil, digest, shortDigest: String
    }

    struct FindingLine: Sendable {
        let kind, reason, foundAt: String
    }

    let device: DeviceLine
    let map: String
    let samples: [SampleLine]
    let history: [HistoryLine]
    let findings: [FindingLine]
    let speaksOf: String

    init(_ row: DeviceRow, _ house: House, maps: MapDrawer) throws {
        let status = try DeviceStatus(device: row, registry: house.registry, now: house.now)
        device = DeviceLine(status)
        let verified = try Self.latestEvidence(status, house)
        speaksOf =
            verified.map { $0.assurance.subject(kind: $0.device.kind) } ?? "a holder of the device's software key"
        samples = verified.map(Self.samples) ?? []
        history = try house.registry.verdicts(of: row.id).map { verdict in
            HistoryLine(
                measuredAt: Timestamp.text(UInt64(clamping: verdict.measuredAt)), verdict: verdict.verdict,
                strictVerdict: verdict.strictVerdict,
                validUntil: Timestamp.text(UInt64(clamping: verdict.validUntil)), digest: verdict.digest,
                shortDigest: String(verdict.digest.prefix(12)))
        }
        findings = try house.registry.findings(of: row.id).map {
            FindingLine(kind: $0.kind, reason: $0.reason, foundAt: Timestamp.text(UInt64(clamping: $0.foundAt)))
        }
        let consignment = try house.registry.consignment(row.consignmentId)
        map = maps.map(restricted: maps.codes(of: consignment?.restricted ?? "")).svg(
            title: verified == nil
                ? "\(row.name): nothing measured counts" : "Where \(row.name) can have been: inside all discs",
            markers: Self.markers(status, verified, site: consignment?.site.place),
            discs: Self.discs(verified),
            view: consignment.map { .around($0.site.place, spanDegrees: 100) } ?? .world)
    }

    /// The evidence of the newest verdict, checked anew: the page shows what the file says, not what a column says.
    private static func latestEvidence(_ status: DeviceStatus, _ house: House) throws -> VerifiedEvidence? {
        guard let digest = status.verdict?.digest, let data = try house.registry.evidenceFile(digest) else {
            return nil
        }
        // What an older program accepted, in a form that isn't read any more, is left out of the picture.
        guard let file = try? EvidenceFile(data) else { return nil }
        return try file.verify(trusted: nil, trust: house.verifier.trust, atlas: house.atlas)
    }

    private static func samples(_ verified: VerifiedEvidence) -> [SampleLine] {
        verified.records.map { record in
            let observation = verified.observations.first { $0.landmark == record.landmark }
            let entry = verified.directory.entry(record.landmark)
            return SampleLine(
                landmark: entry?.name ?? record.landmark,
                place: entry.map {
                    "\(NumberText.fixed($0.latitude, digits: 2)), \(NumberText.fixed($0.longitude, digits: 2))"
                } ?? "–",
                roundTrip: record.leastRoundTrip.map { NumberText.fixed($0 * 1e3, digits: 3) } ?? "–",
                reach: observation.map { NumberText.short($0.reach(at: verified.finding.speed).value) } ?? "–",
                samples: "\(record.samples.count) of \(record.challenges)",
                refused: record.refusals.summary,
                isCarrier: verified.finding.carriers.contains(record.landmark))
        }
    }

    /// The smallest discs: the others enclose them and would only hide the map.
    private static func discs(_ verified: VerifiedEvidence?) -> [WorldMap.Disc] {
        guard let verified else { return [] }
        let speed = verified.finding.speed
        return verified.observations.sorted { $0.roundTrip < $1.roundTrip }.prefix(5).map { observation in
            WorldMap.Disc(
                centre: observation.place, radius: observation.reach(at: speed),
                label: "\(observation.landmark): within \(NumberText.short(observation.reach(at: speed).value)) km")
        }
    }

    private static func markers(
        _ status: DeviceStatus, _ verified: VerifiedEvidence?, site: Coordinates?
    ) -> [WorldMap.Marker] {
        var markers = (verified?.observations ?? []).map {
            WorldMap.Marker(place: $0.place, label: $0.landmark, kind: .landmark)
        }
        if let site { markers.append(WorldMap.Marker(place: site, label: "where it should be", kind: .claimed)) }
        if let estimate = status.estimate {
            markers.append(
                WorldMap.Marker(place: estimate.place, label: "most likely here (a guess)", kind: .estimate))
        }
        return markers
    }
}

extension Refusals {
    /// Such as `3 (2 unauthenticated, 1 replayed)`, or `0`.
    fileprivate var summary: String {
        let kinds = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        return kinds.isEmpty ? "0" : "\(total) (\(kinds.joined(separator: ", ")))"
    }
}
