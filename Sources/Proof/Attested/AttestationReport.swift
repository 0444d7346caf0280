package import Attestation
package import Documents
import Foundation
import FoundationEssentials

/// What `assay attest` answers. Its JSON is stable; see docs/json.md.
package struct AttestationReport: Report {
    /// One piece of evidence.
    package struct Record: Sendable, Encodable {
        /// The file, and of several records in it, which: `evidence.json[3]`.
        package let file: String
        package let kind: String
        /// The serial number or short name; of refused evidence, whose it says it is; empty when it can't be read.
        package let device: String
        package let valid: Bool
        /// Why it is refused; empty when it is valid.
        package let reasons: [String]
        /// Short names of the reasons.
        package let codes: [String]
        package let model: String?
        package let assurance: AssuranceLevel?
        /// `notCompared`, or how many measurements agree with which references.
        package let measurements: String?
        /// `unknown`, or `not listed` with the age of the list in days.
        package let revocation: String?
        /// Whether anybody says which bytes the device was to vouch for: `given`, `file` or `none`.
        package let nonce: String
        package let details: [String: String]
    }

    /// Devices that name one another.
    package struct Board: Sendable, Encodable {
        package let closed: Bool
        package let accelerators: [String]
        package let switches: [String]
        package let reasons: [String]
    }

    /// A file that isn't evidence.
    package struct Skipped: Sendable, Encodable {
        package let file: String
        package let reason: String
    }

    package let records: [Record]
    /// Groups of valid devices that name one another.
    package let boards: [Board]
    package let skipped: [Skipped]
    /// The time that certificates were judged by: ISO 8601, UTC.
    package let time: String

    /// Judges what files hold.
    ///
    /// - Parameter nonce: the bytes that were asked for; nil takes what each file says.
    package init(_ readings: [EvidenceReading], nonce: [UInt8]?, policy: AttestationPolicy) {
        var records: [Record] = []
        var boards: [Board] = []
        for reading in readings {
            records += reading.faults.map { Record(unread: $0) }
            var accepted: [String: [AttestedDevice]] = [:]
            for record in reading.records {
                do {
                    let device = try record.verify(with: .all, nonce: nonce, policy: policy)
                    records.append(Record(record, device: device, nonce: nonce))
                    // Devices that vouched for the same bytes were asked together.
                    accepted[Hex.string(device.nonce), default: []].append(device)
                } catch {
                    records.append(Record(record, refusal: error, nonce: nonce))
                }
            }
            boards += accepted.sorted { $0.key < $1.key }.flatMap { Fabric.boards(of: $0.value) }.compactMap(Board.init)
        }
        self.records = records.sorted { $0.file.compare($1.file, options: .numeric) == .orderedAscending }
        self.boards = boards
        skipped = readings.flatMap(\.skipped).map { Skipped(file: $0.name, reason: $0.reason) }
            .sorted { $0.file < $1.file }
        time = Timestamp.text(policy.time)
    }

    package var allValid: Bool { records.allSatisfy(\.valid) }

    package var table: Table {
        var table = Table([
            .text("file"), .text("kind"), .text("device"), .text("valid"), .text("model"), .text("measurements"),
            .text("reasons"),
        ])
        for record in records {
            table.add([
                record.file, record.kind, record.device.isEmpty ? "–" : record.device, record.valid ? "yes" : "no",
                record.model ?? "–",
                record.measurements ?? "–", record.reasons.joined(separator: "; "),
            ])
        }
        return table
    }

    package var notes: [String] {
        let valid = records.count { $0.valid }
        let revocation = Set(records.compactMap(\.revocation)).sorted().joined(separator: ", ")
        return [
            "\(records.count) records: \(valid) valid, \(records.count - valid) refused; certificates judged at \(time)"
        ]
            + (revocation.isEmpty ? [] : ["revocation: \(revocation)"])
            + boards.map { board in
                let members = "\(board.accelerators.count) accelerators and \(board.switches.count) switches"
                return board.closed
                    ? "\(members) close into one board: \(board.accelerators.joined(separator: ", "))"
                    : "\(members) don't close into a board: \(board.reasons.prefix(3).joined(separator: "; "))"
                        + (board.reasons.count > 3 ? "; and \(board.reasons.count - 3) more" : "")
            }
            + skipped.map { "skipped \($0.file): \($0.reason)" }
    }
}

extension AttestationReport.Record {
    fileprivate init(_ record: EvidenceRecord, device: AttestedDevice, nonce: [UInt8]?) {
        file = record.source
        kind = record.evidence.kind.rawValue
        self.device = device.name
        valid = true
        reasons = []
        codes = []
        model = device.model
        assurance = device.assurance
        switch device.measurements {
        case .notCompared: measurements = "notCompared"
        case .matching(let compared, let references):
            measurements = "\(compared) as in \(references.joined(separator: ", "))"
        }
        switch device.revocation {
        case .unknown: revocation = "unknown"
        case .notListed(let age): revocation = "not listed, list \(age / 86_400) days old"
        }
        self.nonce = nonce != nil ? "given" : record.nonce != nil ? "file" : "none"
        details = device.details
    }

    fileprivate init(_ record: EvidenceRecord, refusal: EvidenceRefusal, nonce: [UInt8]?) {
        self.init(
            source: record.source, kind: record.evidence.kind.rawValue,
            device: EvidenceVerifiers.all.claimedName(of: record.evidence) ?? "", refusal: refusal,
            nonce: nonce != nil ? "given" : record.nonce != nil ? "file" : "none")
    }

    fileprivate init(unread fault: EvidenceReading.Fault) {
        self.init(source: fault.source, kind: "unreadable", device: "", refusal: fault.refusal, nonce: "none")
    }

    private init(source: String, kind: String, device: String, refusal: EvidenceRefusal, nonce: String) {
        file = source
        self.kind = kind
        self.device = device
        valid = false
        reasons = refusal.faults.map(\.reason)
        codes = refusal.faults.map(\.code.rawValue)
        model = nil
        assurance = nil
        measurements = nil
        revocation = nil
        self.nonce = nonce
        details = [:]
    }
}

extension AttestationReport.Board {
    /// Nil for a device alone that says nothing of others.
    fileprivate init?(_ finding: FabricFinding) {
        guard finding.accelerators.count + finding.switches.count > 1 else { return nil }
        closed = finding.closed
        accelerators = finding.accelerators
        switches = finding.switches
        reasons = finding.reasons
    }
}
