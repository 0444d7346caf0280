import DelayLine
import Foundation

extension Scenario {
    /// Somebody fails, lies about who he is, or comes too late.
    static let faults = [
        Scenario(name: "landmark impostor", expectation: .clearedWithout(landmark: "singapore")) { stage in
            try await impersonate("singapore", on: stage)
        },
        Scenario(name: "landmark killed", expectation: .cleared) { stage in
            let landmark = try WorldSite.named("kuala-lumpur")
            stage.landmarks.kill(landmark)
            let outcome = try await session("landmark-killed", at: "johor", on: stage)
            try stage.landmarks.start(landmark)
            return outcome
        },
        Scenario(name: "loss and jitter", expectation: .cleared) { stage in
            let weather = RouterRules.Weather(jitter: .exponential(mean: 3_000_000), loss: 0.05)
            return try await stage.with({ $0.weather = weather }) {
                try await session("loss-and-jitter", at: "johor", on: stage)
            }
        },
        Scenario(name: "stale session", expectation: .lateRefused) { stage in try await holdBack(on: stage) },
        Scenario(name: "agent killed", expectation: .unfinished) { stage in try await killAgent(on: stage) },
    ]

    /// Somebody beside the device gets all that goes to a landmark, and answers in its name.
    private static func impersonate(_ name: String, on stage: Stage) async throws -> Outcome {
        let landmark = try WorldSite.named(name)
        let detour = RouterRules.Detour(
            of: landmark.address, with: .prover, by: try WorldSite.named("impostor").address,
            to: ImpostorLandmark(seed: 11))
        let before = try await stage.service.client.metrics()
        let device = try await DeviceUnderTest(
            name: "landmark-impostor", at: try WorldSite.named("johor"), service: stage.service, stage: stage)
        var outcome = try await stage.with({ $0.detour = detour }) {
            try await self.outcome(of: device, on: stage) { try await device.finish($0) }
        }
        outcome.isCountedAsImpostor = try await stage.service.client.metrics().names("impostor", moreThan: before)
        outcome.recorded = try await recordedLandmarks(device.evidenceFile, on: stage)
        return outcome
    }

    /// The landmarks that an evidence file has records of: the first cells of the program's own list.
    private static func recordedLandmarks(_ file: String, on stage: Stage) async throws -> Set<String>? {
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        let answer = try await stage.program.answer(
            ["verify", file, "--format", "csv"], at: try WorldSite.named("service"), of: stage.world,
            name: "recorded")
        let known = Set(WorldSite.landmarks.map(\.id))
        let cells = answer.split(whereSeparator: \.isNewline).compactMap { line in
            line.split(separator: ",").first.map { String($0) }
        }
        return known.intersection(cells)
    }

    /// The agent is stopped when the first landmarks have timed it, and goes on when its session's lifetime is over: so
    /// its evidence comes late, as it would from somebody who needed time to make it up.
    private static func holdBack(on stage: Stage) async throws -> Outcome {
        let site = try WorldSite.named("johor")
        let device = try await DeviceUnderTest(
            name: "stale-session", at: site, service: stage.briefService, stage: stage)
        return try await outcome(of: device, on: stage) { agent in
            let began = MonotonicTime.now
            try await awaitDatagrams(.record, 4, to: site, on: stage)
            agent.signal(SIGSTOP)
            try await sleep(until: began, plus: Double(Stage.briefLifetime) + 5)
            agent.signal(SIGCONT)
            return try await device.finish(agent)
        }
    }

    /// Killed between two challenges.
    private static func killAgent(on stage: Stage) async throws -> Outcome {
        let site = try WorldSite.named("johor")
        let device = try await DeviceUnderTest(
            name: "agent-killed", at: site, service: stage.briefService, stage: stage)
        return try await outcome(of: device, on: stage) { agent in
            let began = MonotonicTime.now
            try await awaitDatagrams(.challenge, 5, to: site, on: stage)
            agent.kill()
            try await sleep(until: began, plus: Double(Stage.briefLifetime))
            // Without one the outcome says so.
            try? await Waiting.until("a finding", seconds: 40, every: .milliseconds(500)) {
                try await !device.answer().findings.isEmpty
            }
            return agent.status ?? .exited(0)
        }
    }

    /// Waits until so many more ranging datagrams of a kind came to a site.
    private static func awaitDatagrams(
        _ kind: RangingPayload.Kind, _ count: Int, to site: WorldSite, on stage: Stage
    ) async throws {
        let before = stage.world.router.sightings.count(kind, to: site.address)
        try await Waiting.until("\(kind) datagrams", seconds: 60, every: .milliseconds(5)) {
            stage.world.router.sightings.count(kind, to: site.address) >= before + count
        }
    }

    private static func sleep(until start: UInt64, plus seconds: Double) async throws {
        let end = start + UInt64(seconds * 1e9)
        let now = MonotonicTime.now
        if end > now { try await Task.sleep(for: .nanoseconds(end - now)) }
    }
}
