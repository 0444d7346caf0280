import Catalog
package import Quantities

/// A transfer from one rank to another.
package struct PointToPoint: Sendable {
    private let cost: PipelinedTime

    /// - Parameters:
    ///   - tier: the innermost that joins the two.
    ///   - lanes: pairs of ranks that send side by side; each has its share of the bytes.
    ///   - constants: of the family.
    ///   - outer: of its network.
    package init(_ tier: Fabric.Tier, lanes: Int = 1, constants: PointConstants, outer: OuterConstants) {
        let isOuter = tier.plane == .scaleOut
        let share = isOuter ? outer.share : constants.share
        cost = PipelinedTime(
            fixed: constants.base + (isOuter ? tier.latency.value + outer.crossing : 0),
            secondsPerByte: 1 / (share * tier.pairRate * Double(max(lanes, 1))), fill: constants.fill)
    }

    /// - Parameter message: of all lanes together.
    package func time(_ message: Bytes) -> Seconds { Seconds(cost.time(message.value)) }
}

/// The cached keys and values of one prompt on their way from a prefill instance to a decode instance.
///
/// Each rank of the larger instance has one of the smaller to send to or receive from, so as many lanes work side by
/// side as the smaller has ranks; the caches are sent layer by layer, and each layer is a message of its own.
package struct CacheTransfer: Sendable {
    private let lane: PointToPoint
    private let layers: Double

    /// - Parameters:
    ///   - fabric: both instances lie on; the outermost tier joins them.
    ///   - senders: ranks of one prefill instance.
    ///   - receivers: ranks of one decode instance that the prompt's cache is spread over: 1 where a rank holds
    ///     whole sequences, as with data-parallel attention.
    ///   - layers: messages that follow one another.
    ///   - constants: of the family.
    ///   - outer: of its network.
    /// - Returns: nil when the fabric has no tier.
    package init?(
        _ fabric: Fabric, senders: Int, receivers: Int, layers: Int, constants: PointConstants, outer: OuterConstants
    ) {
        guard let tier = fabric.tiers.last else { return nil }
        lane = PointToPoint(tier, lanes: min(senders, receivers), constants: constants, outer: outer)
        self.layers = Double(max(layers, 1))
    }

    /// - Parameter cache: of all layers of the prompt.
    package func time(_ cache: Bytes) -> Seconds { lane.time(cache / layers) * layers }
}
