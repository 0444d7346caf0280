import Foundation

/// Names in XML Signature 1.1 (W3C, 2013) and RFC 6931.
enum XMLSignatureName {
    static let namespace = "http://www.w3.org/2000/09/xmldsig#"
    static let signature = XMLName(namespace: namespace, local: "Signature")
    static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    static let ecdsaSHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"
    static let sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384"
}

/// The children of an element of a signature, which are exactly the expected ones.
struct XMLSignatureParts {
    private let children: [XMLTree.Element]

    /// - Throws: `unsupported` when other children stand there, or in another order.
    init(_ element: XMLTree.Element, _ names: [String]) throws(EvidenceRefusal) {
        children = element.elements
        guard children.map(\.name) == names.map({ XMLName(namespace: XMLSignatureName.namespace, local: $0) }) else {
            throw Self.unsupported("‘\(element.name.local.prefix(40))’ with other parts than \(names)")
        }
    }

    func element(_ name: String) throws(EvidenceRefusal) -> XMLTree.Element {
        guard let child = children.first(where: { $0.name.local == name }) else {
            throw Self.unsupported("no ‘\(name)’")
        }
        return child
    }

    /// The algorithm that a child names.
    ///
    /// - Throws: `unsupported` when the child has parameters besides.
    func algorithm(_ name: String) throws(EvidenceRefusal) -> String { try Self.algorithm(of: try element(name)) }

    func allAlgorithms() throws(EvidenceRefusal) -> [String] {
        var names: [String] = []
        for child in children { names.append(try Self.algorithm(of: child)) }
        return names
    }

    func require(_ name: String, _ expected: String) throws(EvidenceRefusal) {
        let found = try algorithm(name)
        guard found == expected else { throw Self.unsupported("‘\(found.prefix(80))’") }
    }

    /// What a child says in base64.
    func bytes(_ name: String) throws(EvidenceRefusal) -> [UInt8] { try Self.bytes(of: try element(name)) }

    func allBytes() throws(EvidenceRefusal) -> [[UInt8]] {
        var all: [[UInt8]] = []
        for child in children { all.append(try Self.bytes(of: child)) }
        return all
    }

    static func unsupported(_ what: String) -> EvidenceRefusal {
        EvidenceRefusal(.unsupported, "the manifest's signature has a form that isn't supported: \(what)")
    }

    private static func algorithm(of element: XMLTree.Element) throws(EvidenceRefusal) -> String {
        guard element.elements.isEmpty, element.attributes.count == 1,
            let name = element.attributes[XMLName(namespace: nil, local: "Algorithm")]
        else { throw unsupported("‘\(element.name.local.prefix(40))’ with parameters, or without an algorithm") }
        return name
    }

    private static func bytes(of element: XMLTree.Element) throws(EvidenceRefusal) -> [UInt8] {
        // Base64 is broken into lines in XML.
        let text = element.text.map { Data($0.utf8.filter { !" \t\r\n".utf8.contains($0) }) }
        guard let text, let data = Data(base64Encoded: text) else {
            throw EvidenceRefusal(
                .malformed, "‘\(element.name.local.prefix(40))’ in the manifest's signature isn't base64")
        }
        return Array(data)
    }
}
