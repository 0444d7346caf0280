/// Something that happens to a device, and what has to come of it.
struct Scenario: Sendable {
    let name: String
    let expectation: Expectation
    /// - Throws: when it couldn't even be played.
    let play: @Sendable (Stage) async throws -> Outcome

    /// All, in the order in which they are played.
    static let all = places + relays + faults
}

extension Scenario {
    /// The name of the scenario whose evidence is verified offline.
    static let honestName = "honest"

    /// Where the device is decides.
    static let places = [
        Scenario(name: honestName, expectation: .cleared) { stage in
            try await session("honest", at: "johor", on: stage)
        },
        Scenario(name: "diverted", expectation: .notCleared) { stage in
            try await session("diverted", at: "shenzhen", on: stage)
        },
    ]

    /// The device is in Shenzhen, and somebody in Johor stands between it and the landmarks.
    static let relays = [
        relayed("relay forwards", .notCleared, ForwardingRelay()),
        relayed("relay guesses", .refusedAndCounted, GuessingRelay(seed: 7)),
        relayed("relay replays", .refusedAndCounted, ReplayingRelay()),
    ]

    private static func relayed(
        _ name: String, _ expectation: Expectation, _ middlebox: any Middlebox
    ) -> Scenario {
        Scenario(name: name, expectation: expectation) { stage in
            let device = try WorldSite.named("shenzhen").address
            let relay = try WorldSite.named("johor").address
            let detour = RouterRules.Detour(of: device, with: .landmark, by: relay, to: middlebox)
            return try await stage.with({ $0.detour = detour }) {
                try await session(name.replacing(" ", with: "-"), at: "shenzhen", on: stage)
            }
        }
    }

    /// Enrols a device, lets its agent hold one session, and asks the service.
    static func session(_ name: String, at site: String, on stage: Stage) async throws -> Outcome {
        let device = try await DeviceUnderTest(
            name: name, at: try WorldSite.named(site), service: stage.service, stage: stage)
        return try await outcome(of: device, on: stage) { try await device.finish($0) }
    }

    /// What comes of a device's session, when this is done with its agent.
    static func outcome(
        of device: DeviceUnderTest, on stage: Stage, _ attend: (ChildProcess) async throws -> EndStatus
    ) async throws -> Outcome {
        let refusals = try await stage.refusals()
        let forged = stage.world.router.sightings.forged
        let agent = try device.startAgent()
        let status = try await attend(agent)
        return Outcome(
            agent: status, agentText: agent.output + agent.errors, device: try await device.answer(),
            refusals: try await stage.refusals() - refusals,
            forged: stage.world.router.sightings.forged - forged)
    }
}
