extension UInt64 {
    /// The sum, or the largest integer: a time that never comes.
    func adding(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// A number of at least zero cut to an integer; the largest one when it is larger.
    init(saturating value: Double) { self = UInt64(exactly: value.rounded(.down)) ?? (value > 0 ? .max : 0) }
}
