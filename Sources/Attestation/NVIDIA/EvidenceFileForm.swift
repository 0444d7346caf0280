import Foundation

/// What a file is, by its bytes.
enum EvidenceFileForm: Sendable, Equatable {
    /// Larger than is read.
    case tooLarge
    case json
    /// An SPDM request with its response.
    case report
    /// The same as hex text.
    case hexReport
    /// Two certificates or more in PEM form.
    case chain
    /// Our own DER.
    case evidence
    /// Not evidence, and why not.
    case other(String)

    /// Why the results that NVIDIA's service signs (a "detached EAT") aren't read.
    static let foreignToken = "a token by another verifier; no key set to check it with"

    init(_ bytes: [UInt8]) {
        guard bytes.count <= DeviceEvidenceFile.sizeLimit else {
            self = .tooLarge
            return
        }
        let text = bytes.drop(while: HexText.isSpace)
        if bytes.starts(with: [0x11, 0xE0]) {
            self = .report
        } else if Self.isOwnEvidence(bytes) {
            self = .evidence
        } else if text.starts(with: Array("11e0".utf8)) || text.starts(with: Array("11E0".utf8)) {
            self = .hexReport
        } else {
            self = Self.textForm(text)
        }
    }

    private static func textForm(_ text: ArraySlice<UInt8>) -> EvidenceFileForm {
        switch text.first {
        case nil: return .other("not evidence: empty")
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        case UInt8(ascii: "<"): return .other("not evidence: XML, such as a manifest of reference measurements")
        default: break
        }
        if text.starts(with: Array("eyJ".utf8)) { return .other(foreignToken) }
        let certificates = occurrences(of: "-----BEGIN CERTIFICATE-----", in: text, atMost: 2)
        if certificates == 1 { return .other("not evidence: a single certificate") }
        guard certificates > 1 else { return .other("not evidence: of no form that is read here") }
        return text.count > DeviceCertificateChain.textLimit
            ? .other("not evidence: more certificates than a device's chain has") : .chain
    }

    /// A SEQUENCE whose first element is a UTF8String: nothing else here begins so.
    private static func isOwnEvidence(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == 0x30, let length = bytes.dropFirst().first else { return false }
        let header = length < 0x80 ? 2 : 2 + Int(length & 0x7F)
        return bytes.dropFirst(header).first == 0x0C
    }

    private static func occurrences(of marker: String, in text: ArraySlice<UInt8>, atMost limit: Int) -> Int {
        let (data, marker) = (Data(text), Data(marker.utf8))
        var count = 0
        var start = data.startIndex
        while count < limit, let found = data.range(of: marker, in: start..<data.endIndex) {
            count += 1
            start = found.upperBound
        }
        return count
    }
}
