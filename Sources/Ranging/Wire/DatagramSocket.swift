import Glibc

/// Why a socket could not be used.
package struct SocketError: Error, CustomStringConvertible {
    package let action: String
    package let code: Int32

    package var description: String { "\(action): \(String(cString: strerror(code)))" }
}

/// A UDP socket on IPv4 that never blocks. It owns its descriptor and closes it.
package struct DatagramSocket: ~Copyable {
    package let descriptor: Int32
    package let address: SocketAddress

    /// Opens and binds; port 0 takes any free one.
    package init(bindingTo wanted: SocketAddress) throws(SocketError) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw SocketError(action: "opening a UDP socket", code: errno) }
        var raw = wanted.raw
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        var length = size
        let named = withUnsafeMutablePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        let flags = fcntl(descriptor, F_GETFL, 0)
        guard bound == 0, named == 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
            let code = errno
            close(descriptor)
            throw SocketError(action: "binding to \(wanted)", code: code)
        }
        self.descriptor = descriptor
        address = SocketAddress(raw)
    }

    deinit { close(descriptor) }

    /// Sends one datagram. A full buffer or an unreachable peer loses it, as the network may.
    package func send(_ bytes: [UInt8], to destination: SocketAddress) {
        var raw = destination.raw
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, size)
            }
        }
    }

    /// Takes one waiting datagram of at most `limit` bytes (longer ones are cut, and so refused); nil when none
    /// waits.
    package func receive(limit: Int = Packet.sizeLimit + 1) -> (bytes: [UInt8], from: SocketAddress)? {
        var raw = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var count = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, used in
            count = withUnsafeMutablePointer(to: &raw) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, buffer.baseAddress, limit, 0, $0, &length)
                }
            }
            used = max(0, count)
        }
        return count >= 0 ? (bytes, SocketAddress(raw)) : nil
    }
}

/// Clocks and waiting.
package enum SystemClock {
    /// Runs as the oscillator does: nobody who forges time for a machine can make it slower, and round trips shorter.
    static let unslewed = CLOCK_MONOTONIC_RAW

    /// Nanoseconds of that clock.
    package static var monotonic: UInt64 {
        var time = timespec()
        clock_gettime(unslewed, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Seconds since 1970.
    package static var wall: UInt64 { UInt64(max(0, time(nil))) }

    /// Waits until one of the descriptors has something to read, or a time in nanoseconds has passed; the time is
    /// rounded up to milliseconds.
    package static func wait(for descriptors: [Int32], atMost nanoseconds: UInt64) {
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = min(60_000, (nanoseconds + 999_999) / 1_000_000)
        _ = poll(&polls, nfds_t(polls.count), Int32(milliseconds))
    }
}
