import CLibXML2

/// A name with the namespace that it is in; nil for none.
struct XMLName: Hashable {
    let namespace: String?
    let local: String
}

extension XMLTree {
    /// One element of a tree: a pointer, good only while the tree is lent out.
    struct Element {
        let node: xmlNodePtr

        var name: XMLName {
            XMLName(namespace: Self.text(node.pointee.ns?.pointee.href), local: Self.text(node.pointee.name) ?? "")
        }

        /// The child elements in the document's order.
        var elements: [Element] {
            nodes.filter { $0.pointee.type == XML_ELEMENT_NODE }.map(Element.init(node:))
        }

        /// The text, when there is nothing else in the element. A comment inside a number would be left out of what is
        /// signed, so text with anything in between is none.
        var text: String? {
            let parts = nodes
            guard parts.allSatisfy({ $0.pointee.type == XML_TEXT_NODE }) else { return nil }
            return parts.compactMap { Self.text($0.pointee.content) }.joined()
        }

        var attributes: [XMLName: String] {
            var found: [XMLName: String] = [:]
            var next = node.pointee.properties
            while let attribute = next {
                let name = XMLName(
                    namespace: Self.text(attribute.pointee.ns?.pointee.href),
                    local: Self.text(attribute.pointee.name) ?? "")
                found[name] = Self.siblings(from: attribute.pointee.children)
                    .compactMap { Self.text($0.pointee.content) }.joined()
                next = attribute.pointee.next
            }
            return found
        }

        var namespaceDeclarations: Int {
            var count = 0
            var next = node.pointee.nsDef
            while let declaration = next {
                count += 1
                next = declaration.pointee.next
            }
            return count
        }

        /// This element and all below it. libxml2 has bounded the depth.
        func visit(_ body: (Element) -> Void) {
            body(self)
            for element in elements { element.visit(body) }
        }

        private var nodes: [xmlNodePtr] { Self.siblings(from: node.pointee.children) }

        private static func siblings(from first: xmlNodePtr?) -> [xmlNodePtr] {
            Array(
                sequence(state: first) { (next: inout xmlNodePtr?) -> xmlNodePtr? in
                    defer { next = next?.pointee.next }
                    return next
                })
        }

        private static func text(_ characters: UnsafePointer<xmlChar>?) -> String? {
            characters.map { String(cString: $0) }
        }
    }
}
