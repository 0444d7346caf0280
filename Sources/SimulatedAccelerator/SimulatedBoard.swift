package import Attestation
package import Foundation

/// Eight accelerators and four switches that name one another in their signed reports, as those of one HGX H100
/// board do: each accelerator has 18 links, five to each of two switches and four to each of the other two, and each
/// switch has 36.
package struct SimulatedBoard: Sendable {
    /// As on a real board.
    package static let acceleratorCount = 8
    /// As on a real board.
    package static let switchCount = 4

    /// Eight.
    package let accelerators: [SimulatedAccelerator]
    /// Four.
    package let switches: [SimulatedSwitch]

    /// Connects the devices of a board.
    init(accelerators: [DeviceCredentials], switches: [DeviceCredentials], stranger: [UInt8]) {
        let switchIdentities = switches.map(\.fabricIdentity)
        let links = accelerators.indices.map { Self.links(of: $0, switches: switchIdentities) }
        self.accelerators = zip(accelerators, links).map {
            SimulatedAccelerator(credentials: $0, links: $1, stranger: stranger)
        }
        self.switches = switches.enumerated().map { index, credentials in
            // Each switch counts the accelerators from another one, as real switches do.
            let order = accelerators.indices.map { ($0 + index) % accelerators.count }
            let ports = order.enumerated().flatMap { place, accelerator in
                links[accelerator].filter { $0 == credentials.fabricIdentity }
                    .map { _ in UInt8(truncatingIfNeeded: place) }
            }
            return SimulatedSwitch(
                credentials: credentials, accelerators: order.map { accelerators[$0].fabricIdentity }, ports: ports,
                stranger: stranger)
        }
    }

    /// All twelve devices, accelerators first.
    package var devices: [any SimulatedDevice] { accelerators + switches }

    /// The evidence of all twelve, accelerators first.
    ///
    /// - Throws: `nonce`, unless there are 32 bytes.
    package func evidence(nonce: [UInt8]) throws(SimulationProblem) -> [Evidence] {
        var evidence: [Evidence] = []
        for device in devices { evidence.append(try device.evidence(nonce: nonce)) }
        return evidence
    }

    /// The evidence of all twelve as a file in the form of NVIDIA's own tools.
    ///
    /// - Throws: `nonce`, unless there are 32 bytes.
    package func jsonRecords(nonce: [UInt8]) throws(SimulationProblem) -> Data {
        var records: [SimulatedRecord] = []
        for device in devices { records.append(try device.record(nonce: nonce)) }
        return try SimulatedRecord.file(records)
    }

    /// Two links to each switch, twice; then one more to two of them, which are the other two for the next
    /// accelerator.
    private static func links(of accelerator: Int, switches: [[UInt8]]) -> [[UInt8]] {
        let pairs = switches.indices.flatMap { index in
            let identity = switches[(index + accelerator) % switches.count]
            return [identity, identity]
        }
        let extra = accelerator.isMultiple(of: 2) ? switches.prefix(2) : switches.suffix(2)
        return pairs + pairs + extra
    }
}
