import Foundation

/// A device with a key of its own, enrolled at a service, and where it truly is.
struct DeviceUnderTest: Sendable {
    let id: String
    let name: String
    let site: WorldSite
    let service: ServiceUnderTest
    /// Where its agent keeps the evidence that it hands in.
    let evidenceFile: String
    private let keyFile: String
    private let program: AssayProgram
    private let world: World

    private struct Identity: Decodable {
        let kind: String
        let key: String
    }

    private struct Enrolment: Codable {
        let kind: String
        let key: String
        let name: String
    }

    private struct Enrolled: Decodable {
        let id: String
    }

    /// How long an agent may take for one session, in seconds; and how much longer for all the rest.
    private static let sessionLimit = 40
    private static let patience = 60.0

    /// Makes a device and enrols it.
    init(name: String, at site: WorldSite, service: ServiceUnderTest, stage: Stage) async throws {
        self.name = name
        self.site = site
        self.service = service
        program = stage.program
        world = stage.world
        keyFile = "\(stage.world.folder)/device-\(name).key"
        evidenceFile = "\(stage.world.folder)/device-\(name).evidence"
        let shown = try await stage.program.answer(
            ["agent", "--service", service.client.base, "--key", keyFile, "--show-identity"], at: site,
            of: stage.world, name: "identity-\(name)")
        let identity = try JSONDecoder().decode(Identity.self, from: Data(shown.utf8))
        let enrolment = Enrolment(kind: identity.kind, key: identity.key, name: name)
        let answer = try await service.client.post(
            "/api/v1/consignments/\(stage.consignment)/devices", try JSONEncoder().encode(enrolment),
            type: "application/json", isOperator: true)
        guard answer.status == 201 || answer.status == 200 else {
            throw WorldError.unexpected("enrolling \(name): \(answer.text)")
        }
        id = try JSONDecoder().decode(Enrolled.self, from: answer.body).id
    }

    /// Starts its agent for one session.
    func startAgent() throws -> ChildProcess {
        try world.start(
            [
                program.path, "agent", "--service", service.client.base, "--key", keyFile, "--once", "--limit",
                "\(Self.sessionLimit)", "--save-evidence", evidenceFile,
            ], at: site, name: "agent-\(name)")
    }

    /// Waits for an agent's end, and kills one that doesn't come to it.
    func finish(_ agent: ChildProcess) async throws -> EndStatus {
        if let status = await agent.wait(seconds: Double(Self.sessionLimit) + Self.patience) { return status }
        agent.kill()
        throw WorldError.timeout(
            waitingFor: "the agent of \(name)", seconds: Double(Self.sessionLimit) + Self.patience)
    }

    func answer() async throws -> DeviceAnswer { try await service.client.device(id) }
}
