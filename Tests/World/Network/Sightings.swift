/// What the router saw pass, for scenarios that wait for a moment of a session.
struct Sightings: Sendable, Hashable {
    private struct Sight: Sendable, Hashable {
        let kind: RangingPayload.Kind
        let receiver: IPv4Address
    }

    private var delivered: [Sight: Int] = [:]
    /// Datagrams that a middlebox made up.
    private(set) var forged = 0
    /// Packets for nobody, or for where they come from, or not of IPv4.
    private(set) var unroutable = 0

    /// Ranging datagrams of one kind that were delivered to a site.
    func count(_ kind: RangingPayload.Kind, to receiver: IPv4Address) -> Int {
        delivered[Sight(kind: kind, receiver: receiver)] ?? 0
    }

    mutating func noteDelivery(of kind: RangingPayload.Kind, to receiver: IPv4Address) {
        delivered[Sight(kind: kind, receiver: receiver), default: 0] += 1
    }

    mutating func noteForgery() { forged += 1 }
    mutating func noteUnroutable() { unroutable += 1 }
}
