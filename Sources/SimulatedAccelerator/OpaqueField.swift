/// One field of the vendor's part of a report: its type, its length and its bytes, both numbers little-endian.
package struct OpaqueField: Sendable {
    /// The types that simulated reports have, by the numbers that NVIDIA's verifier gives them
    /// (`gpu_opaque_data_parser.hpp` and its counterpart for switches, `NVIDIA/attestation-sdk`). The verifier's own
    /// list isn't used, so that a wrong number here or there shows.
    package enum Name: UInt16, Sendable {
        /// Text that ends with a zero byte.
        case driverVersion = 3
        /// Eight bytes; their meaning isn't published.
        case deviceInformation = 4
        /// A GPU's: eight bytes. A switch's: text.
        case biosVersion = 6
        /// Whether the first video decoder is on: 0xAA, or off: 0x55.
        case decoderStatus = 11
        /// How often each block was measured, four bytes each.
        case measurementCounts = 12
        /// Four bytes; their meaning isn't published.
        case protectedRegions = 13
        /// Four bytes.
        case boardIdentifier = 14
        /// Text of nine bytes, with zeros behind.
        case chipSKU = 15
        /// Text of five bytes.
        case chipSKUModifier = 16
        /// Text of five bytes.
        case project = 17
        /// Text of five bytes.
        case projectSKU = 18
        /// Text of two bytes.
        case projectSKUModifier = 19
        /// SHA-384 of the firmware that holds the key.
        case firmwareDigest = 20
        /// Whether traffic to other devices is protected: 0xAA, or not: 0x55.
        case protectedPCIe = 21
        /// A GPU's: the switch at each link, bytes reversed. A switch's: its own identity.
        case switchIdentities = 22
        /// A switch's: one bit for four ports, the highest first; set where they are out of use.
        case disabledPorts = 23
        /// A switch's, two bytes.
        case position = 24
        /// A switch's, two bytes.
        case lock = 25
        /// A switch's: eight GPU identities, then for each of 64 ports which of the eight is there, or 255.
        case ports = 26
        /// Of these fields' layout, two bytes.
        case formatVersion = 34
        /// Two bytes: 2 on a board of eight, 0 alone.
        case features = 36
    }

    let name: Name
    let bytes: [UInt8]

    init(_ name: Name, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Text, cut or filled up with zeros to `count` bytes.
    init(_ name: Name, _ text: String, count: Int) {
        let bytes = text.utf8.prefix(count)
        self.init(name, bytes + [UInt8](repeating: 0, count: count - bytes.count))
    }

    var encoded: [UInt8] {
        LittleEndian.bytes(name.rawValue) + LittleEndian.bytes(UInt16(truncatingIfNeeded: bytes.count)) + bytes
    }
}

/// Whole numbers, lowest byte first.
enum LittleEndian {
    static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
