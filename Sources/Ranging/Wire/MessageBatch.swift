#if os(Linux)
import Glibc

/// The memory of one system call on many datagrams, and the only place where it is handed to the kernel.
///
/// Owns for each datagram a header, an address, room for control messages and room for bytes; frees them when it goes.
/// One thread at a time. Slots that don't exist are empty: no index is unchecked.
final class MessageBatch {
    let capacity: Int
    private let bytesEach: Int
    private let controlEach: Int
    private let headers: UnsafeMutablePointer<BatchedMessage>
    private let vectors: UnsafeMutablePointer<iovec>
    private let names: UnsafeMutablePointer<sockaddr_in>
    private let controls: UnsafeMutableRawPointer
    private let bytes: UnsafeMutableRawPointer
    private let calls: GNUCalls
    /// Headers that a receipt has changed and the next must set again.
    private var used: Int

    /// - Parameters:
    ///   - bytesEach: of a datagram; longer ones are cut.
    ///   - controlEach: a multiple of eight.
    init(capacity: Int, bytesEach: Int, controlEach: Int, calls: GNUCalls) {
        self.capacity = capacity
        self.bytesEach = bytesEach
        self.controlEach = controlEach
        self.calls = calls
        headers = .allocate(capacity: capacity)
        vectors = .allocate(capacity: capacity)
        names = .allocate(capacity: capacity)
        controls = .allocate(byteCount: capacity * controlEach, alignment: 8)
        bytes = .allocate(byteCount: capacity * bytesEach, alignment: 64)
        headers.initialize(repeating: BatchedMessage(header: msghdr(), length: 0), count: capacity)
        vectors.initialize(repeating: iovec(), count: capacity)
        names.initialize(repeating: sockaddr_in(), count: capacity)
        controls.initializeMemory(as: UInt8.self, repeating: 0, count: capacity * controlEach)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: capacity * bytesEach)
        used = capacity
        for slot in 0..<capacity {
            // Reports of the error queue have neither sender nor bytes: the kernel needn't look for room.
            headers[slot].header.msg_name = bytesEach > 0 ? UnsafeMutableRawPointer(names + slot) : nil
            headers[slot].header.msg_iov = vectors + slot
            headers[slot].header.msg_iovlen = bytesEach > 0 ? 1 : 0
            headers[slot].header.msg_control = controls + slot * controlEach
            vectors[slot] = iovec(iov_base: bytes + slot * bytesEach, iov_len: bytesEach)
        }
    }

    deinit {
        headers.deallocate()
        vectors.deallocate()
        names.deallocate()
        controls.deallocate()
        bytes.deallocate()
    }
}

// Receiving.
extension MessageBatch {
    /// Takes what waits, without waiting itself: the number of datagrams.
    func receive(from descriptor: Int32, flags: Int32 = 0) -> Int {
        for slot in 0..<used {
            headers[slot].header.msg_namelen = bytesEach > 0 ? socklen_t(MemoryLayout<sockaddr_in>.size) : 0
            headers[slot].header.msg_controllen = controlEach
            headers[slot].header.msg_flags = 0
        }
        used = max(0, Int(calls.receive(descriptor, headers, UInt32(capacity), flags | Int32(MSG_DONTWAIT), nil)))
        return used
    }

    /// The bytes of a received datagram, valid until the next receipt.
    func datagram(_ slot: Int) -> UnsafeRawBufferPointer {
        guard (0..<used).contains(slot) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(
            start: bytes + slot * bytesEach, count: min(bytesEach, Int(headers[slot].length)))
    }

    /// Whether bytes of a received datagram found no room.
    func isCut(_ slot: Int) -> Bool {
        (0..<used).contains(slot) && headers[slot].header.msg_flags & Int32(MSG_TRUNC) != 0
    }

    func sender(_ slot: Int) -> SocketAddress {
        (0..<used).contains(slot) ? SocketAddress(names[slot]) : .anyPort
    }

    /// The control messages of a received datagram, valid until the next receipt.
    func controlMessages(_ slot: Int) -> ControlMessages {
        guard (0..<used).contains(slot) else { return ControlMessages(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return ControlMessages(
            UnsafeRawBufferPointer(
                start: controls + slot * controlEach, count: min(controlEach, headers[slot].header.msg_controllen)))
    }
}

// Sending.
extension MessageBatch {
    /// Writes into every slot the control message that asks for a stamp; `compose` says which datagrams send it.
    func prepareStampRequests() {
        guard controlEach >= Self.stampRequestLength else { return }
        for slot in 0..<capacity {
            let control = controls + slot * controlEach
            var head = cmsghdr()
            head.cmsg_len = MemoryLayout<cmsghdr>.size + MemoryLayout<UInt32>.size
            head.cmsg_level = SOL_SOCKET
            head.cmsg_type = SO_TIMESTAMPING
            control.storeBytes(of: head, as: cmsghdr.self)
            control.storeBytes(
                of: LinuxTimestamping.stampSent, toByteOffset: MemoryLayout<cmsghdr>.size, as: UInt32.self)
        }
    }

    /// A control message of four bytes, with its padding.
    static let stampRequestLength = MemoryLayout<cmsghdr>.size + 8

    /// Lays a datagram into a slot for sending. The bytes are lent: they must stay until `send` returns.
    func compose(_ slot: Int, _ datagram: UnsafeRawBufferPointer, to destination: SocketAddress, isStamped: Bool) {
        guard (0..<capacity).contains(slot) else { return }
        // The kernel only reads what is sent.
        vectors[slot] = iovec(
            iov_base: UnsafeMutableRawPointer(mutating: datagram.baseAddress), iov_len: datagram.count)
        names[slot] = destination.raw
        headers[slot].header.msg_name = UnsafeMutableRawPointer(names + slot)
        headers[slot].header.msg_iovlen = 1
        headers[slot].header.msg_namelen = socklen_t(MemoryLayout<sockaddr_in>.size)
        headers[slot].header.msg_controllen = isStamped ? Self.stampRequestLength : 0
        headers[slot].header.msg_control = isStamped ? controls + slot * controlEach : nil
        headers[slot].header.msg_flags = 0
    }

    /// Sends the slots of a range: how many of them, from the first on, left. The one after those failed.
    func send(_ slots: Range<Int>, through descriptor: Int32) -> Int {
        let range = slots.clamped(to: 0..<capacity)
        guard !range.isEmpty else { return 0 }
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        return max(0, Int(calls.send(descriptor, headers + range.lowerBound, UInt32(range.count), flags)))
    }
}
#endif
