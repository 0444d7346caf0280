import Foundation

/// Everything that runs in the world while scenarios are played: landmarks and two services, all of them real.
struct Stage: Sendable {
    let world: World
    let program: AssayProgram
    let landmarks: LandmarkCrew
    /// The service as operators run it.
    let service: ServiceUnderTest
    /// One whose sessions are soon over, for evidence that comes too late or never.
    let briefService: ServiceUnderTest
    /// The consignment's id.
    let consignment: String

    /// Seconds that a session of the brief service lasts.
    static let briefLifetime = 20

    /// Makes all keys, then starts everything.
    init(world: World, program: AssayProgram, consignment: String) async throws {
        self.world = world
        self.program = program
        let file = URL(filePath: consignment)
        self.consignment = try Self.identifier(of: file)
        Progress.say("making keys")
        landmarks = try await LandmarkCrew(world: world, program: program)
        let document = "\(world.folder)/landmarks.yaml"
        try Data(landmarks.document.utf8).write(to: URL(filePath: document))
        service = try await ServiceUnderTest(
            name: "service", port: 8_080, lifetime: nil, consignment: file.path, landmarks: document,
            program: program, world: world)
        briefService = try await ServiceUnderTest(
            name: "brief-service", port: 8_081, lifetime: Self.briefLifetime, consignment: file.path,
            landmarks: document, program: program, world: world)
        Progress.say("starting \(WorldSite.landmarks.count) landmarks and two services")
        try landmarks.startAll(verifiers: [service.verifier, briefService.verifier])
        try await service.start(program: program, world: world)
        try await briefService.start(program: program, world: world)
        try landmarks.assertRunning()
    }

    /// Replies that landmarks counted as refused, and evidence that services did.
    func refusals() async throws -> Int {
        try await landmarks.settle()
        var sum = landmarks.refusals
        for service in [service, briefService] {
            sum += try await service.client.metrics().sum { $0.contains("evidence_refused") }
        }
        return Int(sum)
    }

    /// Does something while the router follows other rules.
    func with<Value: Sendable>(
        _ edit: (inout RouterRules) -> Void, _ action: () async throws -> Value
    ) async throws -> Value {
        await world.router.change(edit)
        let result: Result<Value, any Error>
        do { result = .success(try await action()) } catch { result = .failure(error) }
        await world.router.change { $0 = RouterRules() }
        return try result.get()
    }

    /// The value of the line `id: …`; the service reads the rest.
    private static func identifier(of file: URL) throws -> String {
        let text = try String(contentsOf: file, encoding: .utf8)
        let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("id:") }
        guard let id = line?.dropFirst(3).trimmingCharacters(in: .whitespaces), !id.isEmpty else {
            throw WorldError.unexpected("\(file.path): no line ‘id: …’")
        }
        return id
    }
}
