import DelayLine
import Foundation
import Geodesy
import Quantities

/// Measures the world itself. Only minima are judged: on a machine with two busy cores everything else is chance.
struct SelfCheck: Sendable {
    let world: World

    /// Sites that ping all others.
    static let vantages = ["johor", "shenzhen", "frankfurt"]
    static let pings = 20
    /// How often a site is pinged so, at the most: other work can hold up a busy machine for all of one round of pings,
    /// and a least time is as good whenever it was measured. What comes too early stays wrong.
    static let attempts = 8
    static let rest = Duration.seconds(2)
    /// How much later than its delays the quickest answer may come: two wake-ups of the router, one of the echo.
    static let slack: UInt64 = 1_500_000
    static let weather = RouterRules.Weather(jitter: .exponential(mean: 3_000_000), loss: 0.05)
    /// With jitter of mean 3 ms each way, all twenty sums stay above twice that with a chance of 10⁻⁸.
    static let jitterSlack: UInt64 = 6_000_000
    /// Of all pings with 5 % lost each way, 9.75 % stay unanswered; five standard deviations about it.
    static let lossRange = 0.05...0.15

    func report() async throws -> SelfCheckReport {
        let sites = WorldSite.all.filter { $0.role != .operations && $0.role != .attacker }
        try await startEchoes(sites)
        Progress.say("measuring \(Self.vantages.count) × \(sites.count - 1) round trips in fair weather")
        let fair = try await measure(sites, weather: "fair", slack: Self.slack)
        Progress.say("the same with 5 % loss and 3 ms jitter")
        await world.router.change { $0.weather = Self.weather }
        let foul = try await measure(sites, weather: "foul", slack: Self.slack + Self.jitterSlack)
        await world.router.change { $0.weather = .init() }
        return SelfCheckReport(
            paths: fair + foul, lossInFairWeather: Self.loss(fair), lossInFoulWeather: Self.loss(foul),
            lossRange: Self.lossRange)
    }

    private func startEchoes(_ sites: [WorldSite]) async throws {
        let echoes = try sites.map { site in
            try world.start(
                [Self.ownProgram, "echo", "\(site.address.bytes[3])"], at: site, name: "echo-\(site.id)")
        }
        for echo in echoes {
            try await Waiting.until("an echo to be ready", seconds: 20) {
                if let status = echo.status {
                    throw WorldError.command(echo.command, status: "\(status)", output: echo.errors)
                }
                return echo.output.contains(EchoCommand.isReady)
            }
        }
    }

    private func measure(_ sites: [WorldSite], weather: String, slack: UInt64) async throws -> [MeasuredPath] {
        var paths: [MeasuredPath] = []
        for id in Self.vantages {
            let vantage = try WorldSite.named(id)
            var measured = sites.filter { $0.id != id }.map { other in
                MeasuredPath(
                    weather: weather, from: vantage, to: other, expected: world.plan.roundTrip(vantage, other) ?? 0,
                    slack: slack)
            }
            for attempt in 1...Self.attempts {
                let hosts = measured.filter { !$0.isWithin }.map(\.host)
                guard !hosts.isEmpty else { break }
                if attempt > 1 {
                    Progress.say("pinging \(hosts.count) sites from \(id) again: the machine was busy")
                    try await Task.sleep(for: Self.rest)
                }
                let report = try await ping(from: vantage, hosts, weather, attempt)
                for index in measured.indices {
                    guard let answers = report.roundTrips[measured[index].host] else { continue }
                    measured[index].add(answers, of: Self.pings)
                }
            }
            paths += measured
        }
        return paths
    }

    private func ping(
        from vantage: WorldSite, _ hosts: [UInt8], _ weather: String, _ attempt: Int
    ) async throws -> PingCommand.Report {
        let ping = try world.start(
            [Self.ownProgram, "ping", "--from", "\(vantage.address.bytes[3])", "--count", "\(Self.pings)"]
                + hosts.map { "\($0)" },
            at: vantage, name: "ping-\(weather)-\(vantage.id)-\(attempt)")
        guard let status = await ping.wait(seconds: 60) else {
            throw WorldError.timeout(waitingFor: "pings from \(vantage.id)", seconds: 60)
        }
        guard status == .exited(0) else {
            throw WorldError.command(ping.command, status: "\(status)", output: ping.errors)
        }
        return try JSONDecoder().decode(PingCommand.Report.self, from: Data(ping.output.utf8))
    }

    private static func loss(_ paths: [MeasuredPath]) -> Double {
        let asked = paths.map(\.asked).reduce(0, +)
        return asked == 0 ? 0 : 1 - Double(paths.map(\.answered).reduce(0, +)) / Double(asked)
    }

    /// This program, for children: a link that names it whatever the folder.
    private static let ownProgram =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
}
