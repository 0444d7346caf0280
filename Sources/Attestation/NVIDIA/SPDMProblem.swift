/// Why bytes aren't an SPDM 1.1 measurement report.
package enum SPDMProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// A part goes on after the bytes have ended.
    case pastEnd(part: String, needed: Int, left: Int)
    /// Bytes are left after the last part.
    case trailing(part: String, count: Int)
    /// Another version of SPDM: its reports are signed otherwise.
    case unsupportedVersion(UInt8)
    /// Not the message that stands at this place.
    case otherMessage(code: UInt8, expected: UInt8)
    /// The request asks for no signature, and so carries no nonce.
    case noSignatureAsked
    /// The record holds more or fewer blocks than the response counts.
    case blockCount(stated: Int, found: Int)
    /// A measurement stands twice, or under an index that SPDM reserves (0 and 255).
    case repeatedIndex(UInt8), reservedIndex(UInt8)
    /// A block that isn't in the form of DMTF's specification.
    case unsupportedSpecification(index: UInt8, UInt8)
    /// A block's two lengths contradict each other.
    case valueSize(index: UInt8, stated: Int, found: Int)
    /// A field whose meaning is known stands twice.
    case repeatedField(UInt16)
    /// The vendor's opaque data has a profile that isn't known here.
    case unsupportedProfile(Int)

    /// Whether it may well be sound, but isn't read here.
    package var isUnsupported: Bool {
        switch self {
        case .unsupportedVersion, .unsupportedSpecification, .unsupportedProfile: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .pastEnd(let part, let needed, let left): "the \(part) needs \(needed) bytes and \(left) are left"
        case .trailing(let part, let count): "\(count) bytes stand behind the \(part)"
        case .unsupportedVersion(let version): "SPDM version 0x\(Hex.byte(version)) is not read here; 0x11 is"
        case .otherMessage(let code, let expected):
            "message 0x\(Hex.byte(code)) where 0x\(Hex.byte(expected)) belongs"
        case .noSignatureAsked: "the request asks for no signature"
        case .blockCount(let stated, let found): "the record counts \(stated) measurements and holds \(found)"
        case .repeatedIndex(let index): "measurement \(index) stands twice"
        case .reservedIndex(let index): "measurement index \(index) is reserved"
        case .unsupportedSpecification(let index, let value):
            "measurement \(index) follows specification \(value); 1 (DMTF) is read"
        case .valueSize(let index, let stated, let found):
            "measurement \(index) states \(stated) bytes and holds \(found)"
        case .repeatedField(let type): "opaque field \(type) stands twice"
        case .unsupportedProfile(let profile): "opaque data of profile \(profile) is not read here; 0 is"
        }
    }
}
