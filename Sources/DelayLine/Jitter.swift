/// What a packet takes longer than its link's delay. Never negative: no link is faster than its distance.
package enum Jitter: Sendable, Hashable {
    case none
    /// Evenly spread from nothing to so many nanoseconds.
    case uniform(upTo: UInt64)
    /// Exponentially distributed with this mean in nanoseconds, as waiting in queues roughly is; at most 36.7 means.
    case exponential(mean: UInt64)

    /// Nanoseconds on top of the delay. Draws exactly once whatever the case, so that changing a link's jitter leaves
    /// the fate of its later packets alone.
    func extra(using random: inout LineRandomness) -> UInt64 {
        switch self {
        case .none:
            _ = random.next()
            return 0
        case .uniform(let most):
            return UInt64(saturating: random.fraction() * Double(most))
        case .exponential(let mean):
            return UInt64(saturating: random.exponential() * Double(mean))
        }
    }
}
