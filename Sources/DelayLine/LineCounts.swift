/// What became of all packets: offered = taken + on their way + dropped.
package struct LineCounts: Sendable, Hashable {
    /// Packets that `offer` was called with.
    package private(set) var offered = 0
    /// Those that were to arrive; they have been taken, or are on their way.
    package private(set) var scheduled = 0
    /// Those that `take` gave out.
    package internal(set) var taken = 0
    private var drops: [DropReason: Int] = [:]

    /// Nothing was offered yet.
    package init() {}

    /// Dropped for one reason.
    package func dropped(_ reason: DropReason) -> Int { drops[reason] ?? 0 }

    /// Dropped for whatever reason.
    package var dropped: Int { drops.values.reduce(0, +) }

    mutating func note(_ outcome: OfferOutcome) {
        offered += 1
        switch outcome {
        case .scheduled: scheduled += 1
        case .dropped(let reason): drops[reason, default: 0] += 1
        }
    }
}
