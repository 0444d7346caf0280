import Attestation
import Testing

struct TPMDeviceClockTests {
    private let earlier = DeviceClock(milliseconds: 5000, resets: 3, restarts: 1)

    @Test(arguments: [5000, 5001, 900_000] as [UInt64])
    func `a later time of the same run follows`(milliseconds: UInt64) {
        #expect(DeviceClock(milliseconds: milliseconds, resets: 3, restarts: 1).fault(since: earlier) == nil)
    }

    @Test(arguments: [
        (DeviceClock(milliseconds: 4999, resets: 3, restarts: 1), "an old quote: the device's clock shows 4999 ms"),
        (DeviceClock(milliseconds: 9000, resets: 4, restarts: 0), "reset since"),
        (DeviceClock(milliseconds: 9000, resets: 2, restarts: 5), "an old quote: the device had been reset"),
        (DeviceClock(milliseconds: 9000, resets: 3, restarts: 2), "restarted since"),
        (DeviceClock(milliseconds: 9000, resets: 3, restarts: 0), "an old quote: the device had been restarted"),
    ])
    func `a reset, a restart or a clock that went back is not fresh`(clock: DeviceClock, reason: String) {
        let fault = clock.fault(since: earlier)
        #expect(fault?.code == .notFresh)
        #expect(fault?.reason.contains(reason) == true)
    }
}
