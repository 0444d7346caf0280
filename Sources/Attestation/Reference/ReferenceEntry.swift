/// One active entry of a manifest: an index, and the values any of which is right there.
struct ReferenceEntry {
    /// From 0; the report counts its blocks from 1.
    let index: Int
    let alternatives: [[UInt8]]

    /// The last index there can be: SPDM 1.1 numbers measurement blocks from 1 to 254.
    private static let lastIndex = 253
    private static let hashes = "http://www.w3.org/2001/04/xmlenc#sha384"

    /// Nil for an entry that isn't active: its values are placeholders.
    ///
    /// - Throws: `malformed` or `unsupported`.
    init?(_ resource: XMLTree.Element) throws(EvidenceRefusal) {
        let attributes = resource.attributes
        func plain(_ name: String) -> String { attributes[XMLName(namespace: nil, local: name)] ?? "" }
        guard let index = Int(plain("index")), index >= 0 else {
            throw EvidenceRefusal(.malformed, "an entry of the manifest has no index")
        }
        guard plain("type") == "Measurement" else {
            throw EvidenceRefusal(.unsupported, "entry \(index) of the manifest isn't a measurement")
        }
        switch plain("active") {
        case "True": break
        case "False": return nil
        default: throw EvidenceRefusal(.malformed, "entry \(index) of the manifest is neither active nor not")
        }
        guard index <= Self.lastIndex else {
            throw EvidenceRefusal(.unsupported, "entry \(index) of the manifest is beyond a report's measurements")
        }
        self.index = index
        let written = attributes.filter { $0.key.namespace == Self.hashes }
        guard let count = Int(plain("alternatives")), count >= 1, count == written.count, let size = Int(plain("size"))
        else {
            throw EvidenceRefusal(.malformed, "entry \(index) of the manifest has other values than it announces")
        }
        var alternatives: [[UInt8]] = []
        for place in 0..<count {
            guard let text = written[XMLName(namespace: Self.hashes, local: "Hash\(place)")],
                let value = Self.bytes(text), value.count == size
            else {
                throw EvidenceRefusal(.malformed, "value \(place) of entry \(index) isn't \(size) bytes in hexadecimal")
            }
            alternatives.append(value)
        }
        self.alternatives = alternatives
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text {
            guard character.isASCII, let digit = character.hexDigitValue else { return nil }
            if let first = high {
                bytes.append(first << 4 | UInt8(truncatingIfNeeded: digit))
                high = nil
            } else {
                high = UInt8(truncatingIfNeeded: digit)
            }
        }
        return high == nil && !bytes.isEmpty ? bytes : nil
    }
}
