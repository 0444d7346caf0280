import Glibc

/// A blocking UDP socket of the self-check.
struct DatagramPort: ~Copyable {
    private let descriptor: Int32

    /// Binds to an address; port 0 takes any free one.
    init(_ endpoint: Endpoint) throws(WorldError) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw .system(action: "opening a UDP socket", code: errno) }
        var raw = Self.raw(endpoint)
        let bound = withUnsafePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, Self.length) }
        }
        guard bound == 0 else {
            let code = errno
            close(descriptor)
            throw .system(action: "binding to \(endpoint)", code: code)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8], to endpoint: Endpoint) {
        var raw = Self.raw(endpoint)
        _ = withUnsafePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, 0, $0, Self.length)
            }
        }
    }

    /// The next datagram; nil when none comes within so many milliseconds, or a signal came.
    func receive(milliseconds: Int32) -> (bytes: [UInt8], from: Endpoint)? {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return nil }
        var raw = sockaddr_in()
        var length = Self.length
        var bytes = [UInt8](repeating: 0, count: 2_048)
        let count = withUnsafeMutablePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, &bytes, bytes.count, 0, $0, &length)
            }
        }
        guard count >= 0 else { return nil }
        let sender = Endpoint(
            address: IPv4Address(bits: UInt32(bigEndian: raw.sin_addr.s_addr)), port: UInt16(bigEndian: raw.sin_port))
        return (Array(bytes.prefix(count)), sender)
    }

    private static let length = socklen_t(MemoryLayout<sockaddr_in>.size)

    private static func raw(_ endpoint: Endpoint) -> sockaddr_in {
        var raw = sockaddr_in()
        raw.sin_family = sa_family_t(AF_INET)
        raw.sin_addr.s_addr = endpoint.address.bits.bigEndian
        raw.sin_port = endpoint.port.bigEndian
        return raw
    }
}
