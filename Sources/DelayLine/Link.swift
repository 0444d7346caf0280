/// A way between two ends, as a value: what it does to packets that go along it.
///
/// ```swift
/// var link = Link(delay: 10_000_000)          // 10 ms each way
/// link.loss = 0.05
/// link.jitter = .exponential(mean: 3_000_000)
/// ```
package struct Link: Sendable, Hashable {
    /// Which way a packet goes. Each has its own queue and its own chance.
    package enum Direction: Sendable, Hashable, CaseIterable {
        case forward, backward
    }

    /// Nanoseconds that a packet takes at least, from the first end to the second.
    package var forwardDelay: UInt64
    /// Nanoseconds from the second end to the first: real paths differ by direction.
    package var backwardDelay: UInt64
    package var jitter: Jitter = .none
    /// Probability that a packet is lost on the way, 0 … 1.
    package var loss: Double = 0
    /// Nil: as fast as one likes.
    package var rate: Rate?
    /// False: packets of one direction leave in the order in which they came, whatever the jitter.
    package var mayReorder = false

    /// Takes so many nanoseconds one way, and so many the other.
    package init(forwardDelay: UInt64, backwardDelay: UInt64) {
        self.forwardDelay = forwardDelay
        self.backwardDelay = backwardDelay
    }

    /// Takes so many nanoseconds both ways.
    package init(delay: UInt64) { self.init(forwardDelay: delay, backwardDelay: delay) }

    /// Nanoseconds that a packet takes at least in this direction.
    package func delay(_ direction: Direction) -> UInt64 {
        switch direction {
        case .forward: forwardDelay
        case .backward: backwardDelay
        }
    }
}
