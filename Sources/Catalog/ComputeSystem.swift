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
    package let racks: Figure<Each>?
    package let fabric: [FabricTier]
    /// Of the whole system under load, hosts and switches included.
    package let power: Figure<Per<Joule, Second>>
    /// Of the whole system; nil when no source names one.
    package let price: Figure<Dollar>?

    /// How many accelerators it holds, as a whole number.
    package var acceleratorCount: Int { Int(accelerators.value.best.value) }

    /// The widest tier on which all accelerators reach one another at full rate.
    package var scaleUp: FabricTier? {
        fabric.filter { $0.plane == .scaleUp }.max { $0.reachCount < $1.reachCount }
    }
}

/// One level of a fabric.
package struct FabricTier: Sendable {
    package enum Plane: String, CaseIterable, Sendable { case scaleUp, scaleOut, virtualPrivateCloud }

    package let name: String
    package let plane: Plane
    /// How many accelerators it joins; nil when it grows with the site.
    package let reach: Figure<Each>?
    /// Per accelerator, one way.
    package let bandwidth: Figure<Per<Byte, Second>>
    /// Of one small message.
    package let latency: Figure<Second>?

    package var reachCount: Int { reach.map { Int($0.value.best.value) } ?? .max }
}
