import Glibc

/// An IPv4 address and port.
package struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    private let host: UInt32
    package let port: UInt16

    /// Parses `127.0.0.1:4701`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
        let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard numbers.count == 4, !numbers.contains(nil) else { return nil }
        self.init(host: numbers.compactMap(\.self).reduce(0) { $0 << 8 | UInt32($1) }, port: port)
    }

    /// Any free port of this machine alone.
    package static let anyLoopbackPort = SocketAddress(host: 0x7f00_0001, port: 0)
    /// Any free port, towards everybody.
    package static let anyPort = SocketAddress(host: 0, port: 0)

    private init(host: UInt32, port: UInt16) {
        self.host = host
        self.port = port
    }

    init(_ raw: sockaddr_in) {
        host = UInt32(bigEndian: raw.sin_addr.s_addr)
        port = UInt16(bigEndian: raw.sin_port)
    }

    var raw: sockaddr_in {
        var raw = sockaddr_in()
        raw.sin_family = sa_family_t(AF_INET)
        raw.sin_addr.s_addr = host.bigEndian
        raw.sin_port = port.bigEndian
        return raw
    }

    /// Address and port as they stand in a packet: four bytes, two bytes.
    package var bytes: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: host >> $0) }
            + [UInt8(truncatingIfNeeded: port >> 8), UInt8(truncatingIfNeeded: port)]
    }

    package var description: String { bytes.prefix(4).map(String.init).joined(separator: ".") + ":\(port)" }
}
