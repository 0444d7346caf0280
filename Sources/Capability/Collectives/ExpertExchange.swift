import Catalog
package import Quantities

/// Time of a dispatch or a combine among the ranks of an expert-parallel group, resolved beforehand.
///
/// With T tokens a rank and B bytes a copy:
///
///     time = fixed + work + 2 √(fill · work)
///     work = √(wire² + handling²)
///     wire = the longest of all ports' copies · T B ÷ attained rate
///     handling = T (tokenTime + (copies + staging) · B ÷ coreRate) ÷ workers
///     fixed = base + perDoubling · log₂ R + perExpert · E + share beyond the domain · (latency + crossing)
///
/// The root of squares is a maximum with a rounded corner: wires and cores work at once, but not perfectly. The
/// time rises with tokens, bytes and ranks, and is never less than the bytes on the wire ÷ the nominal bandwidth.
package struct ExpertExchange: Sendable {
    private let fixed: Double
    /// Of the busiest port, per token and byte of a copy.
    private let portSeconds: Double
    /// Of the workers: per token, and per token and byte of a copy.
    private let tokenSeconds: Double
    private let handlingSeconds: Double
    private let fill: Double

    /// - Parameters:
    ///   - constants: of the kernel.
    ///   - fabric: that joins the ranks.
    ///   - ranks: that share the experts.
    ///   - routing: how many copies of a token go where.
    ///   - workers: cores that do the work: `lowLatencyWorkers` or what a throughput kernel is given.
    /// - Returns: nil when the fabric doesn't join that many ranks.
    package init?(
        _ constants: ExchangeConstants, _ fabric: Fabric, ranks: Int, routing: ExpertRouting, workers: Double
    ) {
        guard ranks > 0, let loads = fabric.loads(ranks: ranks), let used = fabric.tiers(joining: ranks) else {
            return nil
        }
        let copies = routing.copies(ranks: ranks)
        let domain = min(used.first?.reach ?? ranks, ranks)
        let domainCopies = routing.domainCopies(domains: (ranks + domain - 1) / domain)
        var longest = 0.0
        for load in loads {
            let isOuter = load.tier.plane == .scaleOut
            let sent = isOuter ? domainCopies ?? copies : copies
            longest = max(longest, sent * load.secondsPerByte / (isOuter ? constants.outerShare : constants.share))
        }
        portSeconds = longest
        tokenSeconds = constants.tokenTime / max(workers, 1)
        handlingSeconds = (copies + constants.staging) / constants.coreRate / max(workers, 1)
        fill = constants.fill
        fixed = Self.fixed(constants, Array(used), ranks, experts: routing.experts)
    }

    private static func fixed(
        _ constants: ExchangeConstants, _ used: [Fabric.Tier], _ ranks: Int, experts: Int
    ) -> Double {
        var fixed = constants.base + constants.perDoubling * Doublings.count(to: ranks)
        fixed += constants.perExpert * Double(experts)
        for (inner, tier) in zip(used, used.dropFirst()) {
            let beyond = Double(max(ranks - inner.reach, 0)) / Double(ranks)
            fixed += beyond * (max(tier.latency.value - inner.latency.value, 0) + constants.crossing)
        }
        return fixed
    }

    /// - Parameters:
    ///   - tokens: of one rank.
    ///   - copyBytes: of one copy of a token: the values in the format sent, and their scales.
    package func time(tokens: Double, copyBytes: Bytes) -> Seconds {
        let volume = tokens * copyBytes.value
        let wire = volume * portSeconds
        let handling = tokens * tokenSeconds + volume * handlingSeconds
        let work = (wire * wire + handling * handling).squareRoot()
        return Seconds(fixed + work + 2 * (fill * work).squareRoot())
    }

    /// Cores that a low-latency kernel uses: it gives each expert to one core, or as many experts to each as fit.
    package static func lowLatencyWorkers(experts: Int, cores: Double) -> Double {
        let each = (Double(experts) / max(cores, 1)).rounded(.up)
        return (Double(experts) / max(each, 1)).rounded(.up)
    }
}
