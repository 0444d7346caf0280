import Foundation
import Quantities
import Synchronization

/// The landmarks of the world: real programs, each at its site.
final class LandmarkCrew: Sendable {
    static let port: UInt16 = 4_701
    /// City coordinates, in kilometres: a landmark may stand anywhere in the city.
    private static let error = 10

    private let world: World
    private let program: AssayProgram
    /// By the landmark's id, in hex.
    private let keys: [String: String]
    private let verifiers = Mutex<[String]>([])
    private let running = Mutex<[String: ChildProcess]>([:])

    /// Makes their keys; none runs yet.
    init(world: World, program: AssayProgram) async throws {
        self.world = world
        self.program = program
        var keys: [String: String] = [:]
        for site in WorldSite.landmarks {
            keys[site.id] = try await program.key(
                Self.arguments(site, folder: world.folder), at: site, of: world, name: "key-\(site.id)")
        }
        self.keys = keys
    }

    /// The landmarks as the service reads them.
    var document: String {
        WorldSite.landmarks.map { site in
            """
            - { id: \(site.id), name: "\(site.name)", latitude: \(site.place.latitude), \
            longitude: \(site.place.longitude), error: \(Self.error), \
            address: "\(Self.endpoint(site))", key: \(keys[site.id] ?? "") }

            """
        }.joined()
    }

    /// Starts all of them; they answer for these verifiers' sessions.
    func startAll(verifiers: [String]) throws {
        self.verifiers.withLock { $0 = verifiers }
        for site in WorldSite.landmarks { try start(site) }
    }

    func start(_ site: WorldSite) throws {
        let arguments = Self.arguments(site, folder: world.folder) + trust
        let child = try world.start([program.path] + arguments, at: site, name: "landmark-\(site.id)")
        running.withLock { $0[site.id] = child }
    }

    func kill(_ site: WorldSite) { running.withLock { $0.removeValue(forKey: site.id) }?.kill() }

    /// - Throws: when one of them has ended.
    func assertRunning() throws {
        for (id, child) in running.withLock({ $0 }) {
            if let status = child.status {
                throw WorldError.command("landmark \(id)", status: "\(status)", output: child.errors)
            }
        }
    }

    /// Refused replies that they counted since they started, as their metrics files say.
    var refusals: Double {
        WorldSite.landmarks.map { site in
            let file = FileManager.default.contents(atPath: metricsFile(site)) ?? Data()
            return MetricsText(String(decoding: file, as: UTF8.self)).sum { $0.contains("refused_replies") }
        }.reduce(0, +)
    }

    /// Waits until all that run have written their metrics anew, which they do every few seconds.
    func settle() async throws {
        let now = Date()
        try await Waiting.until("the landmarks' metrics", seconds: 20, every: .milliseconds(100)) {
            WorldSite.landmarks.filter { isRunning($0) }.allSatisfy { site in
                let attributes = try? FileManager.default.attributesOfItem(atPath: metricsFile(site))
                return attributes?[.modificationDate] as? Date ?? .distantPast > now
            }
        }
    }

    private func isRunning(_ site: WorldSite) -> Bool {
        running.withLock { $0[site.id] }.map { $0.status == nil } ?? false
    }

    private func metricsFile(_ site: WorldSite) -> String { "\(world.folder)/landmark-\(site.id).prom" }

    private var trust: [String] { verifiers.withLock { $0 }.flatMap { ["--verifier", $0] } }

    private static func endpoint(_ site: WorldSite) -> Endpoint { Endpoint(address: site.address, port: port) }

    private static func arguments(_ site: WorldSite, folder: String) -> [String] {
        let file = "\(folder)/landmark-\(site.id)"
        return [
            "landmark", "--id", site.id, "--listen", "\(endpoint(site))", "--key", "\(file).key", "--metrics-file",
            "\(file).prom",
        ]
    }
}
