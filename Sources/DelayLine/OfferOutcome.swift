/// What became of a packet that was offered.
package enum OfferOutcome: Sendable, Hashable {
    /// It will be there at this time, in nanoseconds.
    case scheduled(due: UInt64)
    case dropped(DropReason)
}

/// Why a packet will never arrive.
package enum DropReason: String, Sendable, Hashable, CaseIterable {
    /// By chance, on the way.
    case lost
    /// More bytes waited than the link's queue holds.
    case queueFull
    /// The link is not one of this line.
    case noSuchLink
}
