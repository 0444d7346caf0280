/// Marks with their meaning, set in lines as words are.
struct Legend: Sendable {
    /// A mark, drawn around a point, and what it means.
    struct Item: Sendable {
        let text: String
        /// How much farther the mark reaches to either side than a symbol does.
        var overhang = 0.0
        let mark: @Sendable (Point) -> Markup

        fileprivate var width: Double {
            Legend.textOffset + 2 * overhang + SVGText.width(of: text, size: Legend.fontSize) + Legend.gap
        }
    }

    private static let fontSize = 13.0
    private static let lineHeight = 22.0
    private static let textOffset = 13.0
    private static let gap = 18.0
    private static let margin = 20.0

    private let placed: [(item: Item, position: Point)]
    /// 0 when there is nothing to explain.
    let height: Double

    init(_ items: [Item], width: Double) {
        var position = Point(x: Self.margin, y: Self.lineHeight / 2 + 4)
        placed = items.map { item in
            if position.x > Self.margin, position.x + item.width > width {
                position = Point(x: Self.margin, y: position.y + Self.lineHeight)
            }
            defer { position.x += item.width }
            return (item, position)
        }
        height = items.isEmpty ? 0 : position.y + Self.lineHeight / 2 + 4
    }

    func markup(top: Double) -> Markup {
        let marks = placed.flatMap { item, position in
            let centre = Point(x: position.x + item.overhang, y: position.y + top)
            let text: Attributes = [
                "x": centre.x + item.overhang + Self.textOffset, "y": centre.y + Self.fontSize * 0.35,
                "fill": Palette.ink, "font-size": Self.fontSize,
            ]
            return [item.mark(centre), .element("text", text, [.text(item.text)])]
        }
        return .element("g", ["class": "legend"], marks)
    }
}

extension Legend {
    private static let namesShown = 4

    /// The legend of a map.
    ///
    /// - Parameters:
    ///   - kinds: of the markers in sight.
    ///   - restricted: names of the shaded countries in sight.
    ///   - hasDiscs: whether any disc is in sight.
    ///   - width: how wide a line may be.
    init(kinds: [WorldMap.Kind], restricted: [String], hasDiscs: Bool, width: Double) {
        var items = kinds.map { kind in Item(text: kind.name) { kind.symbol.markup(at: $0) } }
        if !restricted.isEmpty {
            let names = restricted.prefix(Self.namesShown).joined(separator: ", ")
            let rest = restricted.count - Self.namesShown
            let text = "restricted: " + names + (rest > 0 ? " and \(rest) more" : "")
            items.append(Item(text: text, mark: Self.swatch))
        }
        if hasDiscs { items.append(Item(text: "limit of distance", mark: Self.circle)) }
        self.init(items, width: width)
    }

    private static func swatch(at point: Point) -> Markup {
        let box = Box(left: point.x - 8, top: point.y - 6, right: point.x + 8, bottom: point.y + 6)
        return .element("rect", box.attributes + CountryShape.restrictedStyle)
    }

    private static func circle(at point: Point) -> Markup {
        let outline: Attributes = ["cx": point.x, "cy": point.y, "r": 8]
        return .element("circle", outline + DiscShape.areaStyle + DiscShape.lineStyle)
    }
}
