import CLibXML2

/// The ways to write XML as the bytes that are hashed, by the names that XML signatures give them. Comments are left out.
enum Canonicalization: String {
    /// Canonical XML 1.1 (W3C, 2008): what the published manifests use.
    case inclusive11 = "http://www.w3.org/2006/12/xml-c14n11"
    /// Canonical XML 1.0 (W3C, 2001).
    case inclusive10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    /// Exclusive XML Canonicalization 1.0 (W3C, 2002), without a list of inclusive prefixes.
    case exclusive10 = "http://www.w3.org/2001/10/xml-exc-c14n#"

    fileprivate var mode: Int32 {
        switch self {
        case .inclusive11: Int32(clamping: XML_C14N_1_1.rawValue)
        case .inclusive10: Int32(clamping: XML_C14N_1_0.rawValue)
        case .exclusive10: Int32(clamping: XML_C14N_EXCLUSIVE_1_0.rawValue)
        }
    }
}

extension XMLTree {
    /// The whole document as it stands.
    ///
    /// - Throws: `unsupported` for documents that have no canonical form, such as with relative namespace names.
    borrowing func canonicalForm(_ method: Canonicalization) throws(EvidenceRefusal) -> [UInt8] {
        try canonicalForm(method) { buffer in
            xmlC14NExecute(document, nil, nil, method.mode, nil, 0, buffer)
        }
    }

    /// One element with all that is in it, in the namespaces of its ancestors.
    borrowing func canonicalForm(
        _ method: Canonicalization, of element: Element
    ) throws(EvidenceRefusal) -> [UInt8] {
        try canonicalForm(method) { buffer in
            xmlC14NExecute(
                document,
                { top, node, parent in
                    // A namespace has no parent of its own: it comes with the element that it is written for.
                    var next = node?.pointee.type == XML_NAMESPACE_DECL ? parent : node
                    while let current = next {
                        if UnsafeMutableRawPointer(current) == top { return 1 }
                        next = current.pointee.parent
                    }
                    return 0
                }, UnsafeMutableRawPointer(element.node), method.mode, nil, 0, buffer)
        }
    }

    private borrowing func canonicalForm(
        _ method: Canonicalization, write: (xmlOutputBufferPtr) -> Int32
    ) throws(EvidenceRefusal) -> [UInt8] {
        LibXML.prepare()
        let refusal = EvidenceRefusal(.unsupported, "the manifest has no canonical form by \(method.rawValue)")
        guard let buffer = xmlAllocOutputBuffer(nil) else { throw refusal }
        defer { xmlOutputBufferClose(buffer) }
        guard write(buffer) >= 0, let start = xmlOutputBufferGetContent(buffer) else { throw refusal }
        return Array(UnsafeBufferPointer(start: start, count: xmlOutputBufferGetSize(buffer)))
    }
}
