package import Quantities

/// Times of the collectives among the first `ranks` of a fabric, resolved beforehand to a handful of numbers: one
/// call costs some nanoseconds.
///
/// ```swift
/// let costs = CollectiveCosts(fabric, ranks: 8, constants: hopper)
/// costs?.allReduce(Bytes(67_108_864))   // 325 µs on H100
/// ```
///
/// Message sizes are as NCCL's own benchmark counts them: the whole buffer of an all-reduce; what a rank holds
/// after an all-gather or before a reduce-scatter; all that a rank sends in an all-to-all, its own part included.
///
/// Each time rises with bytes, and with ranks for equal bytes (but in a mesh, where more ranks use more links);
/// none falls below the bytes ÷ the nominal bandwidth.
package struct CollectiveCosts: Sendable {
    package let ranks: Int
    var ring: PipelinedTime
    var tree: PipelinedTime
    var inSwitch: PipelinedTime
    var oneShot: PipelinedTime
    var twoShot: PipelinedTime
    var gather: PipelinedTime
    var scatter: PipelinedTime
    var exchange: PipelinedTime

    /// - Returns: nil when the fabric doesn't join that many ranks.
    package init?(_ fabric: Fabric, ranks: Int, constants: CollectiveConstants) {
        guard ranks > 0, let path = RankPath(fabric, ranks: ranks), let loads = fabric.loads(ranks: ranks) else {
            return nil
        }
        self.ranks = ranks
        let outer = constants.outer
        ring = path.ring(passes: 2, constants.allReduceRing, outer)
        tree = path.tree(constants.allReduceRing, outer)
        inSwitch = constants.allReduceInSwitch.map(path.inSwitch) ?? .never
        oneShot = constants.allReduceDirect.map(path.oneShot) ?? .never
        twoShot = constants.allReduceDirect.map(path.twoShot) ?? .never
        gather = path.ring(passes: 1, constants.allGather, outer)
        scatter = path.ring(passes: 1, constants.reduceScatter, outer)
        exchange = path.allToAll(loads, constants.allToAll, outer)
    }

    /// The quickest of ring, tree, in-switch, one-shot and two-shot that there is.
    package func allReduce(_ message: Bytes) -> Seconds {
        guard ranks > 1 else { return .zero }
        let bytes = message.value
        let collective = min(ring.time(bytes), tree.time(bytes), inSwitch.time(bytes))
        return Seconds(min(collective, oneShot.time(bytes), twoShot.time(bytes)))
    }

    /// - Parameter message: what a rank holds afterwards.
    package func allGather(_ message: Bytes) -> Seconds { ranks > 1 ? Seconds(gather.time(message.value)) : .zero }

    /// - Parameter message: what a rank holds before.
    package func reduceScatter(_ message: Bytes) -> Seconds {
        ranks > 1 ? Seconds(scatter.time(message.value)) : .zero
    }

    /// - Parameter message: all that a rank sends, evenly to all, its own part included.
    package func allToAll(_ message: Bytes) -> Seconds { ranks > 1 ? Seconds(exchange.time(message.value)) : .zero }
}
