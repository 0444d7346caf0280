#if os(Linux)
import Glibc

/// Numbers and calls of Linux's kernel timestamps that the C library's Swift module leaves out.
enum LinuxTimestamping {
    // include/uapi/linux/net_tstamp.h, Linux 6.1: SOF_TIMESTAMPING_…
    /// SOF_TIMESTAMPING_TX_SOFTWARE: stamp a datagram as it is handed to the network device.
    static let stampSent: UInt32 = 1 << 1
    /// SOF_TIMESTAMPING_RX_SOFTWARE: stamp datagrams as they enter the kernel.
    static let stampReceived: UInt32 = 1 << 3
    /// SOF_TIMESTAMPING_SOFTWARE: report such stamps.
    static let report: UInt32 = 1 << 4
    /// SOF_TIMESTAMPING_OPT_ID: number the datagrams that are stamped as sent.
    static let number: UInt32 = 1 << 7
    /// SOF_TIMESTAMPING_OPT_TSONLY: report the stamp without the datagram.
    static let stampOnly: UInt32 = 1 << 11

    /// SO_EE_ORIGIN_TIMESTAMPING of include/uapi/linux/errqueue.h.
    static let originTimestamping: UInt8 = 4

    /// What the socket asks for once; the stamp of sending is asked for with each datagram that needs it.
    static let socketFlags = stampReceived | report | number | stampOnly
}

/// One datagram of a batch: `struct mmsghdr` of recvmmsg(2).
struct BatchedMessage {
    var header: msghdr
    var length: UInt32
}

/// System calls that the C library offers to programs that define `_GNU_SOURCE`, which Swift doesn't: they are looked
/// up by name.
struct GNUCalls {
    typealias Receive =
        @convention(c) (Int32, UnsafeMutableRawPointer, UInt32, Int32, UnsafeMutablePointer<timespec>?) ->
        Int32
    typealias Send = @convention(c) (Int32, UnsafeMutableRawPointer, UInt32, Int32) -> Int32

    typealias Wait =
        @convention(c) (UnsafeMutablePointer<pollfd>?, nfds_t, UnsafePointer<timespec>?, UnsafeRawPointer?) -> Int32

    /// recvmmsg(2)
    let receive: Receive
    /// sendmmsg(2)
    let send: Send
    /// ppoll(2)
    let wait: Wait

    /// Nil where the C library lacks them, or where Swift would lay the structure out in another way.
    init?() {
        guard let receive = dlsym(nil, "recvmmsg"), let send = dlsym(nil, "sendmmsg"),
            let wait = dlsym(nil, "ppoll"),
            MemoryLayout<BatchedMessage>.offset(of: \.length) == MemoryLayout<msghdr>.size,
            MemoryLayout<BatchedMessage>.stride == MemoryLayout<msghdr>.size + MemoryLayout<Int>.size
        else { return nil }
        self.receive = unsafeBitCast(receive, to: Receive.self)
        self.send = unsafeBitCast(send, to: Send.self)
        self.wait = unsafeBitCast(wait, to: Wait.self)
    }
}
#endif
