import Glibc

/// Whether an address can be listened on, asked before anything is written.
package enum PortCheck {
    /// - Throws: `PortProblem` when the address is taken or isn't this machine's.
    package static func assertFree(host: String, port: Int) throws(PortProblem) {
        guard port != 0 else { return }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
            throw PortProblem(host: host, port: port, reason: "no such address")
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
        guard descriptor >= 0 else { throw PortProblem(host: host, port: port, code: errno) }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0, listen(descriptor, 1) == 0 else {
            throw PortProblem(host: host, port: port, code: errno)
        }
    }
}

/// The address can't be listened on.
package struct PortProblem: Error, CustomStringConvertible {
    let host: String
    let port: Int
    let reason: String

    init(host: String, port: Int, reason: String) {
        self.host = host
        self.port = port
        self.reason = reason
    }

    init(host: String, port: Int, code: Int32) {
        let reason =
            code == EADDRINUSE
            ? "it is in use by another program; stop it, or choose another with --port"
            : String(cString: strerror(code))
        self.init(host: host, port: port, reason: reason)
    }

    package var description: String { "can't serve on \(host):\(port): \(reason)" }
}
