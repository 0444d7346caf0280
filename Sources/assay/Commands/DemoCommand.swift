import ArgumentParser
import Catalog
import Controls
import Crypto
import Demo
import Documents
import Foundation
import Location
import Proof
import Ranging
import Service

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show it all on this machine: 16 landmarks, three devices, verdicts as they come.",
        discussion: """
            Landmarks and devices speak the real protocol over real UDP sockets on loopback. Only the distances are \
            emulated: datagrams are held back for as long as the way would take. One device is where it should be, \
            one was moved to Shenzhen, one is in Shenzhen behind a relay in Johor.
            """)

    @Option(help: "The SQLite file; a temporary one when left out.") var database: String?
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port: Int = 8_080

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
    }

    func run() async throws {
        try PortCheck.assertFree(host: host, port: port)
        let path = try database ?? Self.temporaryDatabase()
        let catalog = try Catalog.bundled()
        let parts = try ServiceParts(catalog: catalog, atlas: try .bundled(), database: path)
        let world = try DemoWorld(
            catalog: catalog, verifier: Array(parts.key.publicKey.rawRepresentation),
            epoch: UInt32(clamping: SystemClock.wall))
        let maker = try DemoMaker(besideDatabase: path)
        let house = try parts.house(
            directory: world.directory, trust: AttestationTrust(roots: [maker.rootFingerprint]), isDemonstration: true)
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let demonstration = try Demonstration(
            world: world, maker: maker, consignment: try Consignment(DemoConsignment.file), registry: parts.registry,
            database: path, port: { await ports.first { _ in true } ?? 0 }, say: Output.say)
        Output.say("Distances are emulated by delays computed from geography; everything else is real.")
        Output.say("Accelerators are simulated; their root certificate is \(DemoMaker.rootFile(besideDatabase: path))")
        Output.say("Database: \(path)")
        try await Serving.run(house: house, host: host, port: port, beside: [demonstration]) { ready.yield($0) }
    }

    private static func temporaryDatabase() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder.appendingPathComponent("assay.sqlite").path
    }
}
