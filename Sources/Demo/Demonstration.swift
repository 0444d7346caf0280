import Attestation
package import Controls
import Foundation
import Proof
import Quantities
import Ranging
package import Registry
import Service
import ServiceLifecycle
import Synchronization

/// Three devices prove, or fail to prove, where they are: again and again, until it is stopped.
package struct Demonstration: ServiceLifecycle.Service {
    private let world: DemoWorld
    private let consignment: Consignment
    private let devices: [DemoDevice]
    private let port: @Sendable () async -> Int
    private let say: @Sendable (String) -> Void

    /// Seconds between two sessions of a device.
    private static let pause = 15

    /// Stores the consignment and its roster.
    ///
    /// - Parameters:
    ///   - database: path beside which the devices' keys are kept.
    ///   - port: waits for the service's port.
    ///   - say: prints a line for people.
    package init(
        world: DemoWorld, consignment: Consignment, registry: Registry, database: String,
        port: @escaping @Sendable () async -> Int, say: @escaping @Sendable (String) -> Void
    ) throws {
        self.world = world
        self.consignment = consignment
        self.port = port
        self.say = say
        devices = try DemoDevice.load(besideDatabase: database)
        let now = Int(clamping: SystemClock.wall)
        try registry.add(consignment, at: now)
        for device in devices {
            try registry.enrol(
                device.key.identity, name: device.story.name, consignment: consignment.id, at: now)
        }
    }

    /// Runs all devices side by side until shutdown.
    package func run() async throws {
        let client = ServiceClient(base: "http://127.0.0.1:\(await port())")
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                for device in devices {
                    group.addTask { await live(device, client) }
                }
            }
        }
        world.stop()
    }

    private func live(_ device: DemoDevice, _ client: ServiceClient) async {
        do {
            let paths = try world.paths(for: device.story, site: consignment.site.place)
            defer { paths.stop() }
            while !Task.isCancelled {
                do {
                    try await prove(device, client, paths)
                } catch {
                    // What fails on the way out isn't worth a word.
                    if Task.isCancelled { return }
                    say("\(device.story.name): \(error)")
                }
                try await Task.sleep(for: .seconds(Self.pause))
            }
        } catch {
            if !(error is CancellationError) { say("\(device.story.name): \(error)") }
        }
    }

    /// One session: open, be timed by all landmarks, close, submit.
    private func prove(_ device: DemoDevice, _ client: ServiceClient, _ paths: EmulatedPaths) async throws {
        let opening = try await client.open(device.key)
        let grant = try SessionGrant(decoding: opening.grant)
        let directory = try LandmarkDirectory(decoding: opening.directory)
        let records = try await meet(device, directory, grant, paths)
        try Task.checkCancellation()
        let file = try EvidenceFile(
            question: opening.question, grant: grant,
            deviceEvidence: try DeviceEvidence(
                key: device.key, session: grant.session, directory: grant.directoryDigest, nonce: grant.nonce),
            directory: directory, directorySignature: opening.directorySignature, records: records, key: device.key)
        let answer = try await client.submit(file)
        if answer.accepted {
            say("accepted \(answer.digest) \(device.story.name): \(answer.verdict ?? "")")
        } else {
            say("refused  \(answer.digest) \(device.story.name): \(answer.reason ?? "")")
        }
    }

    /// Lets the landmarks time the device, on a thread that may block.
    private func meet(
        _ device: DemoDevice, _ directory: LandmarkDirectory, _ grant: SessionGrant, _ paths: EmulatedPaths
    ) async throws -> [SignedRecord] {
        let cancelled = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(
                        with: Result {
                            try Prover(device: device.key).meet(
                                directory, grant: grant, route: { paths.fronts[$0.id] }, limit: 40,
                                isCancelled: { cancelled.isSet })
                        })
                }
                thread.name = "prover \(device.story.rawValue)"
                thread.start()
            }
        } onCancel: {
            cancelled.set()
        }
    }
}

/// Tells a blocking thread that its task was cancelled.
private final class CancellationFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
