package import Attestation
import Foundation

/// Holds a device's key and lets landmarks time it.
package struct Prover: Sendable {
    private let device: SoftwareDeviceKey

    package init(device: SoftwareDeviceKey) { self.device = device }

    /// Meets all landmarks of a directory at once and gathers their signed records.
    ///
    /// Blocks its thread: call it from one that may wait. A landmark that can't be reached is left out: fewer
    /// records prove less, never more.
    ///
    /// `route` says where to send for each landmark: its own address unless a path is emulated. After `limit`
    /// seconds, or when `isCancelled` says so, whatever is there is returned.
    ///
    /// - Throws: `SocketError` when no socket can be had.
    package func meet(
        _ directory: LandmarkDirectory, grant: SessionGrant,
        route: (LandmarkDirectory.Entry) -> SocketAddress?, limit: Double, isCancelled: () -> Bool = { false }
    ) throws -> [SignedRecord] {
        let start = SystemClock.monotonic
        var talks: [(session: ProverSession, peer: SocketAddress)] = directory.entries.compactMap { entry in
            route(entry).map {
                (ProverSession(landmark: entry, grant: grant, device: device, now: start), $0)
            }
        }
        let socket = try DatagramSocket(bindingTo: .anyPort)
        let byPeer = Dictionary(talks.enumerated().map { ($1.peer, $0) }, uniquingKeysWith: { first, _ in first })
        let end = start + UInt64(max(0, min(limit, 3_600)) * 1e9)
        while SystemClock.monotonic < end, !isCancelled(), talks.contains(where: { $0.session.record == nil }) {
            for index in talks.indices {
                if let packet = talks[index].session.tick(now: SystemClock.monotonic) {
                    socket.send(packet.encoded, to: talks[index].peer)
                }
            }
            SystemClock.wait(for: [socket.descriptor], atMost: 50_000_000)
            while let (bytes, sender) = socket.receive() {
                guard let index = byPeer[sender], let packet = try? Packet(decoding: bytes) else { continue }
                if let answer = talks[index].session.receive(packet, now: SystemClock.monotonic) {
                    socket.send(answer.encoded, to: sender)
                }
            }
        }
        return talks.compactMap(\.session.record)
    }
}
