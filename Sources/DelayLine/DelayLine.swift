/// Packets on their way: what is offered on a link comes out when its delay is over, or never.
///
/// It has no clock, socket or thread. Times come in, in nanoseconds of one clock that never goes back, so a test needs
/// no waiting and the same seed gives the same schedule. Whoever carries real packets calls `offer` when one came,
/// sleeps until `earliest`, and calls `take` until it gives nothing.
///
/// ```swift
/// var line = DelayLine<String>(seed: 1)
/// let link = line.addLink(Link(delay: 5_000_000))
/// line.offer("ping", bytes: 84, on: link, .forward, at: 0)
/// line.take(at: 4_999_999)   // nil
/// line.take(at: 5_000_000)   // "ping"
/// ```
package struct DelayLine<Item> {
    private struct Way: Sendable {
        var link: Link
        var forward: Passage
        var backward: Passage
    }

    private let seed: UInt64
    private var ways: [Way] = []
    private var queue = DelayQueue<Item>()

    /// What became of everything that was offered.
    package private(set) var counts = LineCounts()

    /// An empty line; its chances and jitters follow from the seed.
    package init(seed: UInt64) { self.seed = seed }

    /// When the next item is due; nil when nothing is on its way.
    package var earliest: UInt64? { queue.earliest }

    /// How many items are on their way.
    package var underway: Int { queue.count }

    /// Adds a link. Links that are added in the same order have the same chances.
    package mutating func addLink(_ link: Link) -> LinkID {
        let stream = UInt64(ways.count) * 2
        ways.append(
            Way(
                link: link, forward: Passage(random: LineRandomness(seed: seed, stream: stream)),
                backward: Passage(random: LineRandomness(seed: seed, stream: stream + 1))))
        return LinkID(index: ways.count - 1)
    }

    /// How a link is set; nil for a link of another line.
    package func link(_ id: LinkID) -> Link? { ways.indices.contains(id.index) ? ways[id.index].link : nil }

    /// Sets a link anew. What is on its way already stays as it was scheduled, and the order still holds.
    package mutating func replace(_ id: LinkID, with link: Link) {
        guard ways.indices.contains(id.index) else { return }
        ways[id.index].link = link
    }

    /// Offers a packet: it is scheduled, or dropped and counted.
    ///
    /// - Parameters:
    ///   - item: the packet.
    ///   - bytes: its size on the wire.
    ///   - id: of the link.
    ///   - direction: which of its two ways.
    ///   - now: nanoseconds, not before those of any earlier call.
    @discardableResult
    package mutating func offer(
        _ item: Item, bytes: Int, on id: LinkID, _ direction: Link.Direction, at now: UInt64
    ) -> OfferOutcome {
        let outcome = admit(bytes: bytes, on: id, direction, at: now)
        counts.note(outcome)
        if case .scheduled(let due) = outcome { queue.add(item, due: due) }
        return outcome
    }

    /// Takes the earliest item if it is due.
    package mutating func take(at now: UInt64) -> Item? {
        guard let item = queue.take(at: now) else { return nil }
        counts.taken += 1
        return item
    }

    private mutating func admit(
        bytes: Int, on id: LinkID, _ direction: Link.Direction, at now: UInt64
    ) -> OfferOutcome {
        guard ways.indices.contains(id.index) else { return .dropped(.noSuchLink) }
        let link = ways[id.index].link
        switch direction {
        case .forward: return ways[id.index].forward.admit(bytes: bytes, on: link, direction, at: now)
        case .backward: return ways[id.index].backward.admit(bytes: bytes, on: link, direction, at: now)
        }
    }
}

extension DelayLine: Sendable where Item: Sendable {}
