import Glibc

/// Waits for descriptors to have something to read, with limits in nanoseconds: `poll` counts in milliseconds, and
/// `ppoll` isn't there for Swift.
struct ReadySet {
    private let descriptors: [Int32]
    private let highest: Int32
    private var ready = fd_set()

    /// - Parameter descriptors: each below 1,024, the most that `pselect` takes.
    init(_ descriptors: [Int32]) {
        self.descriptors = descriptors.filter { (0..<Int32(FD_SETSIZE)).contains($0) }
        highest = self.descriptors.max() ?? -1
    }

    /// The descriptors that can be read now, or within so many nanoseconds.
    mutating func wait(atMost nanoseconds: UInt64) -> [Int32] {
        ready = fd_set()
        for descriptor in descriptors {
            let bit = UInt8(1) << (descriptor % 8)
            withUnsafeMutableBytes(of: &ready) { $0[Int(descriptor) / 8] |= bit }
        }
        var limit = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        guard pselect(highest + 1, &ready, nil, nil, &limit, nil) > 0 else { return [] }
        return descriptors.filter { descriptor in
            withUnsafeBytes(of: &ready) { $0[Int(descriptor) / 8] >> (descriptor % 8) & 1 == 1 }
        }
    }
}
