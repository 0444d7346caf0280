/// When a challenge left: read before the system call, so that a round trip can only be measured too long.
package struct Departure: Sendable, Equatable {
    /// The process's monotonic clock before the send, in nanoseconds.
    package var monotonic: UInt64
    /// How the wall clock stood to it then; nil where the process clock alone counts.
    package var bracket: ClockBracket?
    /// The kernel's stamp of the wall clock as the datagram left, in nanoseconds; nil while it hasn't come.
    package var kernel: UInt64?

    package init(monotonic: UInt64, bracket: ClockBracket? = nil, kernel: UInt64? = nil) {
        self.monotonic = monotonic
        self.bracket = bracket
        self.kernel = kernel
    }
}

/// When a reply came: the process's clock read after it was received.
package struct Arrival: Sendable, Equatable {
    /// The process's monotonic clock after the receipt, in nanoseconds.
    package var monotonic: UInt64
    /// How the wall clock stood to it then.
    package var bracket: ClockBracket?
    /// The kernel's stamp of the wall clock as the datagram came, in nanoseconds.
    package var kernel: UInt64?

    package init(monotonic: UInt64, bracket: ClockBracket? = nil, kernel: UInt64? = nil) {
        self.monotonic = monotonic
        self.bracket = bracket
        self.kernel = kernel
    }
}

/// What lies between a departure and an arrival.
enum RoundTrip: Equatable {
    case measured(nanoseconds: UInt64, RangingRecord.Clock)
    case tooLate
    case clockStepped

    /// By the kernel's stamps where both ends have one, else by the process's clock. Never less than the truth.
    static func between(_ departure: Departure, _ arrival: Arrival) -> RoundTrip {
        guard arrival.monotonic >= departure.monotonic else { return .clockStepped }
        let outer = max(1, arrival.monotonic - departure.monotonic)
        guard let sent = departure.kernel, let received = arrival.kernel, let before = departure.bracket,
            let after = arrival.bracket
        else { return limited(outer, .process) }
        switch KernelRoundTrip.judge(sent: sent, received: received, before: before, after: after, outer: outer) {
        case .measured(let nanoseconds): return limited(max(1, nanoseconds), .kernel)
        case .clockStepped: return .clockStepped
        }
    }

    private static func limited(_ nanoseconds: UInt64, _ clock: RangingRecord.Clock) -> RoundTrip {
        nanoseconds > LandmarkSession.roundLimit ? .tooLate : .measured(nanoseconds: nanoseconds, clock)
    }
}
