import DelayLine

/// Moves packets between sites, each in its time: packets and times in, packets out. It has no device and no clock.
struct Router: Sendable {
    /// A packet at its journey's end.
    struct Delivery: Sendable, Hashable {
        let packet: [UInt8]
        let site: IPv4Address
    }

    private enum Transit: Sendable {
        case arriving(packet: [UInt8], at: IPv4Address)
        /// On its way to a middlebox, and then onwards.
        case calling(packet: [UInt8], at: IPv4Address)
    }

    private let plan: LinkPlan
    private let roles: [IPv4Address: WorldSite.Role]
    private var line: DelayLine<Transit>
    private var links: [SitePair: LinkID] = [:]
    private var rules = RouterRules()
    private(set) var sightings = Sightings()

    init(sites: [WorldSite], plan: LinkPlan, seed: UInt64) {
        self.plan = plan
        roles = Dictionary(sites.map { ($0.address, $0.role) }, uniquingKeysWith: { first, _ in first })
        line = DelayLine(seed: seed)
        // In a fixed order, so that every link has the same chance in every run.
        for pair in plan.links.keys.sorted(by: { ($0.lower, $0.higher) < ($1.lower, $1.higher) }) {
            links[pair] = plan.links[pair].map { line.addLink($0) }
        }
    }

    /// When `next` has something to give, at the earliest.
    var earliest: UInt64? { line.earliest }

    var counts: LineCounts { line.counts }

    /// Follows other rules from now on. What is on its way stays as it was.
    mutating func follow(_ rules: RouterRules) {
        let isChanged = rules.weather != self.rules.weather
        self.rules = rules
        guard isChanged else { return }
        for (pair, id) in links {
            guard var link = plan.links[pair] else { continue }
            link.jitter = rules.weather.jitter
            link.loss = rules.weather.loss
            line.replace(id, with: link)
        }
    }

    /// A packet left a site.
    mutating func accept(_ packet: [UInt8], from origin: IPv4Address, at now: UInt64) {
        guard let header = IPv4Packet(packet) else { return sightings.noteUnroutable() }
        let goal = header.destination
        if let place = rules.detour.flatMap({ place(of: $0, between: origin, goal) }) {
            send(.calling(packet: packet, at: place), packet.count, origin, place, at: now)
        } else {
            send(.arriving(packet: packet, at: goal), packet.count, origin, goal, at: now)
        }
    }

    /// The next packet that has arrived; nil when none has by now.
    mutating func next(at now: UInt64) -> Delivery? {
        while let transit = line.take(at: now) {
            switch transit {
            case .calling(let packet, let place): call(packet, at: place, now: now)
            case .arriving(let packet, let site):
                note(packet, at: site)
                return Delivery(packet: packet, site: site)
            }
        }
        return nil
    }

    /// Where a detour leads traffic between two ends; nil when it isn't concerned.
    private func place(of detour: RouterRules.Detour, between a: IPv4Address, _ b: IPv4Address) -> IPv4Address? {
        let other = a == detour.end ? b : b == detour.end ? a : nil
        return other.flatMap { roles[$0] == detour.others ? detour.place : nil }
    }

    /// Asks the middlebox; what it can't read goes on as it is.
    private mutating func call(_ packet: [UInt8], at place: IPv4Address, now: UInt64) {
        guard let header = IPv4Packet(packet) else { return }
        guard let detour = rules.detour, let datagram = Datagram(header) else {
            return send(
                .arriving(packet: packet, at: header.destination), packet.count, place, header.destination, at: now)
        }
        var middlebox = detour.middlebox
        let passings = middlebox.handle(datagram)
        rules.detour = .init(of: detour.end, with: detour.others, by: detour.place, to: middlebox)
        for passing in passings {
            if passing.isForged { sightings.noteForgery() }
            let bytes = passing.datagram == datagram ? packet : passing.datagram.packet
            let goal = passing.datagram.destination.address
            send(.arriving(packet: bytes, at: goal), bytes.count, place, goal, at: now)
        }
    }

    private mutating func send(
        _ transit: Transit, _ bytes: Int, _ from: IPv4Address, _ to: IPv4Address, at now: UInt64
    ) {
        guard let id = links[SitePair(from, to)] else { return sightings.noteUnroutable() }
        line.offer(transit, bytes: bytes, on: id, from < to ? .forward : .backward, at: now)
    }

    private mutating func note(_ packet: [UInt8], at site: IPv4Address) {
        let datagram = IPv4Packet(packet).flatMap { Datagram($0) }
        guard let payload = datagram.flatMap({ RangingPayload($0.payload) }) else { return }
        sightings.noteDelivery(of: payload.kind, to: site)
    }
}
