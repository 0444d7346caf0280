package import SwiftASN1

/// The fields that our own DER is made of, each read with its bounds.
extension CanonicalDER {
    /// An OCTET STRING of exactly `count` bytes.
    package static func octets(
        _ nodes: inout ASN1NodeCollection.Iterator, count: Int, _ field: String
    ) throws -> [UInt8] {
        let bytes = try ASN1OctetString(derEncoded: &nodes).bytes
        guard bytes.count == count else {
            throw Problem(description: "\(field) has \(bytes.count) bytes; expected \(count)")
        }
        return Array(bytes)
    }

    /// A UTF8String of at least `least` and at most `limit` bytes.
    package static func text(
        _ nodes: inout ASN1NodeCollection.Iterator, least: Int = 1, limit: Int, _ field: String
    ) throws -> String {
        let bytes = try ASN1UTF8String(derEncoded: &nodes).bytes
        guard bytes.count >= least else { throw Problem(description: "\(field) is empty") }
        guard bytes.count <= limit else {
            throw Problem(description: "\(field) has \(bytes.count) bytes; at most \(limit)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(description: "\(field) is not UTF-8 text")
        }
        // Texts end up on terminals, where control characters would write what the file doesn't say.
        guard text.unicodeScalars.allSatisfy({ !$0.properties.isControl }) else {
            throw Problem(description: "\(field) has control characters")
        }
        return text
    }

    /// An INTEGER within a range.
    package static func integer(
        _ nodes: inout ASN1NodeCollection.Iterator, in range: ClosedRange<Int64>, _ field: String
    ) throws -> Int64 {
        let value: Int64
        do {
            value = try Int64(derEncoded: &nodes)
        } catch {
            throw Problem(description: "\(field) is not an integer of at most 64 bits")
        }
        guard range.contains(value) else {
            throw Problem(description: "\(field) is \(value); expected \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A SEQUENCE OF at most `limit` things.
    package static func list<Element: DERParseable>(
        _ type: Element.Type, _ nodes: inout ASN1NodeCollection.Iterator, limit: Int, _ field: String
    ) throws -> [Element] {
        guard let root = nodes.next() else { throw Problem(description: "\(field) is missing") }
        var elements: [Element] = []
        try DER.sequence(root, identifier: .sequence) { inner in
            while let node = inner.next() {
                guard elements.count < limit else {
                    throw Problem(description: "\(field) has more than \(limit) entries")
                }
                elements.append(try Element(derEncoded: node))
            }
        }
        return elements
    }
}

extension Unicode.Scalar.Properties {
    /// Control and format characters, and what ends lines.
    fileprivate var isControl: Bool {
        switch generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
