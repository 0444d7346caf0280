#if os(Linux)
import Glibc

/// Sends and receives in batches, with the kernel's stamps. One thread at a time.
///
/// Only timed datagrams are stamped as they leave: each carries a control message that asks for it (since Linux 4.7).
/// The kernel numbers those and reports number and stamp through the socket's error queue.
final class KernelTimedIO {
    private let descriptor: Int32
    private let calls: GNUCalls
    private let receiving: MessageBatch
    private let reports: MessageBatch
    private let sending: MessageBatch
    private var received = 0
    private var arrival = Arrival(monotonic: 0)
    private var ledger = DepartureLedger()
    /// The error queue holds something that nobody waits for; left there, it would end every wait at once.
    private var isLittered = false

    /// Datagrams of one system call.
    static let batch = 64

    /// Nil when the kernel or the C library doesn't offer what is needed.
    init?(descriptor: Int32) {
        guard let calls = GNUCalls(), Self.startNumbering(descriptor) else { return nil }
        self.descriptor = descriptor
        self.calls = calls
        // 64 bytes hold one stamp; a report has a number of 48 bytes besides.
        receiving = MessageBatch(
            capacity: Self.batch, bytesEach: TimingSocket.datagramLimit, controlEach: 64, calls: calls)
        reports = MessageBatch(capacity: Self.batch, bytesEach: 0, controlEach: 128, calls: calls)
        sending = MessageBatch(
            capacity: Self.batch, bytesEach: 0, controlEach: MessageBatch.stampRequestLength, calls: calls)
        sending.prepareStampRequests()
    }

    /// Asks for stamps and sets the kernel's count to zero, which it does only when numbering was off before.
    private static func startNumbering(_ descriptor: Int32) -> Bool {
        [0, LinuxTimestamping.socketFlags].allSatisfy { flags in
            var flags = flags
            return setsockopt(
                descriptor, SOL_SOCKET, SO_TIMESTAMPING, &flags, socklen_t(MemoryLayout<UInt32>.size)) == 0
        }
    }

    /// Takes a batch of waiting datagrams into memory: how many.
    func gather() -> Int {
        received = receiving.receive(from: descriptor)
        let bracket = ClockBracket.read()
        arrival = Arrival(monotonic: bracket.before, bracket: bracket)
        return received
    }

    /// Hands over what `gather` took, once.
    func takeArrivals(_ visit: (UnsafeRawBufferPointer, Bool, SocketAddress, Arrival) -> Void) {
        for slot in 0..<received {
            arrival.kernel = receiving.controlMessages(slot).stamp
            visit(receiving.datagram(slot), receiving.isCut(slot), receiving.sender(slot), arrival)
        }
        received = 0
    }

    /// Hands over the stamps that have come since, each once.
    func takeDepartures(_ visit: (TimedRound, Departure) -> Void) {
        guard ledger.isWaiting || isLittered else { return }
        isLittered = false
        var count = Self.batch
        while count == Self.batch {
            count = reports.receive(from: descriptor, flags: Int32(MSG_ERRQUEUE))
            for slot in 0..<count {
                let report = reports.controlMessages(slot)
                guard let number = report.stampedNumber, let stamp = report.stamp, var item = ledger.take(number)
                else { continue }
                item.departure.kernel = stamp
                visit(item.round, item.departure)
            }
        }
        if ledger.isAdrift, Self.startNumbering(descriptor) { ledger.restart() }
    }

    /// Waits until something has come, or a time in nanoseconds has passed, at most a minute.
    func wait(atMost nanoseconds: UInt64) {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let capped = min(nanoseconds, 60_000_000_000)
        var time = timespec(tv_sec: Int(capped / 1_000_000_000), tv_nsec: Int(capped % 1_000_000_000))
        _ = calls.wait(&poll, 1, &time, nil)
        isLittered = poll.revents & Int16(POLLERR) != 0
    }

    /// Sends all of a batch. What the kernel doesn't take is lost, as the network may lose it.
    func send(_ batch: borrowing OutgoingBatch) {
        guard !batch.isEmpty else { return }
        let bracket = ClockBracket.read()
        let departure = Departure(monotonic: bracket.after, bracket: bracket)
        let items = batch.items
        batch.withDatagrams { bytes in
            var start = 0
            while start < items.count {
                let chunk = items[start..<min(start + Self.batch, items.count)]
                for (slot, item) in chunk.enumerated() {
                    sending.compose(slot, item.part(of: bytes), to: item.destination, isStamped: item.timed != nil)
                }
                send(chunk, departure: departure)
                start = chunk.endIndex
            }
        }
    }

    /// Sends a chunk that lies in the slots from zero on; what is refused is left out.
    private func send(_ chunk: ArraySlice<OutgoingBatch.Item>, departure: Departure) {
        var next = chunk.startIndex
        while next < chunk.endIndex {
            let slots = (next - chunk.startIndex)..<chunk.count
            let taken = min(sending.send(slots, through: descriptor), slots.count)
            for item in chunk[next..<(next + taken)] {
                if let round = item.timed { ledger.enter(round, departure) }
            }
            next += taken
            if taken < slots.count { next += 1 }
        }
    }
}
#endif
