import Glibc

/// Asks for a thread that others wait for to be run before others.
enum RealTimePriority {
    /// SCHED_RESET_ON_FORK of linux/sched.h: children are ordinary again.
    private static let resetOnFork: Int32 = 0x4000_0000

    /// First-in-first-out scheduling for the calling thread, at the lowest of its priorities.
    ///
    /// - Returns: false when the system refuses; then packets come a little later, and nothing else changes.
    @discardableResult
    static func take() -> Bool {
        var parameters = sched_param(sched_priority: 1)
        return sched_setscheduler(0, SCHED_FIFO | resetOnFork, &parameters) == 0
    }
}
