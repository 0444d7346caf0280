/// A simulated NVSwitch: its report has the form of an LS10's.
package struct SimulatedSwitch: SimulatedDevice {
    /// What it has from its making.
    package let credentials: DeviceCredentials
    /// The accelerators that it connects, each once, at most eight.
    let accelerators: [[UInt8]]
    /// For each port in use, the place of its accelerator in that list; at most 64.
    let ports: [UInt8]
    /// The identity of a device on another board.
    let stranger: [UInt8]

    private static let acceleratorCount = 8
    private static let portCount = 64
    private static let unused: UInt8 = 0xFF

    /// In the order of a real switch's.
    package func opaqueFields(_ faults: Set<ReportFault>) -> [OpaqueField] {
        var named = accelerators
        if faults.contains(.foreignNeighbour) { named = Array(named.dropLast()) + [stranger] }
        let fields = [
            OpaqueField(.biosVersion, Array(firmware.biosVersion.utf8)),
            OpaqueField(.switchIdentities, fabricIdentity),
            OpaqueField(.measurementCounts, firmware.measurementCounts(27)),
            OpaqueField(.ports, connections(named)),
            OpaqueField(.disabledPorts, disabledPorts),
            OpaqueField(.position, LittleEndian.bytes(UInt16(0))),
            OpaqueField(.lock, LittleEndian.bytes(UInt16(1))),
        ]
        // A real switch names no firmware in its report. This one does only to be wrong.
        guard faults.contains(.otherFirmware) else { return fields }
        return fields + [OpaqueField(.firmwareDigest, Self.changed(firmware.digest))]
    }

    private func connections(_ accelerators: [[UInt8]]) -> [UInt8] {
        let identities = accelerators.prefix(Self.acceleratorCount)
        let missing = (Self.acceleratorCount - identities.count) * DeviceCredentials.identityByteCount
        let used = ports.prefix(Self.portCount)
        return identities.flatMap(\.self) + [UInt8](repeating: Self.unused, count: missing)
            + used + [UInt8](repeating: Self.unused, count: Self.portCount - used.count)
    }

    /// Sixteen bits, each for four ports, the first of them the highest.
    private var disabledPorts: [UInt8] {
        let bits = (0..<UInt16(16)).reduce(UInt16(0)) { bits, group in
            Int(group) * 4 < ports.count ? bits : bits | 0x8000 >> group
        }
        return [UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits)]
    }
}
