import Foundation
import Logging
import Ranging
package import Registry
import ServiceLifecycle

/// Reports sessions that nobody closed, as they run out. Silence is a finding.
package struct SessionSweep: Service {
    private let registry: Registry
    /// Seconds between two looks.
    private static let pause = 2

    package init(registry: Registry) { self.registry = registry }

    /// Looks again and again until it is asked to shut down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let count = try registry.reportUnfinishedSessions(at: Int(clamping: SystemClock.wall))
                    try registry.count("sessions_unfinished", by: count)
                } catch {
                    Logger(label: "assay").error("looking for unfinished sessions: \(error)")
                }
                try? await Task.sleep(for: .seconds(Self.pause))
            }
        }
    }
}
