import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A drawing read back by an XML parser that knows nothing of how it was written.
struct ParsedDrawing {
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    let elements: [Element]

    /// Fails the test when the text is not well-formed XML.
    init(_ svg: String) throws {
        let reader = Reader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        try #require(parser.parse(), "line \(parser.lineNumber), column \(parser.columnNumber)")
        elements = reader.elements
    }

    var titles: [String] { texts(of: "title") }

    func texts(of name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }

    func withClass(_ name: String) -> [Element] {
        elements.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains { $0 == name } }
    }

    /// The subpaths of all paths of a class that are written in absolute coordinates.
    func subpaths(ofClass name: String) -> [[(x: Double, y: Double)]] {
        withClass(name).flatMap { element in
            (element.attributes["d"] ?? "").split(separator: "M").map { subpath in
                subpath.filter { $0 != "Z" }.split(separator: "L").compactMap { pair in
                    let numbers = pair.split(separator: " ").compactMap { Double($0) }
                    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
                }
            }
        }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes))
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if let last = open.last { elements[last].text += string }
        }
    }
}

/// Labels that would break a document if they were written as they are.
let nastyLabels = [
    "<script>alert(1)</script>", "Tom & Jerry's \"rack\"", "]]>", "<!-- -->", "&amp; &#0;", "bell \u{7} and nul \u{0}",
    "深圳 机房 🖥️", "\u{FFFE}", "a\nb\tc", "' onload='alert(1)",
]
