package import Attestation
package import Documents
import Foundation
import Geodesy
package import Location
import Quantities
import Ranging

/// What `assay verify` answers. Its JSON is stable; see docs/json.md.
package struct VerificationReport: Report {
    package let verdict: Verdict
    /// The same question at the speed of light in vacuum.
    package let strictVerdict: Verdict
    package let regions: String
    package let speed: SignalSpeed
    package let faultTolerance: Int
    package let assurance: AssuranceLevel
    /// Of what the proof speaks.
    package let subject: String
    /// ISO 8601, UTC.
    package let measuredAt: String
    package let validUntil: String
    package let digest: String
    package let device: String
    /// Hex of the Ed25519 key to compare with the verifier's published one.
    package let verifier: String
    package let carriers: [String]
    /// Of a contradiction, the landmarks that it may be owed to.
    package let suspects: [String]
    /// SHA-256 of the border cells that the verdict rests on, in hex.
    package let borders: String
    package let refusedReplies: Int
    /// The same by kind, those that occurred.
    package let refusals: [String: Int]
    /// Where the landmarks' times come from: `kernel` when all had the kernel's stamps at both ends.
    package let clock: String
    /// Landmarks that gave no record, and why, by the device's word.
    package let absent: [String: String]
    /// Accelerators whose evidence was gathered beside the key's: serial numbers.
    package let accelerators: [String]
    /// Whether they and their switches name one another, all of them; nil where there is no board to close.
    package let boardIsClosed: Bool?
    /// Landmarks that the grant names.
    package let granted: Int
    /// What stands in the file and doesn't count, and why.
    package let remarks: [String]
    private let rows: [Row]

    private struct Row {
        let landmark, place, roundTrip, reach, samples, refused: String
    }

    enum CodingKeys: CodingKey {
        case verdict, strictVerdict, regions, speed, faultTolerance, assurance, subject, measuredAt, validUntil, digest,
            device, verifier, carriers, suspects, borders, refusedReplies, refusals, clock, absent, accelerators,
            boardIsClosed, granted, remarks
    }

    package init(_ verified: VerifiedEvidence) {
        let finding = verified.finding
        verdict = finding.verdict
        strictVerdict = verified.strictFinding.verdict
        regions = finding.regions.description
        speed = finding.speed
        faultTolerance = finding.faultTolerance
        assurance = verified.assurance
        subject = verified.assurance.subject(kind: verified.device.kind)
        measuredAt = Timestamp.text(verified.measuredAt)
        validUntil = Timestamp.text(verified.validUntil)
        digest = verified.digest
        device = verified.device.id
        verifier = Hex.string(verified.verifier)
        carriers = finding.carriers
        suspects = verified.suspects
        borders = Hex.string(BordersDigest.bytes)
        refusedReplies = verified.records.map(\.refusals.total).reduce(0, +)
        let counts = verified.records.flatMap(\.refusals.counts).filter { $0.count > 0 }
        refusals = Dictionary(counts.map { ($0.name, $0.count) }, uniquingKeysWith: +)
        clock = verified.records.allSatisfy { $0.clock == .kernel || $0.samples.isEmpty } ? "kernel" : "process"
        absent = Dictionary(
            verified.absences.map { ($0.landmark, $0.reason.name) }, uniquingKeysWith: { first, _ in first })
        granted = verified.vouched.terms.landmarks.count
        let beside = verified.vouched.beside
        accelerators = beside.filter { $0.links?.role != .switching }.map(\.name)
        let board = beside.count > 1 ? Fabric.close(beside) : nil
        boardIsClosed = board?.closed
        remarks = verified.vouched.notes + (board?.reasons ?? [])
        rows = verified.records.map { record in
            let observation = verified.observations.first { $0.landmark == record.landmark }
            return Row(
                landmark: record.landmark,
                place: observation.map {
                    "\(NumberText.fixed($0.place.latitude, digits: 2)), \(NumberText.fixed($0.place.longitude, digits: 2))"
                } ?? "–",
                roundTrip: record.leastRoundTrip.map { NumberText.fixed($0 * 1e3, digits: 3) } ?? "–",
                reach: observation.map { NumberText.short($0.reach(at: finding.speed).value) } ?? "–",
                samples: "\(record.samples.count)/\(record.challenges)", refused: "\(record.refusals.total)")
        }
    }

    package var table: Table {
        var table = Table([
            .text("landmark"), .text("place"), .figures("least RTT ms"), .figures("within km"), .figures("samples"),
            .figures("refused"),
        ])
        for row in rows {
            table.add([row.landmark, row.place, row.roundTrip, row.reach, row.samples, row.refused])
        }
        return table
    }

    /// What a contradiction may be owed to.
    private var contradiction: [String] {
        guard verdict == .contradictory else { return [] }
        return suspects.isEmpty
            ? ["no place on land fits: the device is afloat, or a landmark or its place is wrong"]
            : ["no place on earth fits; suspect: \(suspects.joined(separator: ", "))"]
    }

    package var notes: [String] {
        [
            "\(verdict.rawValue): \(subject), against \(regions), at \(speed.rawValue) speed, "
                + "f = \(faultTolerance), assurance \(assurance.rawValue)",
            "at vacuum speed: \(strictVerdict.rawValue)",
            "measured \(measuredAt), valid until \(validUntil)",
            "device \(device), verifier key \(verifier)",
            "digest \(digest)",
            "borders \(borders)",
            "\(rows.count) of the \(granted) landmarks of the grant gave a record, timed by the \(clock) clock",
        ]
            + contradiction + company + remarks
            + absent.sorted { $0.key < $1.key }.map { "no record of \($0.key): \($0.value)" }
            + (refusals.isEmpty
                ? []
                : [
                    "refused replies: "
                        + refusals.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
                ])
    }

    /// What vouched beside the key.
    private var company: [String] {
        guard !accelerators.isEmpty else { return [] }
        let board = boardIsClosed == true ? "; they and their switches name one another" : ""
        return ["accelerators beside the key: \(accelerators.joined(separator: ", "))\(board)"]
    }
}

/// Seconds since 1970 as ISO 8601 in UTC.
package enum Timestamp {
    package static func text(_ seconds: UInt64) -> String {
        // The year 9999 is the last that ISO 8601 writes in four digits.
        Date(timeIntervalSince1970: Double(min(seconds, 253_402_300_799))).ISO8601Format()
    }
}
