import Glibc

/// An IPv4 address and port.
package struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// Address and port as they stand in a packet: four bytes, two bytes.
    package let bytes: [UInt8]

    /// Parses `127.0.0.1:4701`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
        let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard numbers.count == 4, !numbers.contains(nil) else { return nil }
        bytes = numbers.compactMap(\.self) + [UInt8(port >> 8), UInt8(port & 255)]
    }

    /// Any free port of this machine alone.
    package static let anyLoopbackPort = SocketAddress(bytes: [127, 0, 0, 1, 0, 0])
    /// Any free port, towards everybody.
    package static let anyPort = SocketAddress(bytes: [0, 0, 0, 0, 0, 0])

    private init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ raw: sockaddr_in) {
        let address = UInt32(bigEndian: raw.sin_addr.s_addr)
        let port = UInt16(bigEndian: raw.sin_port)
        bytes =
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> $0) } + [UInt8(port >> 8), UInt8(port & 255)]
    }

    var raw: sockaddr_in {
        var raw = sockaddr_in()
        raw.sin_family = sa_family_t(AF_INET)
        raw.sin_addr.s_addr = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }.bigEndian
        raw.sin_port = port.bigEndian
        return raw
    }

    package var port: UInt16 { bytes.suffix(2).reduce(0) { $0 << 8 | UInt16($1) } }

    package var description: String { bytes.prefix(4).map(String.init).joined(separator: ".") + ":\(port)" }
}

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
    /// Nanoseconds of the monotonic clock.
    package static var monotonic: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
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
