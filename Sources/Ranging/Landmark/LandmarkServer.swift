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
        self.clock = .process
        self.id = id
        let socket = try DatagramSocket(bindingTo: address)
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

/// One turn at a time: wait, read, answer, keep time. Lives on the landmark's thread only.
private final class LandmarkLoop {
    private let socket: DatagramSocket
    private var desk: LandmarkDesk

    init(socket: consuming DatagramSocket, desk: LandmarkDesk) {
        self.socket = socket
        self.desk = desk
    }

    var tally: LandmarkTally { desk.tally }

    func turn() {
        let now = SystemClock.monotonic
        let longest: UInt64 = 100_000_000
        let wait = desk.nextDeadline.map { $0 > now ? min(longest, $0 - now) : 0 } ?? longest
        SystemClock.wait(for: [socket.descriptor], atMost: wait)
        var outgoing: [LandmarkDesk.Outgoing] = []
        while let (bytes, sender) = socket.receive() {
            // The time is read before anything else is done with the datagram.
            let arrival = Arrival(monotonic: SystemClock.monotonic)
            bytes.withUnsafeBytes {
                desk.receive($0, from: sender, arrival: arrival, wall: SystemClock.wall, into: &outgoing)
            }
            flush(&outgoing)
        }
        desk.tick(
            now: LandmarkDesk.Now(monotonic: SystemClock.monotonic, wall: SystemClock.wall), into: &outgoing)
        flush(&outgoing)
    }

    private func flush(_ outgoing: inout [LandmarkDesk.Outgoing]) {
        for item in outgoing {
            let bytes = item.packet.encoded
            if let timed = item.timed { desk.sent(timed, Departure(monotonic: SystemClock.monotonic)) }
            socket.send(bytes, to: item.destination)
        }
        outgoing.removeAll(keepingCapacity: true)
    }
}
