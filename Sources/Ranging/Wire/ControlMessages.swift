#if os(Linux)
import Glibc

/// The control messages behind a datagram, as cmsg(3) lays them out: length, level, type, payload, then padding to
/// eight bytes. Nothing is read past the end, whatever the lengths say.
struct ControlMessages {
    private let bytes: UnsafeRawBufferPointer
    private static let headLength = MemoryLayout<cmsghdr>.size

    /// Borrows the bytes: to be used while they stay where they are.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The kernel's stamp in nanoseconds since 1970; nil when there is none. It stands first of three in
    /// `struct scm_timestamping`; the others are the hardware's.
    var stamp: UInt64? {
        payload(level: SOL_SOCKET, type: SO_TIMESTAMPING, least: MemoryLayout<timespec>.size).flatMap {
            Self.nanoseconds($0.loadUnaligned(as: timespec.self))
        }
    }

    /// The number of the datagram whose sending was stamped; nil when this is another error, or none.
    ///
    /// `struct sock_extended_err` of include/uapi/linux/errqueue.h: errno 4, origin 1, type 1, code 1, padding 1,
    /// information 4 (0: handed to the device), data 4 (the number).
    var stampedNumber: UInt32? {
        guard let error = payload(level: Int32(IPPROTO_IP), type: IP_RECVERR, least: 16),
            error.loadUnaligned(as: Int32.self) == ENOMSG, error[4] == LinuxTimestamping.originTimestamping,
            error.loadUnaligned(fromByteOffset: 8, as: UInt32.self) == 0
        else { return nil }
        return error.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    }

    /// The first payload of a kind, if it has at least so many bytes.
    private func payload(level: Int32, type: Int32, least: Int) -> UnsafeRawBufferPointer? {
        var rest = bytes
        while rest.count >= Self.headLength {
            let head = rest.loadUnaligned(as: cmsghdr.self)
            guard head.cmsg_len >= Self.headLength, head.cmsg_len <= rest.count else { return nil }
            if head.cmsg_level == level, head.cmsg_type == type {
                let payload = rest[Self.headLength..<Int(head.cmsg_len)]
                return payload.count >= least ? UnsafeRawBufferPointer(rebasing: payload) : nil
            }
            let padded = (Int(head.cmsg_len) + 7) & ~7
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(padded))
        }
        return nil
    }

    /// Nil for zero, which means no stamp, and for what no clock shows before the year 2242.
    private static func nanoseconds(_ time: timespec) -> UInt64? {
        guard (0..<(1 << 33)).contains(time.tv_sec), (0..<1_000_000_000).contains(time.tv_nsec) else { return nil }
        let stamp = UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        return stamp > 0 ? stamp : nil
    }
}
#endif
