#if os(Linux)
import Glibc
import Quantities
import TestSupport
import Testing

@testable import Ranging

struct ControlMessagesTests {
    /// A control message as the kernel lays it out on 64-bit machines.
    private func message(level: Int32, type: Int32, _ payload: [UInt8], length: UInt64? = nil) -> [UInt8] {
        let head = withUnsafeBytes(of: (length ?? UInt64(16 + payload.count), level, type)) { Array($0) }
        return head + payload + [UInt8](repeating: 0, count: (8 - payload.count % 8) % 8)
    }

    /// The software stamp and the two of the hardware, which are zero.
    private func stamp(_ seconds: Int64, _ nanoseconds: Int64) -> [UInt8] {
        let payload = withUnsafeBytes(of: (seconds, nanoseconds, Int64(0), Int64(0), Int64(0), Int64(0))) { Array($0) }
        return message(level: SOL_SOCKET, type: SO_TIMESTAMPING, payload)
    }

    private func report(
        number: UInt32, errno code: UInt32 = UInt32(ENOMSG), origin: UInt8 = 4, information: UInt32 = 0
    ) -> [UInt8] {
        let error = withUnsafeBytes(of: (code, origin, UInt8(0), UInt8(0), UInt8(0), information, number)) { Array($0) }
        return message(level: 0, type: IP_RECVERR, error + [UInt8](repeating: 0, count: 16))
    }

    @Test func `a stamp and a number are found behind one another`() {
        (stamp(1_795_000_000, 7) + report(number: 77)).withUnsafeBytes { bytes in
            #expect(ControlMessages(bytes).stamp == 1_795_000_000_000_000_007)
            #expect(ControlMessages(bytes).stampedNumber == 77)
        }
        (report(number: .max) + stamp(1, 0)).withUnsafeBytes { bytes in
            #expect(ControlMessages(bytes).stamp == 1_000_000_000)
            #expect(ControlMessages(bytes).stampedNumber == .max)
        }
    }

    @Test(arguments: [(0, 0), (-1, 5), (5, -1), (5, 1_000_000_000), (Int64.max, 0)] as [(Int64, Int64)])
    func `a stamp that no clock shows is none`(seconds: Int64, nanoseconds: Int64) {
        stamp(seconds, nanoseconds).withUnsafeBytes { #expect(ControlMessages($0).stamp == nil) }
    }

    @Test func `an error of another kind has no number`() {
        for bytes in [
            report(number: 1, errno: UInt32(ECONNREFUSED)), report(number: 1, origin: 2),
            report(number: 1, information: 1), message(level: 0, type: IP_RECVERR, [1, 2, 3]),
        ] {
            bytes.withUnsafeBytes { #expect(ControlMessages($0).stampedNumber == nil) }
        }
    }

    @Test(arguments: [0, 1, 15, 1_000, UInt64(Int64.max), .max] as [UInt64])
    func `a length that lies ends the search`(length: UInt64) {
        let bytes = message(level: 9, type: 9, [1, 2, 3, 4], length: length) + stamp(1, 1)
        bytes.withUnsafeBytes { #expect(ControlMessages($0).stamp == nil) }
    }

    @Test func `no bytes end the program`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<5_000 {
            var bytes = stamp(1_795_000_000, 1) + report(number: 1)
            for _ in 0..<3 { bytes[random.index(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
            bytes.removeLast(random.index(below: bytes.count + 1))
            bytes.withUnsafeBytes { _ = (ControlMessages($0).stamp, ControlMessages($0).stampedNumber) }
        }
    }
}
#endif
