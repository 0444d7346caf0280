/// What the collectives of one family of accelerators and one software attain on a fabric. Fitted; kept in
/// `Catalog/calibration/`.
package struct CollectiveConstants: Sendable, Hashable {
    package var allReduceRing: RingConstants
    /// Nil where switches don't reduce.
    package var allReduceInSwitch: SwitchReduceConstants?
    /// Nil where no framework has such a kernel.
    package var allReduceDirect: DirectConstants?
    package var allGather: RingConstants
    package var reduceScatter: RingConstants
    package var allToAll: AllToAllConstants
    package var pointToPoint: PointConstants
    package var outer: OuterConstants

    package init(
        allReduceRing: RingConstants, allReduceInSwitch: SwitchReduceConstants? = nil,
        allReduceDirect: DirectConstants? = nil, allGather: RingConstants, reduceScatter: RingConstants,
        allToAll: AllToAllConstants, pointToPoint: PointConstants, outer: OuterConstants
    ) {
        self.allReduceRing = allReduceRing
        self.allReduceInSwitch = allReduceInSwitch
        self.allReduceDirect = allReduceDirect
        self.allGather = allGather
        self.reduceScatter = reduceScatter
        self.allToAll = allToAll
        self.pointToPoint = pointToPoint
        self.outer = outer
    }

    /// Wires alone: no latency, every byte at the nominal rate, no core in the way. What closed forms are compared
    /// with a flow simulation by, and the bound that none may beat.
    package static let ideal: CollectiveConstants = {
        let ring = RingConstants(values: [0, 0, 1, 0, 0])
        return CollectiveConstants(
            allReduceRing: ring, allGather: ring, reduceScatter: ring,
            allToAll: AllToAllConstants(values: [0, 0, 1, 0, 0]), pointToPoint: PointConstants(values: [0, 1, 0]),
            outer: OuterConstants(share: 1, crossing: 0))
    }()
}

extension ExchangeConstants {
    /// Wires alone.
    package static let ideal = ExchangeConstants(values: [0, 0, 0, 1, 1, 0, 0, 0, .infinity, 0])
}
