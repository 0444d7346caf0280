import Foundation

/// Plays scenarios one after the other, and says how each came out.
struct Play: Sendable {
    let stage: Stage
    let scenarios: [Scenario]
    let second: AssayProgram?
    let seed: UInt64

    func report() async -> PlayReport {
        var rows: [PlayReport.Row] = []
        var evidence: String?
        for scenario in scenarios {
            let (row, outcome) = await play(scenario)
            Progress.say("\(row.asExpected ? "ok" : "NOT") \(row.name): \(row.got) (\(Int(row.seconds.rounded())) s)")
            if scenario.name == Scenario.honestName { evidence = outcome?.device.device.evidence }
            rows.append(row)
        }
        var offline: OfflineVerification?
        if scenarios.contains(where: { $0.name == Scenario.honestName }) { offline = await verify(evidence) }
        return PlayReport(seed: seed, scenarios: rows, offline: offline)
    }

    private func play(_ scenario: Scenario) async -> (PlayReport.Row, Outcome?) {
        let start = MonotonicTime.now
        var outcome: Outcome?
        var problems: [String]
        do {
            let played = try await scenario.play(stage)
            problems = scenario.expectation.problems(played)
            outcome = played
        } catch {
            problems = ["\(error)"]
        }
        let row = PlayReport.Row(
            name: scenario.name, expected: scenario.expectation.text,
            got: problems.isEmpty ? scenario.expectation.text : problems.joined(separator: "; "),
            asExpected: problems.isEmpty, verdict: outcome?.verdict, state: outcome?.device.device.state,
            refusals: outcome?.refusals ?? 0, seconds: Double(MonotonicTime.now - start) / 1e9)
        return (row, outcome)
    }

    private func verify(_ digest: String?) async -> OfflineVerification {
        guard let digest else { return .failed("the honest device has no evidence") }
        do {
            return try await OfflineVerification.run(digest: digest, on: stage, second: second)
        } catch {
            return .failed("\(error)")
        }
    }
}
