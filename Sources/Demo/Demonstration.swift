import Agent
import Attestation
package import Controls
import Foundation
import Proof
import Quantities
import Ranging
package import Registry
import Service
import ServiceLifecycle
import SimulatedAccelerator

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
    ///   - maker: of the accelerators beside the devices' keys.
    ///   - database: path beside which the devices' keys are kept.
    ///   - port: waits for the service's port.
    ///   - say: prints a line for people.
    package init(
        world: DemoWorld, maker: DemoMaker, consignment: Consignment, registry: Registry, database: String,
        port: @escaping @Sendable () async -> Int, say: @escaping @Sendable (String) -> Void
    ) throws {
        self.world = world
        self.consignment = consignment
        self.port = port
        self.say = say
        devices = try DemoDevice.load(besideDatabase: database, maker: maker)
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
            let agent = Agent(device: device.source, client: client) { paths.fronts[$0.id] }
            while !Task.isCancelled {
                do {
                    try await prove(device, agent)
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

    /// One session, and a line about what came of it.
    private func prove(_ device: DemoDevice, _ agent: Agent) async throws {
        let answer = try await agent.prove(limit: 40).answer
        if answer.accepted {
            say("accepted \(answer.digest) \(device.story.name): \(answer.verdict ?? "")")
        } else {
            say("refused  \(answer.digest) \(device.story.name): \(answer.reason ?? "")")
        }
    }
}
