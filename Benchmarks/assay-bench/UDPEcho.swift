import Glibc
import Ranging

/// What a landmark is compared with: `recvfrom`, `sendto`, nothing else.
///
/// It returns each reply as the challenge that it would have answered: the load does the same work for both.
struct UDPEcho: ~Copyable {
    private let socket: DatagramSocket
    private var bytes = [UInt8](repeating: 0, count: 2_048)

    /// Binds the socket, which blocks for 20 ms at most.
    ///
    /// - Throws: `SocketError` when no socket can be had.
    init() throws {
        socket = try DatagramSocket(bindingTo: .anyLoopbackPort)
        _ = fcntl(socket.descriptor, F_SETFL, fcntl(socket.descriptor, F_GETFL, 0) & ~O_NONBLOCK)
        var patience = timeval(tv_sec: 0, tv_usec: 20_000)
        var room: Int32 = 4 << 20
        setsockopt(socket.descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        setsockopt(socket.descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends the datagrams that will go round and round.
    func begin(_ sessions: some Collection<SessionID>, at load: SocketAddress) {
        for session in sessions {
            socket.send(
                Packet.challenge(
                    session: session, round: 1, challenge: Octets32(repeatElement(7, count: 32)) ?? Octets32()
                )
                .encoded, to: load)
        }
    }

    /// One datagram there and back: how many.
    mutating func turn() -> Int {
        var sender = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &sender) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                let count = recvfrom(socket.descriptor, &bytes, bytes.count, 0, name, &length)
                guard count > 3 else { return 0 }
                bytes[3] = 4
                return sendto(socket.descriptor, bytes, count, Int32(MSG_NOSIGNAL), name, length) == count ? 1 : 0
            }
        }
    }
}
