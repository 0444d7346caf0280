/// What one port must carry for each byte that a rank sends, and how fast it carries it.
struct PortLoad: Sendable, Hashable {
    /// Seconds of the port for each byte that a rank exchanges with all ranks evenly.
    let secondsPerByte: Double
    let tier: Fabric.Tier
}

extension Fabric {
    /// Loads of all ports when each of `ranks` spreads its bytes evenly over all ranks, itself included: the time
    /// of an even all-to-all of M bytes a rank is the largest `secondsPerByte` times M, were there no latency.
    ///
    /// A port of its own carries what leaves the tier inside it: with domains of d ranks inside R,
    /// (R − d) ÷ R. The share that stays in a tier is taken as (d − d′) ÷ d, as if no further tier were used, so
    /// that more ranks never take less time. Nil when no tier joins that many.
    func loads(ranks: Int) -> [PortLoad]? {
        guard ranks > 1 else { return [] }
        guard let used = tiers(joining: ranks) else { return nil }
        var loads: [PortLoad] = []
        var inner = 1
        for (index, tier) in zip(used.indices, used) {
            let domain = min(tier.reach, ranks)
            let leaving = Double(domain - inner) / Double(domain)
            loads.append(PortLoad(secondsPerByte: leaving / tier.rate(ranks: domain), tier: tier))
            // The port of the innermost tier that this one lies behind carries this tier's traffic too.
            if tier.isBehindInner, let port = used[..<index].lastIndex(where: { !$0.isBehindInner }) {
                let before = port > used.startIndex ? used[port - 1].reach : 1
                let through = Double(domain - before) / Double(domain)
                loads.append(
                    PortLoad(secondsPerByte: through / used[port].rate(ranks: domain), tier: used[port]))
            }
            inner = domain
        }
        return loads
    }
}
