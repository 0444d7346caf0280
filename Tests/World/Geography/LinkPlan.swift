import DelayLine

/// The way between every two sites of the world.
struct LinkPlan: Sendable {
    /// Forward from the lower address.
    let links: [SitePair: Link]

    /// The same sites and seed give the same plan.
    init(sites: [WorldSite], seed: UInt64) {
        var geography = WorldGeography(seed: seed)
        var links: [SitePair: Link] = [:]
        let sorted = sites.sorted { $0.address < $1.address }
        for (index, site) in sorted.enumerated() {
            for other in sorted.dropFirst(index + 1) {
                links[SitePair(site.address, other.address)] = geography.link(site.place, other.place)
            }
        }
        self.links = links
    }

    /// Nanoseconds there and back; nil for sites that aren't in the plan.
    func roundTrip(_ a: WorldSite, _ b: WorldSite) -> UInt64? {
        links[SitePair(a.address, b.address)].map { $0.forwardDelay + $0.backwardDelay }
    }
}
