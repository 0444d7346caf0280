/// A simulated GPU: its report has the form of a Hopper GPU's.
package struct SimulatedAccelerator: SimulatedDevice {
    /// What it has from its making.
    package let credentials: DeviceCredentials
    /// The switch at the other end of each link; empty for an accelerator that stands alone, which says nothing of
    /// neighbours, as with older drivers.
    let links: [[UInt8]]
    /// The identity of a device on another board.
    let stranger: [UInt8]

    /// In the order of a real GPU's.
    package func opaqueFields(_ faults: Set<ReportFault>) -> [OpaqueField] {
        let digest = faults.contains(.otherFirmware) ? Self.changed(firmware.digest) : firmware.digest
        return hardwareFields + [
            OpaqueField(.driverVersion, Array((firmware.driverVersion ?? "").utf8) + [0]),
            OpaqueField(.deviceInformation, [0, 0, 0, 0, 0, 0, 0, 0]),
            OpaqueField(.measurementCounts, firmware.measurementCounts(64)),
            OpaqueField(.protectedRegions, [0, 0, 0, 0]),
            OpaqueField(.decoderStatus, [0x55]),
            OpaqueField(.firmwareDigest, digest),
            OpaqueField(.protectedPCIe, [0xAA]),
        ] + neighbourFields(faults) + [
            OpaqueField(.formatVersion, LittleEndian.bytes(UInt16(1))),
            OpaqueField(.features, LittleEndian.bytes(UInt16(links.isEmpty ? 0 : 2))),
        ]
    }

    private var hardwareFields: [OpaqueField] {
        let bios = firmware.biosBytes
        return [
            // The first four bytes from behind, then the last, then zeros.
            OpaqueField(.biosVersion, bios.prefix(4).reversed() + bios.dropFirst(4) + [0, 0, 0]),
            OpaqueField(.boardIdentifier, LittleEndian.bytes(UInt32(1))),
            OpaqueField(.chipSKU, "SIM", count: 9),
            OpaqueField(.chipSKUModifier, "0", count: 5),
            OpaqueField(.project, "SIM1", count: 5),
            OpaqueField(.projectSKU, "0100", count: 5),
            OpaqueField(.projectSKUModifier, "", count: 2),
        ]
    }

    private func neighbourFields(_ faults: Set<ReportFault>) -> [OpaqueField] {
        var named = links
        if faults.contains(.foreignNeighbour) { named = Array(named.dropLast()) + [stranger] }
        guard !named.isEmpty else { return [] }
        return [OpaqueField(.switchIdentities, named.flatMap { $0.reversed() })]
    }
}
