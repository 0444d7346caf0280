import DelayLine

/// What the router does beside forwarding; a scenario sets it and takes it back.
struct RouterRules: Sendable {
    /// Traffic that somebody gets hold of on its way.
    struct Detour: Sendable {
        /// One end of the traffic, and what the sites at the other end are.
        let end: IPv4Address
        let others: WorldSite.Role
        /// Where it is led, and who waits there.
        let place: IPv4Address
        let middlebox: any Middlebox

        init(of end: IPv4Address, with others: WorldSite.Role, by place: IPv4Address, to middlebox: any Middlebox) {
            self.end = end
            self.others = others
            self.place = place
            self.middlebox = middlebox
        }
    }

    /// What all links suffer on top of their delays.
    struct Weather: Sendable, Hashable {
        var jitter: Jitter = .none
        var loss = 0.0
    }

    var detour: Detour?
    var weather = Weather()
}
