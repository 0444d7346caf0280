import CLibXML2

/// An XML document as libxml2 read it, freed with the value.
///
/// libxml2 compares the attributes of an element in pairs and searches all ancestors for each namespace: its time grows
/// with the square of what a file holds, or worse. Hence the limits, most of them before it sees a byte. A document type
/// declaration is refused, so there are no entities to expand or to fetch.
struct XMLTree: ~Copyable {
    /// In bytes; larger documents are refused unread. A manifest takes about 25 kB.
    static let sizeLimit = 2 << 20
    /// Bytes `<`: two for most elements. A manifest has about 100.
    static let tagLimit = 4_096
    /// Bytes `=`: one for an attribute. A manifest has about 700.
    static let attributeLimit = 8_192
    /// Namespace declarations in the whole document. A manifest has six.
    static let namespaceLimit = 32

    let document: xmlDocPtr
    private let root: xmlNodePtr

    /// - Throws: `malformed`, for whatever isn't a bounded, well-formed document in UTF-8 without a document type.
    init(parsing bytes: [UInt8]) throws(EvidenceRefusal) {
        try Self.checkBounds(bytes)
        LibXML.prepare()
        guard let context = xmlNewParserCtxt() else { throw Self.refusal("there is no memory to read it") }
        defer { xmlFreeParserCtxt(context) }
        let document = bytes.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil,
                "UTF-8", LibXML.parserOptions)
        }
        guard let document else { throw Self.refusal("it isn't well-formed near line \(LibXML.lastLine(of: context))") }
        guard let root = Self.acceptableRoot(of: document, readBy: context) else {
            xmlFreeDoc(document)
            throw Self.refusal("it has a document type, or namespaces that are unbound or too many")
        }
        self.document = document
        self.root = root
    }

    deinit { xmlFreeDoc(document) }

    /// Lends the root element. Elements are pointers into the tree: they must not leave `body`.
    borrowing func withRoot<Result, Failure: Error>(
        _ body: (Element) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(Element(node: root))
    }

    /// Cuts the root's children of this name out of the tree, with all that is in them.
    mutating func removeChildren(named name: XMLName) {
        for element in Element(node: root).elements where element.name == name {
            xmlUnlinkNode(element.node)
            xmlFreeNode(element.node)
        }
    }

    private static func checkBounds(_ bytes: [UInt8]) throws(EvidenceRefusal) {
        guard bytes.count <= sizeLimit else {
            throw refusal("it has \(bytes.count) bytes; at most \(sizeLimit) are read")
        }
        let tags = bytes.count { $0 == UInt8(ascii: "<") }
        let attributes = bytes.count { $0 == UInt8(ascii: "=") }
        guard tags <= tagLimit, attributes <= attributeLimit else {
            throw refusal("it has \(tags) tags and \(attributes) attributes; at most \(tagLimit) and \(attributeLimit)")
        }
        guard !bytes.contains("<!DOCTYPE".utf8) else { throw refusal("it has a document type declaration") }
    }

    private static func acceptableRoot(of document: xmlDocPtr, readBy context: xmlParserCtxtPtr) -> xmlNodePtr? {
        guard context.pointee.nsWellFormed == 1, document.pointee.intSubset == nil, document.pointee.extSubset == nil,
            let root = xmlDocGetRootElement(document)
        else { return nil }
        var declarations = 0
        Element(node: root).visit { declarations += $0.namespaceDeclarations }
        return declarations <= namespaceLimit ? root : nil
    }

    private static func refusal(_ reason: String) -> EvidenceRefusal {
        EvidenceRefusal(.malformed, "the manifest can't be read as XML: \(reason)")
    }
}
