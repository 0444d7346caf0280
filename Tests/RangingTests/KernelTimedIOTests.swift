#if os(Linux)
import Glibc
import Testing

@testable import Ranging

struct KernelTimedIOTests {
    private let session = SessionID()

    /// Sends so many timed datagrams to the socket itself; what the kernel tells about them.
    private func departures(_ count: Int, of timed: KernelTimedIO, at address: SocketAddress) -> [Departure] {
        var batch = OutgoingBatch()
        for number in 0..<count {
            batch.append([1], to: address, timed: TimedRound(session: session, round: UInt32(number)))
        }
        timed.send(batch)
        var taken: [Departure] = []
        timed.takeDepartures { taken.append($1) }
        return taken
    }

    @Test func `when the kernel has numbered more than left, both begin again and agree`() throws {
        let socket = try DatagramSocket(bindingTo: .anyLoopbackPort)
        // A machine without the kernel's stamps has nothing to disagree about.
        guard let timed = KernelTimedIO(descriptor: socket.descriptor), let calls = GNUCalls() else { return }
        let stranger = MessageBatch(capacity: 1, bytesEach: 0, controlEach: 24, calls: calls)
        stranger.prepareStampRequests()
        [UInt8(1)].withUnsafeBytes { stranger.compose(0, $0, to: socket.address, isStamped: true) }
        #expect(stranger.send(0..<1, through: socket.descriptor) == 1)

        // Each has the stamp of the one before it: too early, never too late.
        for departure in departures(3, of: timed, at: socket.address) {
            let bracket = try #require(departure.bracket)
            let kernel = try #require(departure.kernel)
            #expect(Int128(kernel) <= Int128(SystemClock.monotonic) + bracket.highestOffset)
        }
        let again = departures(3, of: timed, at: socket.address)
        #expect(again.count == 3)
        for departure in again {
            let bracket = try #require(departure.bracket)
            let kernel = try #require(departure.kernel)
            #expect(Int128(kernel) >= Int128(departure.monotonic) + bracket.lowestOffset)
        }
    }

    @Test func `reports that nobody waits for don't end every wait at once`() throws {
        let socket = try DatagramSocket(bindingTo: .anyLoopbackPort)
        guard let timed = KernelTimedIO(descriptor: socket.descriptor), let calls = GNUCalls() else { return }
        let other = try DatagramSocket(bindingTo: .anyLoopbackPort)
        let stranger = MessageBatch(capacity: 1, bytesEach: 0, controlEach: 24, calls: calls)
        stranger.prepareStampRequests()
        [UInt8(1)].withUnsafeBytes { stranger.compose(0, $0, to: other.address, isStamped: true) }
        #expect(stranger.send(0..<1, through: socket.descriptor) == 1)
        timed.wait(atMost: 1_000_000)
        timed.takeDepartures { _, _ in Issue.record("nothing was entered") }
        var poll = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(Glibc.poll(&poll, 1, 0) == 0)
    }
}
#endif
