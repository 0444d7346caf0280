import Foundation

/// A service of the world, at the service's site.
struct ServiceUnderTest: Sendable {
    let name: String
    let client: OperatorClient
    /// Hex of the key that landmarks are to trust.
    let verifier: String
    /// Seconds that a session lasts; nil for the service's own choice.
    let lifetime: Int?
    private let arguments: [String]
    private let site: WorldSite

    /// Prepares a service; it doesn't run yet.
    init(
        name: String, port: UInt16, lifetime: Int?, consignment: String, landmarks: String, program: AssayProgram,
        world: World
    ) async throws {
        self.name = name
        self.lifetime = lifetime
        site = try WorldSite.named("service")
        arguments =
            [
                "serve", "--database", "\(world.folder)/\(name).sqlite", "--host", "\(site.address)", "--port",
                "\(port)", "--landmarks", landmarks, "--consignment", consignment,
            ] + (lifetime.map { ["--session-lifetime", "\($0)"] } ?? [])
        client = OperatorClient(base: "http://\(site.address):\(port)", token: UUID().uuidString)
        verifier = try await program.key(arguments, at: site, of: world, name: "key-\(name)")
    }

    /// Starts it, and waits until it answers.
    func start(program: AssayProgram, world: World) async throws {
        let child = try world.start(
            [program.path] + arguments, at: site, name: name, environment: ["ASSAY_OPERATOR_TOKEN": client.token])
        try await Waiting.until("the service \(name)", seconds: 60, every: .milliseconds(200)) {
            if let status = child.status {
                throw WorldError.command(child.command, status: "\(status)", output: child.errors)
            }
            return (try? await client.get("/health"))?.status == 200
        }
    }
}
