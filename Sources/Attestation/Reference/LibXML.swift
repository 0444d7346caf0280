import CLibXML2

/// The parts of libxml2 that belong to the process or the thread.
enum LibXML {
    /// No network, no words on standard error, and UTF-8 whatever the document says of itself. Without further options
    /// libxml2 loads no document type, replaces no entity, and stops at a depth of 256 elements.
    static let parserOptions = [XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_IGNORE_ENC]
        .reduce(Int32(0)) { $0 | Int32(clamping: $1.rawValue) }

    private static let isInitialised: Bool = {
        xmlInitParser()
        return true
    }()

    /// Call before anything else of libxml2, on the same thread: errors are reported per thread.
    static func prepare() {
        _ = isInitialised
        xmlSetStructuredErrorFunc(nil) { _, _ in }
    }

    /// Where reading stopped; 0 when nothing says.
    static func lastLine(of context: xmlParserCtxtPtr) -> Int {
        guard let error = xmlCtxtGetLastError(context) else { return 0 }
        return Int(error.pointee.line)
    }
}
