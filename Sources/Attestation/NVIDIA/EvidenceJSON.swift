import Foundation

/// Evidence in JSON: one object or a list of them.
enum EvidenceJSON {
    /// Records that are read of one file.
    private static let countLimit = 1_024

    /// Foundation's decoder refuses deep nesting by itself: a hundred thousand brackets are an error, not a crash.
    static func read(_ name: String, _ bytes: [UInt8], into reading: inout EvidenceReading) {
        guard let content = try? JSONDecoder().decode(EvidenceJSONContent.self, from: Data(bytes)) else {
            let wasMeant = [#""evidence""#, #""body""#].contains { bytes.firstRange(of: Array($0.utf8)) != nil }
            if wasMeant {
                reading.fail(name, "not JSON that can be read")
            } else {
                reading.skip(name, "not evidence: not JSON that can be read")
            }
            return
        }
        let entries = content.entries
        guard entries.contains(where: \.isEvidence) else {
            reading.skip(name, reason(for: entries))
            return
        }
        guard entries.count <= countLimit else {
            reading.fail(name, "\(entries.count) records; at most \(countLimit) are read")
            return
        }
        for (number, entry) in entries.enumerated() {
            let source = entries.count == 1 ? name : "\(name)[\(number)]"
            do {
                reading.records.append(try entry.record(source: source))
            } catch {
                reading.faults.append(EvidenceReading.Fault(source: source, refusal: error))
            }
        }
    }

    /// Why a file of JSON is no evidence.
    private static func reason(for entries: [EvidenceJSONEntry]) -> String {
        switch entries.first {
        case .text("JWT"), .list("JWT"): EvidenceFileForm.foreignToken
        case .fields(let fields) where fields.keys.contains("SPDMVersion"):
            "not evidence: a report taken apart"
        case .fields(let fields) where fields.keys.contains { $0.hasPrefix("GPU-") || $0.hasPrefix("SWITCH-") }:
            "not evidence: another verifier's findings"
        default: "not evidence: JSON of another form"
        }
    }
}
