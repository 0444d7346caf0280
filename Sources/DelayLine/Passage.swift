/// One direction of one link: when its wire is free again, and its chance.
struct Passage: Sendable {
    private var random: LineRandomness
    private var busyUntil: UInt64 = 0
    private var lastDue: UInt64 = 0

    init(random: LineRandomness) { self.random = random }

    /// Decides what becomes of a packet that comes now.
    ///
    /// The order is that of a real port: a full queue turns it away; else it is put on the wire, bit by bit; and there
    /// it may get lost, so a lost packet has taken its time of the wire.
    mutating func admit(bytes: Int, on link: Link, _ direction: Link.Direction, at now: UInt64) -> OfferOutcome {
        // Two draws for every packet, used or not: the n-th packet's chance is the same whatever the link is set to.
        let chance = random.fraction()
        let extra = link.jitter.extra(using: &random)
        let start = max(now, busyUntil)
        var serialisation: UInt64 = 0
        if let rate = link.rate {
            let waiting = rate.bytes(in: start - now).adding(UInt64(max(0, bytes)))
            guard waiting <= UInt64(rate.queueLimit) else { return .dropped(.queueFull) }
            serialisation = rate.serialisation(of: bytes)
        }
        busyUntil = start.adding(serialisation)
        guard chance >= link.loss else { return .dropped(.lost) }
        var due = busyUntil.adding(link.delay(direction)).adding(extra)
        // Behind a packet that jitter held up, the others follow no faster than the rate.
        if !link.mayReorder { due = max(due, lastDue.adding(serialisation)) }
        lastDue = max(lastDue, due)
        return .scheduled(due: due)
    }
}
