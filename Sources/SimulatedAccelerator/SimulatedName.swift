import Attestation

/// What the simulated hardware is called, everywhere that real hardware has a name.
struct SimulatedName: Sendable {
    /// Such as `Simulated accelerator`.
    let model: String
    /// Where a real device has `GH100`.
    let chip: String
    /// The authority that certifies this kind of device.
    let provisioner: String
    /// The first byte of serial numbers: that of the real kind.
    let serialPrefix: UInt8

    static let accelerator = SimulatedName(
        model: "Simulated accelerator", chip: "SIM100",
        provisioner: "Simulated Accelerator Provisioner ICA 1", serialPrefix: 0x41)
    static let networkSwitch = SimulatedName(
        model: "Simulated switch", chip: "SIM10",
        provisioner: "Simulated Switch Provisioner ICA 1", serialPrefix: 0x50)

    /// Where a device's alternative name has its maker.
    static let maker = "Simulated"
    static let organisation = "Simulated Hardware"
    /// Free for anyone's own use, and no country's (ISO 3166-1).
    static let country = "XX"
    static let root = "Simulated Device Identity CA"
    static let identity = "Simulated SIM100 Identity"

    /// Upper-case hexadecimal, as serial numbers are written.
    static func hexadecimal(_ bytes: [UInt8]) -> String { Hex.string(bytes).uppercased() }
}
