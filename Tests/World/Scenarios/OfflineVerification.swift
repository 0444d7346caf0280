import Foundation

/// The honest device's evidence, verified where there is no network: the same bytes each time.
struct OfflineVerification: Sendable, Encodable {
    let passed: Bool
    /// Bytes of the evidence file.
    let evidenceBytes: Int
    /// Runs whose answers were compared, the second checkout's among them.
    let runs: Int
    /// What isn't as expected.
    let problems: [String]

    private init(evidenceBytes: Int, runs: Int, problems: [String]) {
        passed = problems.isEmpty
        self.evidenceBytes = evidenceBytes
        self.runs = runs
        self.problems = problems
    }

    static func failed(_ problem: String) -> OfflineVerification {
        OfflineVerification(evidenceBytes: 0, runs: 0, problems: [problem])
    }

    /// - Parameters:
    ///   - digest: of the evidence, as the service names it.
    ///   - second: the same program built elsewhere.
    static func run(digest: String, on stage: Stage, second: AssayProgram?) async throws -> OfflineVerification {
        let answer = try await stage.service.client.get("/api/v1/evidence/\(digest)")
        guard answer.status == 200 else { return .failed("GET of the evidence: \(answer.text)") }
        let file = "\(stage.world.folder)/honest-from-service.evidence"
        try answer.body.write(to: URL(filePath: file))
        var outputs: [String] = []
        var problems: [String] = []
        for program in [stage.program, stage.program] + (second.map { [$0] } ?? []) {
            let child = try stage.world.startOffline(
                [program.path, "verify", file, "--format", "json"], name: "verify-\(outputs.count)")
            let status = await child.wait(seconds: 60)
            if status != .exited(0) {
                child.kill()
                problems.append("run \(outputs.count + 1) \(status?.description ?? "didn't end"): \(child.errors)")
            }
            outputs.append(child.output)
        }
        if Set(outputs).count != 1 { problems.append("the answers differ") }
        if outputs.first?.isEmpty != false { problems.append("there is no answer") }
        return OfflineVerification(evidenceBytes: answer.body.count, runs: outputs.count, problems: problems)
    }
}
