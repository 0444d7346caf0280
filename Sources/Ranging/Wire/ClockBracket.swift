#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How far the wall clock stands ahead of the monotonic clock, known to within the time that reading both took.
///
/// The kernel stamps datagrams by the wall clock, which may be stepped at any moment; round trips must be told by a
/// clock that can't. A bracket ties the two together: the wall clock was read at some moment between the two
/// monotonic readings, so the offset lies between `lowestOffset` and `highestOffset`.
package struct ClockBracket: Sendable, Hashable {
    /// Monotonic nanoseconds before the wall clock was read.
    package let before: UInt64
    /// Nanoseconds since 1970.
    package let wall: UInt64
    /// Monotonic nanoseconds after the wall clock was read.
    package let after: UInt64

    /// The three readings, in the order of their taking.
    package init(before: UInt64, wall: UInt64, after: UInt64) {
        self.before = before
        self.wall = wall
        self.after = after
    }

    /// The least that the wall clock can be ahead, in nanoseconds. Wide enough never to overflow.
    var lowestOffset: Int128 { Int128(wall) - Int128(after) }
    /// The most that the wall clock can be ahead.
    var highestOffset: Int128 { Int128(wall) - Int128(before) }

    /// Readings tighter than this are good enough: 300 nanoseconds are 30 metres of radius, and three readings cost
    /// a third of that.
    private static let width: UInt64 = 300
    /// A thread that is interrupted between the readings tries again, so often at most.
    private static let attempts = 4

    /// Reads the clocks, a few times when something came between: the tightest bracket counts.
    package static func read() -> ClockBracket {
        var best = once()
        for _ in 1..<attempts where best.after - best.before > width {
            let next = once()
            if next.after - next.before < best.after - best.before { best = next }
        }
        return best
    }

    private static func once() -> ClockBracket {
        let before = nanoseconds(of: SystemClock.unslewed)
        let wall = nanoseconds(of: CLOCK_REALTIME)
        return ClockBracket(before: before, wall: wall, after: max(before, nanoseconds(of: SystemClock.unslewed)))
    }

    private static func nanoseconds(of clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        // A wall clock before 1970 counts as 1970: round trips across it are refused, nothing traps.
        return UInt64(clamping: time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue
            &+ UInt64(clamping: time.tv_nsec)
    }
}
