import DelayLine
import Foundation
import Ranging
import Synchronization

/// Paths between one device and all landmarks, each a pair of real UDP sockets on loopback that holds every
/// datagram back for as long as the distance would take. This is what stands in for geography; nothing else in
/// the demonstration is emulated.
final class EmulatedPaths: Sendable {
    /// One path: how long one way takes, and what sits on it.
    struct Path: Sendable {
        let landmark: String
        let landmarkAddress: SocketAddress
        /// Nanoseconds from the device (or the relay) to the landmark.
        let oneWay: UInt64
        /// Nanoseconds from the device to the relay on top, and whether the relay answers challenges itself.
        let relay: Relay?
    }

    /// Somebody in between who wants the device to seem nearer. Without the device's key it can only guess.
    struct Relay: Sendable {
        let oneWay: UInt64
    }

    /// Where the device sends for each landmark.
    let fronts: [String: SocketAddress]
    private let stopping = Atomic(false)

    /// - Throws: `SocketError` when sockets run out.
    init(_ paths: [Path]) throws {
        var links: [Link] = []
        var fronts: [String: SocketAddress] = [:]
        for path in paths {
            let link = try Link(path)
            fronts[path.landmark] = link.frontAddress
            links.append(link)
        }
        self.fronts = fronts
        // The links belong to the thread alone from here on.
        let loop = PathLoop(links: links)
        startThread(named: "emulated paths", loop) { [self] loop in
            while !stopping.load(ordering: .relaxed) { loop.turn() }
        }
    }

    func stop() { stopping.store(true, ordering: .relaxed) }
}

/// The two sockets of a path.
private final class Link {
    let path: EmulatedPaths.Path
    let front: DatagramSocket
    let back: DatagramSocket
    var device: SocketAddress?

    init(_ path: EmulatedPaths.Path) throws {
        self.path = path
        front = try DatagramSocket(bindingTo: .anyLoopbackPort)
        back = try DatagramSocket(bindingTo: .anyLoopbackPort)
    }

    var frontAddress: SocketAddress { front.address }
}

/// Moves datagrams, each in its time. Lives on one thread.
private final class PathLoop {
    private enum Delivery {
        case toLandmark(link: Int, [UInt8])
        case toDevice(link: Int, [UInt8])
    }

    private let links: [Link]
    private let descriptors: [Int32]
    private var queue = DelayQueue<Delivery>()
    private var random = SystemRandomNumberGenerator()

    init(links: [Link]) {
        self.links = links
        descriptors = links.flatMap { [$0.front.descriptor, $0.back.descriptor] }
    }

    func turn() {
        waitForWork()
        let now = SystemClock.monotonic
        for (index, link) in links.enumerated() {
            while let (bytes, device) = link.front.receive() {
                link.device = device
                queue.add(.toLandmark(link: index, bytes), due: now + wholeWay(link))
            }
            while let (bytes, _) = link.back.receive() { fromLandmark(bytes, index, link, now: now) }
        }
        while let delivery = queue.take(at: SystemClock.monotonic) { deliver(delivery) }
    }

    private func wholeWay(_ link: Link) -> UInt64 { link.path.oneWay + (link.path.relay?.oneWay ?? 0) }

    private func fromLandmark(_ bytes: [UInt8], _ index: Int, _ link: Link, now: UInt64) {
        if link.path.relay != nil, case .challenge(let session, let round, _)? = try? Packet(decoding: bytes) {
            // The relay answers at once, from where it stands, with the best it has: a guess.
            let guess = Octets32((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
            guard let guess else { return }
            let reply = Packet.reply(session: session, round: round, mac: guess)
            queue.add(.toLandmark(link: index, reply.encoded), due: now + 2 * link.path.oneWay)
            return
        }
        queue.add(.toDevice(link: index, bytes), due: now + wholeWay(link))
    }

    private func deliver(_ delivery: Delivery) {
        switch delivery {
        case .toLandmark(let index, let bytes): links[index].back.send(bytes, to: links[index].path.landmarkAddress)
        case .toDevice(let index, let bytes):
            if let device = links[index].device { links[index].front.send(bytes, to: device) }
        }
    }

    /// Waits in whole milliseconds, and the last one in small steps: a datagram that comes late only makes a
    /// disc larger, but the demonstration should look like its map.
    private func waitForWork() {
        let now = SystemClock.monotonic
        guard let earliest = queue.earliest else { return SystemClock.wait(for: descriptors, atMost: 20_000_000) }
        guard earliest > now else { return }
        if earliest - now > 2_000_000 {
            SystemClock.wait(for: descriptors, atMost: min(20_000_000, earliest - now - 1_500_000))
        } else {
            Thread.sleep(forTimeInterval: 50e-6)
        }
    }
}
