import Glibc

/// A network device whose packets this process reads and writes. It is gone when its descriptor is closed.
///
/// It is made in the root namespace and moved into a site's own; the descriptor goes on working from here.
final class TUNDevice: Sendable {
    static let path = "/dev/net/tun"
    /// `_IOW('T', 202, int)` of linux/if_tun.h.
    private static let setInterface: UInt = 0x4004_54CA
    /// IFF_TUN and IFF_NO_PI of linux/if_tun.h: IP packets, with nothing before them.
    private static let plainPackets: UInt16 = 0x0001 | 0x1000
    /// Of `struct ifreq`, and of the name in it.
    private static let requestLength = 40
    private static let nameLength = 16
    /// More than the device's MTU of 1,500 bytes.
    private static let packetLimit = 2_048

    let name: String
    let descriptor: Int32

    /// - Throws: `WorldError.system` when the device can't be made.
    init(named name: String) throws(WorldError) {
        let descriptor = open(Self.path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system(action: "opening \(Self.path)", code: errno) }
        var request = Array(name.utf8.prefix(Self.nameLength - 1))
        request += [UInt8](repeating: 0, count: Self.requestLength - request.count)
        request[Self.nameLength] = UInt8(truncatingIfNeeded: Self.plainPackets)
        request[Self.nameLength + 1] = UInt8(truncatingIfNeeded: Self.plainPackets >> 8)
        let made = request.withUnsafeMutableBytes { buffer in
            buffer.baseAddress.map { ioctl(descriptor, Self.setInterface, $0) } ?? -1
        }
        guard made == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw .system(action: "making the TUN device \(name)", code: code)
        }
        self.name = name
        self.descriptor = descriptor
    }

    /// The next packet that was sent into the device; nil when none waits.
    func read() -> [UInt8]? {
        var count = -1
        let packet = [UInt8](unsafeUninitializedCapacity: Self.packetLimit) { buffer, used in
            count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            used = max(0, count)
        }
        return count > 0 ? packet : nil
    }

    /// Lets a packet come out of the device. A device that is down loses it.
    func write(_ packet: [UInt8]) { _ = Glibc.write(descriptor, packet, packet.count) }

    /// Removes the device. Nothing may use it afterwards.
    func close() { Glibc.close(descriptor) }
}
