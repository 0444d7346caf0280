import ArgumentParser
import Attestation
import Catalog
import Controls
import Crypto
import Documents
import Foundation
import Geodesy
import Location
import Logging
import Proof
import Ranging
import Registry
import Service
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve pages and API over a database.",
        discussion: """
            Everything is kept in the database file; a restart finds it all. The verifier's signing key is kept \
            beside it. Adding consignments and devices over the API needs a token of at least 16 characters in \
            ASSAY_OPERATOR_TOKEN; without one nobody may. Ctrl-C stops cleanly.
            """)

    @Option(help: "The SQLite file; made when it isn't there.") var database: String
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port: Int = 8_080
    @Option(help: "The landmarks, their keys and places (YAML); without it no session is opened.") var landmarks:
        String?
    @Option(help: "Rounds that each landmark times in a session, 1 to 64.") var rounds: Int = 10
    @Option(help: "The longest pause between two rounds, in milliseconds: rounds spread over hours prove more surely.")
    var pause: Int = 20
    @Option(help: "Seconds that a session may take.") var sessionLifetime: Int = 600
    @Flag(help: "Print the verifier's public key in hex and end.") var showKey = false
    @OptionGroup var trust: TrustOptions
    @Option(name: .customLong("consignment"), help: "A consignment file to add at the start; may be repeated.")
    var consignments: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
        guard (1...64).contains(rounds) else { throw ValidationError("--rounds takes 1 to 64") }
        guard (1...3_600_000).contains(pause) else { throw ValidationError("--pause takes 1 to 3600000 milliseconds") }
        guard (1...604_800).contains(sessionLifetime) else {
            throw ValidationError("--session-lifetime takes 1 to 604800 seconds")
        }
        guard rounds * pause / 1_000 <= sessionLifetime else {
            throw ValidationError(
                "\(rounds) rounds with pauses of up to \(pause) ms don't fit into \(sessionLifetime) s: raise "
                    + "--session-lifetime")
        }
    }

    func run() async throws {
        if showKey {
            let key = try KeyFile.load(ServiceParts.keyFile(besideDatabase: database), owner: "verifier")
            return Output.say(Hex.string(key.publicKey.rawRepresentation))
        }
        // Every file is read before anything is written.
        let catalog = try Catalog.bundled()
        let atlas = try RegionAtlas.bundled()
        let documents = try consignments.map { path in
            let consignment = try Consignment(try DocumentFile(path: path))
            _ = try consignment.item(in: catalog)
            _ = try atlas.regions(consignment.restricted)
            return consignment
        }
        let directory =
            try landmarks.map { try LandmarkFile.read($0) } ?? LandmarkDirectory(epoch: 0, entries: [])
        let attestation = try trust.read(at: SystemClock.wall)
        try PortCheck.assertFree(host: host, port: port)
        let parts = try ServiceParts(catalog: catalog, atlas: atlas, database: database)
        for consignment in documents {
            try parts.registry.add(consignment, at: Int(clamping: SystemClock.wall))
        }
        let house = try parts.house(
            directory: directory, trust: attestation,
            schedule: GrantTerms.Schedule(
                rounds: UInt16(rounds), pauseMilliseconds: UInt32(pause), lifetime: UInt32(sessionLifetime)))
        try await Serving.run(house: house, host: host, port: port)
    }
}

/// What `serve` and `demo` both open.
struct ServiceParts {
    let catalog: Catalog
    let rulebook: Rulebook
    let atlas: RegionAtlas
    let registry: Registry
    let key: Curve25519.Signing.PrivateKey

    /// Opens the database and the key beside it.
    init(catalog: Catalog, atlas: RegionAtlas, database: String) throws {
        self.catalog = catalog
        rulebook = try Rulebook.bundled()
        self.atlas = atlas
        registry = try Registry(path: database)
        key = try KeyFile.load(Self.keyFile(besideDatabase: database), owner: "verifier")
    }

    static func keyFile(besideDatabase path: String) -> String { path + ".verifier-key" }

    func house(
        directory: LandmarkDirectory, trust: AttestationTrust = AttestationTrust(),
        schedule: GrantTerms.Schedule = GrantTerms.Schedule(), isDemonstration: Bool = false
    ) throws -> House {
        let verifier = try Verifier(
            registry: registry, atlas: atlas, directory: directory, key: key, trust: trust, schedule: schedule)
        return House(catalog: catalog, rulebook: rulebook, verifier: verifier, isDemonstration: isDemonstration)
    }
}

/// Runs the service, with others beside it, until Ctrl-C.
enum Serving {
    static func run(
        house: House, host: String, port: Int,
        beside others: [any ServiceLifecycle.Service] = [],
        whenReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let token = ProcessInfo.processInfo.environment["ASSAY_OPERATOR_TOKEN"]
        let service = AssayService(
            house: house, operators: OperatorAccess(token: token), host: host, port: port
        ) { port in
            Output.say("Assay is at http://\(host):\(port)/  (Ctrl-C stops it)")
            await whenReady(port)
        }
        var logger = Logger(label: "assay")
        logger.logLevel = .error
        var configuration = ServiceGroupConfiguration(
            services: [service, SessionSweep(registry: house.verifier.registry)] + others,
            gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        // A client that has sent half a request must not keep the service from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        configuration.maximumCancellationDuration = .seconds(2)
        let group = ServiceGroup(configuration: configuration)
        try await group.run()
    }
}
