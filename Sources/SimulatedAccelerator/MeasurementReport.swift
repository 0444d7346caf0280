import Crypto

/// A device's signed answer to the question what it runs: the request and the response of SPDM 1.1's
/// `GET_MEASUREMENTS` (DMTF DSP0274), one behind the other, as NVIDIA's devices hand it out.
struct MeasurementReport: Sendable {
    static let nonceByteCount = 32

    /// Version 1.1, `GET_MEASUREMENTS`, a signature is asked for, all measurements.
    private static let requestHeader: [UInt8] = [0x11, 0xE0, 0x01, 0xFF]
    /// Version 1.1, `MEASUREMENTS`, and two parameters that aren't used.
    private static let responseHeader: [UInt8] = [0x11, 0x60, 0x00, 0x00]
    /// The certificate chain that signs.
    private static let slot: UInt8 = 0

    /// The asker's, 32 bytes.
    let nonce: [UInt8]
    /// The device's own, 32 bytes.
    let answer: [UInt8]
    /// At most 255; SHA-384 each.
    let measurements: [[UInt8]]
    let fields: [OpaqueField]

    /// What is signed: all but the signature.
    var signed: [UInt8] {
        let blocks = measurements.enumerated().flatMap { index, value in Self.block(index, value) }
        let fields = fields.flatMap(\.encoded)
        let request = Self.requestHeader + nonce + [Self.slot]
        let response =
            Self.responseHeader + [UInt8(truncatingIfNeeded: measurements.count)]
            + LittleEndian.bytes(UInt32(truncatingIfNeeded: blocks.count)).prefix(3) + blocks + answer
        return request + response + LittleEndian.bytes(UInt16(truncatingIfNeeded: fields.count)) + fields
    }

    /// With the signature behind it: ECDSA over P-384 and SHA-384, r and s, 96 bytes.
    func signed(by key: P384.Signing.PrivateKey) throws(SimulationProblem) -> [UInt8] {
        let message = signed
        return try SimulationProblem.within("sign a report") {
            message + Array(try key.signature(for: message).rawRepresentation)
        }
    }

    /// A measurement in DMTF's form: its index from 1, the form, its size, then the kind of value (immutable or
    /// mutable firmware: 1), the value's size and the value.
    private static func block(_ index: Int, _ value: [UInt8]) -> [UInt8] {
        let form: UInt8 = 1
        let kind: UInt8 = 1
        let measurement = [kind] + LittleEndian.bytes(UInt16(truncatingIfNeeded: value.count)) + value
        return [UInt8(truncatingIfNeeded: index + 1), form]
            + LittleEndian.bytes(UInt16(truncatingIfNeeded: measurement.count)) + measurement
    }
}
