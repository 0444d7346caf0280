package import Crypto
import Foundation
import Synchronization

/// A landmark on its own UDP socket and thread: it times and signs.
package final class LandmarkServer: Sendable {
    package let id: String
    package let address: SocketAddress
    /// Where its times come from.
    package let clock: RangingRecord.Clock
    private let stopping = Atomic(false)
    private let latest = Mutex(LandmarkTally())

    /// Binds the socket and starts the thread.
    ///
    /// - Parameter verifiers: Ed25519 keys whose grants it honours.
    /// - Throws: `SocketError` when the address can't be bound.
    package init(
        id: String, key: Curve25519.Signing.PrivateKey, verifiers: Set<[UInt8]>, address: SocketAddress,
        clock: RangingRecord.Clock = .kernel
    ) throws {
        self.id = id
        let socket = try TimingSocket(bindingTo: address, clock: clock)
        self.clock = socket.clock
        self.address = socket.address
        let loop = LandmarkLoop(socket: socket, desk: LandmarkDesk(id: id, key: key, verifiers: verifiers))
        startThread(named: "landmark \(id)", loop) { [self] loop in
            while !stopping.load(ordering: .relaxed) {
                loop.turn()
                latest.withLock { $0 = loop.tally }
            }
        }
    }

    /// What it has seen so far.
    package var tally: LandmarkTally { latest.withLock { $0 } }

    /// Ends the thread within a tenth of a second.
    package func stop() { stopping.store(true, ordering: .relaxed) }
}
