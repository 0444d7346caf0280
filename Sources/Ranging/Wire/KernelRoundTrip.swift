/// A round trip by the kernel's two stamps, held against the monotonic clock.
enum KernelRoundTrip: Equatable {
    /// Never less than the true round trip.
    case measured(nanoseconds: UInt64)
    /// The wall clock, by which the kernel stamps, didn't run evenly while the round was under way.
    case clockStepped

    /// Parts in a million that a wall clock may run apart from the oscillator (`MAXFREQ` of linux/timex.h), and a fifth
    /// more.
    private static let driftLimit: Int128 = 600

    /// Judges the stamps of one round.
    ///
    /// Let o(t) be how far the wall clock is ahead of the monotonic one at time t. The stamps differ by the true round
    /// trip plus o(received) - o(sent). If o never fell or never rose between the two brackets, both values lie between
    /// the offsets of the brackets, and the width of their union is added. A wall clock that is kept by others runs a
    /// little faster or slower than the oscillator, by at most 500 parts in a million as the kernel allows; brackets
    /// farther apart than that mean a step, or a clock that somebody bends: then nothing is measured.
    ///
    /// A clock stepped forth and back within one round, between the same two brackets, is seen only where the stamps
    /// contradict the outer time. Whoever can do that on a landmark holds its signing key as well.
    ///
    /// - Parameters:
    ///   - sent, received: the kernel's stamps, in nanoseconds since 1970.
    ///   - before: read before the challenge was handed to the kernel.
    ///   - after: read after the reply was taken from it.
    ///   - outer: nanoseconds on the monotonic clock from before the sending to after the receipt; the true round trip
    ///     is no longer.
    static func judge(
        sent: UInt64, received: UInt64, before: ClockBracket, after: ClockBracket, outer: UInt64
    ) -> KernelRoundTrip {
        let commonLowest = max(before.lowestOffset, after.lowestOffset)
        let commonHighest = min(before.highestOffset, after.highestOffset)
        let drift = Int128(outer) * driftLimit / 1_000_000
        guard commonLowest - commonHighest <= drift else { return .clockStepped }
        let union =
            max(before.highestOffset, after.highestOffset) - min(before.lowestOffset, after.lowestOffset)
        let difference = Int128(received) - Int128(sent)
        guard difference >= 0, difference <= Int128(outer) + union else { return .clockStepped }
        return .measured(nanoseconds: UInt64(clamping: min(difference + union, Int128(outer))))
    }
}
