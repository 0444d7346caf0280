package import Attestation

/// A software key on a host that has simulated accelerators: the key stands on the roster, and the accelerators vouch
/// for the same 32 bytes beside it.
package struct AcceleratorBeside: EvidenceSource {
    private let key: SoftwareDeviceKey
    private let devices: [any SimulatedDevice]

    /// - Parameter devices: those of the host, in the order in which they are to vouch.
    package init(key: SoftwareDeviceKey, devices: [any SimulatedDevice]) {
        self.key = key
        self.devices = devices
    }

    /// A key on a host that has this board, and all of it.
    package init(key: SoftwareDeviceKey, board: SimulatedBoard) {
        self.init(key: key, devices: board.devices)
    }

    /// The software key's.
    package var identity: DeviceIdentity { key.identity }

    /// The key's evidence, then the devices', in their order.
    ///
    /// - Throws: when the nonce hasn't 32 bytes, or the system's randomness fails.
    package func evidence(over nonce: [UInt8]) throws -> [Evidence] {
        try key.evidence(over: nonce) + devices.flatMap { try $0.evidence(over: nonce) }
    }
}
