/// The parts of a SWID tag that a reference manifest uses.
struct SoftwareIdentityTag {
    /// `GPU` or `SWITCH`.
    let edition: String
    /// Such as `GH100`.
    let product: String
    let version: ComponentVersion
    private let resources: [XMLTree.Element]

    private static let namespace = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd"

    init(_ root: XMLTree.Element) throws(EvidenceRefusal) {
        guard root.name == XMLName(namespace: Self.namespace, local: "SoftwareIdentity") else {
            throw EvidenceRefusal(.unsupported, "the document is no SWID tag but ‘\(root.name.local.prefix(40))’")
        }
        for kind in ["patch", "supplemental", "corpus"] where root[kind] ?? "false" != "false" {
            throw EvidenceRefusal(.unsupported, "the tag is of a kind that isn't supported: \(kind)")
        }
        let meta = try Self.child("Meta", of: root)
        guard meta["PayloadType"] == "direct" else {
            throw EvidenceRefusal(.unsupported, "the manifest's values stand in another file")
        }
        edition = try Self.word("edition", of: meta)
        product = try Self.word("product", of: meta)
        version = ComponentVersion(try Self.word("colloquialVersion", of: meta))
        resources = try Self.child("Payload", of: root).elements
    }

    /// - Throws: `malformed`, or `unsupported` for active entries that aren't measured values, such as lowest security
    ///   versions: leaving them out would show less as the whole.
    func activeValues() throws(EvidenceRefusal) -> [Int: [[UInt8]]] {
        var values: [Int: [[UInt8]]] = [:]
        for resource in resources {
            guard resource.name == XMLName(namespace: Self.namespace, local: "Resource") else {
                throw EvidenceRefusal(.unsupported, "the manifest lists ‘\(resource.name.local.prefix(40))’")
            }
            guard let entry = try ReferenceEntry(resource) else { continue }
            guard values.updateValue(entry.alternatives, forKey: entry.index) == nil else {
                throw EvidenceRefusal(.malformed, "the manifest has several entries for the index \(entry.index)")
            }
        }
        guard !values.isEmpty else { throw EvidenceRefusal(.malformed, "the manifest has no active entry") }
        return values
    }

    private static func child(_ name: String, of root: XMLTree.Element) throws(EvidenceRefusal) -> XMLTree.Element {
        let children = root.elements.filter { $0.name == XMLName(namespace: namespace, local: name) }
        guard children.count == 1, let child = children.first else {
            throw EvidenceRefusal(.malformed, "the manifest has \(children.count) elements ‘\(name)’; expected one")
        }
        return child
    }

    /// A short word of letters, digits, dots, dashes and underscores: it ends up in names.
    private static func word(_ name: String, of element: XMLTree.Element) throws(EvidenceRefusal) -> String {
        guard let word = element[name], (1...40).contains(word.utf8.count),
            word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
        else { throw EvidenceRefusal(.malformed, "the manifest has no \(name), or a strange one") }
        return word
    }
}

extension XMLTree.Element {
    /// An attribute in no namespace.
    subscript(name: String) -> String? { attributes[XMLName(namespace: nil, local: name)] }
}
