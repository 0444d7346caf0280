/// The fields whose meaning is used here, by NVIDIA's numbers (NVIDIA/attestation-sdk, `gpu_opaque_data_parser.hpp` and
/// `switch_opaque_data_parser.hpp`).
package enum NVIDIAOpaqueType: UInt16, Sendable, CaseIterable {
    case driverVersion = 3
    case vbiosVersion = 6
    /// Whether the first video decoder is on: 0xAA on, 0x55 off.
    case videoDecoder = 11
    case measurementCounts = 12
    case boardID = 14
    case chipSKU = 15
    case chipSKUModifier = 16
    case project = 17
    case projectSKU = 18
    case projectSKUModifier = 19
    /// SHA-384 of the firmware that holds the signing key.
    case firmwareID = 20
    /// 0xAA on, 0x55 off.
    case protectedPCIe = 21
    /// A GPU: the switch at each of its links. A switch: itself. Eight bytes each.
    case switchIdentities = 22
    case disabledPorts = 23
    case switchPosition = 24
    case switchLock = 25
    /// A switch: eight GPUs of eight bytes, then one byte per port.
    case acceleratorIdentities = 26
    case opaqueVersion = 34
    case featureFlag = 36
}
