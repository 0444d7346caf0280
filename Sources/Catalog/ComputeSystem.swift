package import Quantities

/// Accelerators, hosts and fabric that are sold and run as one: a node, a rack, a super node.
package struct ComputeSystem: Sendable {
    package let id: String
    package let name: String
    package let maker: String
    package let jurisdiction: String
    /// Id of the accelerator it is made of.
    package let accelerator: String
    package let accelerators: Figure<Each>
    package let hosts: Figure<Each>
    /// Whole racks, switches included; nil for what is sold without its rack and nobody says how many it fills.
    package let racks: Figure<Each>?
    /// Height of its boxes in rack units of 44.45 mm, without the network's switches; nil where nobody says.
    package let rackUnits: Figure<Each>?
    package let fabric: [FabricTier]
    /// Of the whole system under load, hosts and switches included.
    package let power: Figure<Per<Joule, Second>>
    /// Of the whole system; nil when no source names one.
    package let price: Figure<Dollar>?

    /// How many accelerators it holds, as a whole number.
    package var acceleratorCount: Int { Int(accelerators.value.best.value) }

    /// Racks that it takes up: as its source counts them, else its boxes' share of racks that hold `rackHeight`
    /// units of such boxes. Nil when neither is known.
    package func rackShare(rackHeight: Int) -> Double? {
        racks.map(\.value.best.value) ?? rackUnits.map { $0.value.best.value / Double(rackHeight) }
    }

    /// The widest tier on which all accelerators reach one another at full rate.
    package var scaleUp: FabricTier? {
        fabric.filter { $0.plane == .scaleUp }.max { $0.reachCount < $1.reachCount }
    }
}

/// One level of a fabric.
package struct FabricTier: Sendable {
    package enum Plane: String, CaseIterable, Sendable { case scaleUp, scaleOut, virtualPrivateCloud }

    /// How accelerators are joined: through switches at full rate, or each pair by a link of its own.
    package enum Topology: String, CaseIterable, Sendable { case switched, mesh }

    package let name: String
    package let plane: Plane
    /// How many accelerators it joins; nil when it grows with the site.
    package let reach: Figure<Each>?
    /// Per accelerator, one way.
    package let bandwidth: Figure<Per<Byte, Second>>
    /// Of one small message.
    package let latency: Figure<Second>?
    package let topology: Topology
    /// Sub-planes of equal width that every transfer is striped over; nil when there is one.
    package let planes: Figure<Each>?
    /// How many times more bandwidth the accelerators have than the switches above them; nil when none.
    package let oversubscription: Figure<Each>?

    package var reachCount: Int { reach.map { Int($0.value.best.value) } ?? .max }
}
