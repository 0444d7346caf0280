#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A UDP socket on IPv4 that says when each datagram came, and when those left whose departure matters.
///
/// It never blocks but in `wait`. A turn of its owner is: `gather` what has come, take the departures, take the
/// arrivals, send. Departures go before arrivals: a challenge's stamp is there before its reply can be, so the reply
/// finds it.
///
/// On Linux the kernel stamps the datagrams (SO_TIMESTAMPING, software stamps), which leaves out the time that this
/// process and the system calls take. Where that can't be had, the process's own clock is read around each call:
/// always right, never as tight.
package struct TimingSocket: ~Copyable {
    package let address: SocketAddress
    /// Where the times come from.
    package let clock: RangingRecord.Clock
    private let socket: DatagramSocket
    private let exchange: Exchange

    private enum Exchange {
        case process(ProcessTimedIO)
        #if os(Linux)
        case kernel(KernelTimedIO)
        #endif
    }

    /// The longest datagram that is taken whole; longer ones are cut and say so.
    package static let datagramLimit = 1_400
    /// What the socket's buffers should hold; the system may allow less. The kernel's stamps wait in the receive
    /// buffer as well, so that a full one costs stamps.
    private static let bufferSize: Int32 = 4 << 20

    /// Opens and binds; port 0 takes any free one.
    ///
    /// - Parameters:
    ///   - wanted: the address.
    ///   - clock: the one that is wanted; `clock` tells which one is in use.
    /// - Throws: when the address can't be had.
    package init(
        bindingTo wanted: SocketAddress, clock: RangingRecord.Clock = .kernel
    ) throws(SocketError) {
        socket = try DatagramSocket(bindingTo: wanted)
        address = socket.address
        for option in [SO_RCVBUF, SO_SNDBUF] {
            var size = Self.bufferSize
            // Less than wanted is no error: the buffers that there are will do.
            setsockopt(socket.descriptor, SOL_SOCKET, option, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        #if os(Linux)
        if clock == .kernel, let timed = KernelTimedIO(descriptor: socket.descriptor) {
            exchange = .kernel(timed)
            self.clock = .kernel
            return
        }
        #endif
        exchange = .process(ProcessTimedIO(descriptor: socket.descriptor))
        self.clock = .process
    }

    /// Takes waiting datagrams into memory: how many, at most 64.
    package func gather() -> Int {
        switch exchange {
        case .process(let timed): timed.gather()
        #if os(Linux)
        case .kernel(let timed): timed.gather()
        #endif
        }
    }

    /// Hands over what `gather` took, once: the bytes, valid during the visit only; whether they were cut; sender;
    /// time.
    package func takeArrivals(
        _ visit: (_ datagram: UnsafeRawBufferPointer, _ isCut: Bool, _ sender: SocketAddress, Arrival) -> Void
    ) {
        switch exchange {
        case .process(let timed): timed.takeArrivals(visit)
        #if os(Linux)
        case .kernel(let timed): timed.takeArrivals(visit)
        #endif
        }
    }

    /// Hands over the times at which timed datagrams left, each once. Some may come later, or never.
    package func takeDepartures(_ visit: (TimedRound, Departure) -> Void) {
        switch exchange {
        case .process(let timed): timed.takeDepartures(visit)
        #if os(Linux)
        case .kernel(let timed): timed.takeDepartures(visit)
        #endif
        }
    }

    /// Sends all of a batch. What the system doesn't take is lost, as the network may lose it.
    package func send(_ batch: borrowing OutgoingBatch) {
        switch exchange {
        case .process(let timed): timed.send(batch)
        #if os(Linux)
        case .kernel(let timed): timed.send(batch)
        #endif
        }
    }

    /// Waits until something has come, or a time in nanoseconds has passed.
    package func wait(atMost nanoseconds: UInt64) {
        switch exchange {
        case .process(let timed): timed.wait(atMost: nanoseconds)
        #if os(Linux)
        case .kernel(let timed): timed.wait(atMost: nanoseconds)
        #endif
        }
    }
}
