/// An IPv4 address, in host order.
struct IPv4Address: Sendable, Hashable, Comparable, CustomStringConvertible {
    let bits: UInt32

    /// A host of the world's own network, 10.77.0.0/16.
    static func world(_ host: UInt8) -> IPv4Address { IPv4Address(bits: 0x0A4D_0000 | UInt32(host)) }

    static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.bits < right.bits }

    var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) } }

    var description: String { bytes.map { String($0) }.joined(separator: ".") }
}

/// An address and a UDP port.
struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    let address: IPv4Address
    let port: UInt16

    var description: String { "\(address):\(port)" }
}
