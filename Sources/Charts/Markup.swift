/// A piece of well-formed SVG. It is made only from elements and escaped text, so that no label can break a
/// document or smuggle in a script.
struct Markup: Sendable {
    let text: String

    private init(wellFormed text: String) { self.text = text }

    /// Text between tags.
    static func text(_ text: String) -> Markup { Markup(wellFormed: SVGText.escaped(text)) }

    /// An element; its attributes are escaped and keep their order.
    static func element(_ name: String, _ attributes: Attributes, _ children: [Markup] = []) -> Markup {
        var text = "<\(name)"
        for (key, value) in attributes.pairs { text += " \(key)=\"\(SVGText.escaped(value.attributeText))\"" }
        guard !children.isEmpty else { return Markup(wellFormed: text + "/>") }
        return Markup(wellFormed: text + ">" + children.map(\.text).joined() + "</\(name)>")
    }

    /// What a browser shows when the pointer rests on the parent element.
    static func title(_ title: String) -> Markup { element("title", [:], [text(title)]) }

    /// One line of text with a halo that keeps it readable over lines.
    static func label(_ label: String, _ attributes: Attributes) -> Markup {
        let halo: Attributes = [
            "fill": Palette.ink, "stroke": Palette.paper, "stroke-width": 3, "stroke-linejoin": "round",
            "paint-order": "stroke",
        ]
        return element("text", attributes + halo, [text(label)])
    }

    /// A whole drawing: a neutral background, so that it reads alike on a light and a dark page, the heading,
    /// and the content below it.
    ///
    /// With links it is a group to assistive technology, since the parts of an image can't be reached. The description
    /// is for those who can't see the drawing.
    static func document(
        title: String, description: String? = nil, kind: String, width: Double, height: Double, hasLinks: Bool = false,
        _ content: [Markup]
    ) -> String {
        let paper: Attributes = [
            "class": "chart-background", "width": width, "height": height, "rx": 6, "fill": Palette.paper,
        ]
        let heading: Attributes = [
            "class": "chart-title", "x": 12, "y": 23, "font-size": 16, "font-weight": 600, "fill": Palette.ink,
        ]
        return element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "class": "chart \(kind)",
                "viewBox": "0 0 \(SVGText.number(width)) \(SVGText.number(height))",
                "role": hasLinks ? "group" : "img", "aria-label": title,
                "font-family": "system-ui, 'DejaVu Sans', sans-serif", "font-size": 13,
            ],
            [.title(title)] + (description.map { [.element("desc", [:], [text($0)])] } ?? [])
                + [.element("rect", paper), .element("text", heading, [.text(title)])] + content
        ).text + "\n"
    }
}

/// Names and values of an element's attributes, in the order written.
struct Attributes: Sendable, ExpressibleByDictionaryLiteral {
    fileprivate var pairs: [(String, any AttributeValue)]

    init(dictionaryLiteral elements: (String, any AttributeValue)...) { pairs = elements }

    static func + (left: Attributes, right: Attributes) -> Attributes {
        var sum = left
        sum.pairs += right.pairs
        return sum
    }
}

/// What can stand in an attribute: text, or a number in the short form of `SVGText.number`.
protocol AttributeValue: Sendable {
    var attributeText: String { get }
}

extension String: AttributeValue {
    var attributeText: String { self }
}

extension Double: AttributeValue {
    var attributeText: String { SVGText.number(self) }
}

extension Int: AttributeValue {
    var attributeText: String { String(self) }
}
