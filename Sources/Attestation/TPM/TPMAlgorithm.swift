/// A `TPM_ALG_ID`, with values of the TCG Algorithm Registry.
struct TPMAlgorithm: Equatable, CustomStringConvertible {
    let id: UInt16

    static let rsa = TPMAlgorithm(id: 0x0001)
    static let sha256 = TPMAlgorithm(id: 0x000b)
    static let null = TPMAlgorithm(id: 0x0010)
    static let rsassa = TPMAlgorithm(id: 0x0014)
    static let rsapss = TPMAlgorithm(id: 0x0016)
    static let ecdsa = TPMAlgorithm(id: 0x0018)
    static let ecc = TPMAlgorithm(id: 0x0023)

    var description: String { "0x" + Hex.string([UInt8(id >> 8), UInt8(id & 0xff)]) }
}

extension TPMReader {
    mutating func algorithm() throws(EvidenceRefusal) -> TPMAlgorithm { TPMAlgorithm(id: try integer()) }
}
