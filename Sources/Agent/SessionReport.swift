package import Documents
import Proof
import Ranging

/// What an agent says of one session. Its JSON is stable; see docs/json.md.
package struct SessionReport: Report {
    package let accepted: Bool
    /// SHA-256 of the evidence file, in hex.
    package let digest: String
    package let verdict: String?
    /// The short name of the refusal, and its sentence.
    package let refusal: String?
    package let reason: String?
    package let session: String
    /// Landmarks that gave a record.
    package let landmarks: [String]
    /// Those that gave none, and why.
    package let absent: [String: String]
    private let rows: [[String]]

    enum CodingKeys: CodingKey { case accepted, digest, verdict, refusal, reason, session, landmarks, absent }

    package init(_ outcome: Agent.Outcome) {
        let statement = outcome.file.statement
        accepted = outcome.answer.accepted
        digest = outcome.answer.digest
        verdict = outcome.answer.verdict
        refusal = outcome.answer.refusal
        reason = outcome.answer.reason
        session = statement.grant.terms.session.description
        landmarks = statement.records.map(\.record.landmark)
        absent = Dictionary(
            statement.absences.map { ($0.landmark, $0.reason.name) }, uniquingKeysWith: { first, _ in first })
        rows = statement.records.map(\.record).map { record in
            [
                record.landmark, record.leastRoundTrip.map { NumberText.fixed($0 * 1e3, digits: 3) } ?? "–",
                "\(record.samples.count)/\(record.challenges)", "\(record.refusals.total)",
            ]
        }
    }

    package var table: Table {
        var table = Table([.text("landmark"), .figures("least RTT ms"), .figures("samples"), .figures("refused")])
        for row in rows { table.add(row) }
        return table
    }

    package var notes: [String] {
        [accepted ? "accepted: \(verdict ?? "")" : "refused: \(reason ?? "")", "evidence \(digest)"]
            + absent.sorted { $0.key < $1.key }.map { "no record of \($0.key): \($0.value)" }
    }
}
