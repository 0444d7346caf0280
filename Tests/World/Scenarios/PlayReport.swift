import Foundation

/// How the scenarios came out.
struct PlayReport: Sendable, Encodable {
    struct Row: Sendable, Encodable {
        let name: String
        let expected: String
        let got: String
        let asExpected: Bool
        /// The device's newest; left out when it has none.
        let verdict: String?
        let state: String?
        /// How much the refusal counters of landmarks and services grew.
        let refusals: Int
        let seconds: Double
    }

    let seed: UInt64
    let scenarios: [Row]
    /// Left out when the honest scenario wasn't played.
    let offline: OfflineVerification?
    /// All as expected.
    let passed: Bool

    init(seed: UInt64, scenarios: [Row], offline: OfflineVerification?) {
        self.seed = seed
        self.scenarios = scenarios
        self.offline = offline
        passed = !scenarios.isEmpty && scenarios.allSatisfy(\.asExpected) && offline?.passed != false
    }

    /// For people.
    var text: String {
        var table = TextTable(["", "scenario", "expected", "got", "verdict", "refusals", "seconds"])
        for row in scenarios {
            table.add([
                row.asExpected ? "ok" : "NOT", row.name, row.expected, row.got, row.verdict ?? "–", "\(row.refusals)",
                String(format: "%.1f", row.seconds),
            ])
        }
        let evidence = offline.map { offline in
            offline.passed
                ? "offline: \(offline.runs) verifications of \(offline.evidenceBytes) bytes gave the same bytes"
                : "offline: NOT: \(offline.problems.joined(separator: "; "))"
        }
        let closing = passed ? "passed: all as expected" : "FAILED: not all as expected"
        return [table.text, evidence, closing].compactMap(\.self).joined(separator: "\n")
    }
}
