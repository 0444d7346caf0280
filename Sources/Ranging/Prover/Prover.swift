import Attestation
import Foundation

/// What came of a session at all its landmarks.
package struct Meeting: Sendable, Equatable {
    package let records: [SignedRecord]
    /// The landmarks of the grant that gave none, and why.
    package let absences: [Absence]
}

/// Holds a session key and lets landmarks time it.
package struct Prover: Sendable {
    private let key: SessionKey

    package init(key: SessionKey) { self.key = key }

    /// Meets all landmarks of a grant at once and gathers their signed records. The prover opens every flow, so it may
    /// stand behind a NAT.
    ///
    /// Blocks its thread: call it from one that may wait. A landmark that can't be reached is left out: fewer
    /// records prove less, never more.
    ///
    /// - Parameters:
    ///   - directory: of all landmarks.
    ///   - grant: of the session.
    ///   - route: where to send for each landmark: its own address unless a path is emulated.
    ///   - limit: seconds after which whatever is there is returned.
    ///   - isCancelled: asked often; true ends it likewise.
    ///   - progress: told how many landmarks are done, of how many.
    /// - Throws: `SocketError` when no socket can be had.
    package func meet(
        _ directory: LandmarkDirectory, grant: SessionGrant,
        route: (Landmark) -> SocketAddress? = { SocketAddress($0.address) }, limit: Double,
        isCancelled: () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Meeting {
        let start = SystemClock.monotonic
        let named = Set(grant.terms.landmarks)
        var talks: [(session: ProverSession, peer: SocketAddress)] = []
        var unreachable: [Absence] = []
        for landmark in directory.entries where named.contains(landmark.shortName) {
            guard let peer = route(landmark) else {
                unreachable.append(Absence(landmark: landmark.id, reason: .silent))
                continue
            }
            talks.append((ProverSession(landmark: landmark, grant: grant, key: key, now: start), peer))
        }
        let known = Set(directory.entries.map(\.shortName))
        unreachable += grant.terms.landmarks.filter { !known.contains($0) }.map {
            Absence(landmark: Hex.string($0.bytes), reason: .silent)
        }
        let socket = try DatagramSocket(bindingTo: .anyPort)
        let byPeer = Dictionary(talks.enumerated().map { ($1.peer, $0) }, uniquingKeysWith: { first, _ in first })
        let end = start + UInt64(max(0, min(limit, 604_800)) * 1e9)
        var done = -1
        while SystemClock.monotonic < end, !isCancelled(), talks.contains(where: { !$0.session.isOver }) {
            for index in talks.indices {
                if let packet = talks[index].session.tick(now: SystemClock.monotonic) {
                    socket.send(packet.encoded, to: talks[index].peer)
                }
            }
            SystemClock.wait(for: [socket.descriptor], atMost: 50_000_000)
            // No more at once than this, so that a flood can't keep the session from ending.
            for _ in 0..<256 {
                guard let (bytes, sender) = socket.receive() else { break }
                guard let index = byPeer[sender], let packet = try? Packet(decoding: bytes) else { continue }
                if let answer = talks[index].session.receive(packet, now: SystemClock.monotonic) {
                    socket.send(answer.encoded, to: sender)
                }
            }
            let over = talks.count { $0.session.isOver }
            if over != done { progress(over, talks.count) }
            done = over
        }
        return Meeting(
            records: talks.compactMap(\.session.record),
            absences: (talks.compactMap(\.session.absence) + unreachable).sorted { $0.landmark < $1.landmark })
    }
}
