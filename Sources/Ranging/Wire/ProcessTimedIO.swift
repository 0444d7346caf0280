#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Sends and receives one datagram at a time and reads the process's clock around each call: works everywhere.
///
/// One thread at a time.
final class ProcessTimedIO {
    private struct Received {
        let start: Int
        let count: Int
        let sender: SocketAddress
        let arrival: Arrival
    }

    private let descriptor: Int32
    private var bytes: [UInt8]
    private var received: [Received] = []
    private var departures: [(round: TimedRound, departure: Departure)] = []

    /// Datagrams that are taken before they are handed over.
    static let batch = 64
    /// One byte more than a datagram may have shows that it was cut.
    private static let room = TimingSocket.datagramLimit + 1

    init(descriptor: Int32) {
        self.descriptor = descriptor
        bytes = [UInt8](repeating: 0, count: Self.batch * Self.room)
        received.reserveCapacity(Self.batch)
    }

    /// Takes waiting datagrams into memory: how many.
    func gather() -> Int {
        received.removeAll(keepingCapacity: true)
        var raw = sockaddr_in()
        while received.count < Self.batch {
            let start = received.count * Self.room
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let count = bytes.withUnsafeMutableBytes { memory in
                let slot = UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start + Self.room)])
                return withUnsafeMutablePointer(to: &raw) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        recvfrom(descriptor, slot.baseAddress, slot.count, 0, $0, &length)
                    }
                }
            }
            guard count >= 0 else { break }
            let arrival = Arrival(monotonic: SystemClock.monotonic)
            received.append(Received(start: start, count: count, sender: SocketAddress(raw), arrival: arrival))
        }
        return received.count
    }

    /// Hands over what `gather` took, once.
    func takeArrivals(_ visit: (UnsafeRawBufferPointer, Bool, SocketAddress, Arrival) -> Void) {
        bytes.withUnsafeBytes { memory in
            for item in received {
                let count = min(item.count, TimingSocket.datagramLimit)
                let datagram = UnsafeRawBufferPointer(rebasing: memory[item.start..<(item.start + count)])
                visit(datagram, item.count > count, item.sender, item.arrival)
            }
        }
        received.removeAll(keepingCapacity: true)
    }

    /// Hands over the times of the timed datagrams sent since, each once.
    func takeDepartures(_ visit: (TimedRound, Departure) -> Void) {
        for item in departures { visit(item.round, item.departure) }
        departures.removeAll(keepingCapacity: true)
    }

    /// Waits until something has come, or a time in nanoseconds, rounded up to milliseconds, has passed.
    func wait(atMost nanoseconds: UInt64) { SystemClock.wait(for: [descriptor], atMost: nanoseconds) }

    /// Sends all of a batch. What the kernel doesn't take is lost, as the network may lose it.
    func send(_ batch: borrowing OutgoingBatch) {
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let items = batch.items
        batch.withDatagrams { bytes in
            for item in items {
                let datagram = item.part(of: bytes)
                var raw = item.destination.raw
                let departure = Departure(monotonic: SystemClock.monotonic)
                let sent = withUnsafePointer(to: &raw) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        sendto(descriptor, datagram.baseAddress, datagram.count, 0, $0, size)
                    }
                }
                if sent >= 0, let round = item.timed { departures.append((round, departure)) }
            }
        }
    }
}
