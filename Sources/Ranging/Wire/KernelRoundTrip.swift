/// A round trip by the kernel's two stamps, held against the monotonic clock.
enum KernelRoundTrip: Equatable {
    /// Never less than the true round trip.
    case measured(nanoseconds: UInt64)
    /// The wall clock, by which the kernel stamps, didn't run evenly while the round was under way.
    case clockStepped

    /// Judges the stamps of one round.
    ///
    /// Let o(t) be how far the wall clock is ahead of the monotonic one at time t. The stamps differ by the true round
    /// trip plus o(received) - o(sent). If o never fell or never rose between the two brackets, both values lie between
    /// the offsets of the brackets; brackets that have an offset in common leave no room but the width of their
    /// union, which is added. Brackets without a common offset mean a step or a slew: then nothing is measured.
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
        guard commonLowest <= commonHighest else { return .clockStepped }
        let union =
            max(before.highestOffset, after.highestOffset) - min(before.lowestOffset, after.lowestOffset)
        let difference = Int128(received) - Int128(sent)
        guard difference >= 0, difference <= Int128(outer) + union else { return .clockStepped }
        return .measured(nanoseconds: UInt64(clamping: min(difference + union, Int128(outer))))
    }
}
