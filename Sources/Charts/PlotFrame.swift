/// The field of a chart with two axes: where a pair of values lies in the drawing, with the scales around it.
struct PlotFrame: Sendable {
    private static let tickSize = 12.0
    /// From a tick's label to the field.
    private static let gap = 8.0
    /// The room of the upright title and the one below.
    private static let titleHeight = 20.0
    private static let margin = 14.0

    /// The field between the axes.
    let box: Box
    let horizontal: Axis
    let vertical: Axis

    /// How much lies below the field: labels and title.
    static let footer = 46.0

    /// A field as wide as a drawing of `width` allows, once the labels have their room.
    init(horizontal: Axis, vertical: Axis, width: Double, top: Double, height: Double) {
        self.horizontal = horizontal
        self.vertical = vertical
        let labels = vertical.ticks.map { Self.width(ofTick: $0) }.max() ?? 0
        let last = Self.width(ofTick: horizontal.high)
        box = Box(
            left: Self.margin + Self.titleHeight + labels + Self.gap, top: top,
            right: width - max(Self.margin * 1.5, last / 2 + Self.gap), bottom: top + height)
    }

    private init(box: Box, horizontal: Axis, vertical: Axis) {
        self.box = box
        self.horizontal = horizontal
        self.vertical = vertical
    }

    /// The same field farther down.
    func moved(down distance: Double) -> PlotFrame {
        let moved = Box(left: box.left, top: box.top + distance, right: box.right, bottom: box.bottom + distance)
        return PlotFrame(box: moved, horizontal: horizontal, vertical: vertical)
    }

    func x(_ value: Double) -> Double { box.left + Self.within(horizontal.part(of: value)) * box.width }

    func y(_ value: Double) -> Double { box.bottom - Self.within(vertical.part(of: value)) * box.height }

    /// What lies beyond an axis, as an end without limit does, stops at the edge of the field.
    private static func within(_ part: Double) -> Double { min(1, max(0, part)) }

    private static func width(ofTick tick: Double) -> Double {
        SVGText.width(of: SVGText.amount(tick), size: tickSize)
    }

    /// The scales: a line and a label for each tick, and what is counted.
    func scales(xTitle: String, yTitle: String) -> Markup {
        let name: Attributes = ["text-anchor": "middle", "class": "unit"]
        let upright = Point(x: Self.margin + Self.tickSize * 0.6, y: (box.top + box.bottom) / 2)
        let turn = "rotate(-90 \(SVGText.number(upright.x)) \(SVGText.number(upright.y)))"
        let titles = [
            Self.text(
                SVGText.shortened(xTitle, to: box.width, size: Self.tickSize),
                name + ["x": (box.left + box.right) / 2, "y": box.bottom + 37]),
            Self.text(
                SVGText.shortened(yTitle, to: box.height + 40, size: Self.tickSize),
                name + ["x": upright.x, "y": upright.y, "transform": turn]),
        ]
        return .element(
            "g", ["class": "axis"], horizontal.ticks.flatMap(columnMarks) + vertical.ticks.flatMap(rowMarks) + titles)
    }

    /// The edge of the field: drawn over what lies at it.
    var outline: Markup {
        .element(
            "path",
            [
                "class": "axis-line", "fill": "none", "stroke": Palette.faintInk,
                "d": "M\(SVGText.number(box.left)) \(SVGText.number(box.top))V\(SVGText.number(box.bottom))"
                    + "H\(SVGText.number(box.right))",
            ])
    }

    private func columnMarks(_ tick: Double) -> [Markup] {
        let line: Attributes = ["x1": x(tick), "x2": x(tick), "y1": box.top, "y2": box.bottom + 4]
        let text: Attributes = ["x": x(tick), "y": box.bottom + 18, "text-anchor": "middle", "class": "tick tick-x"]
        return [Self.line(line), Self.text(SVGText.amount(tick), text)]
    }

    private func rowMarks(_ tick: Double) -> [Markup] {
        let line: Attributes = ["x1": box.left - 4, "x2": box.right, "y1": y(tick), "y2": y(tick)]
        let text: Attributes = [
            "x": box.left - Self.gap, "y": y(tick) + Self.tickSize * 0.35, "text-anchor": "end",
            "class": "tick tick-y",
        ]
        return [Self.line(line), Self.text(SVGText.amount(tick), text)]
    }

    private static func line(_ ends: Attributes) -> Markup {
        .element("line", ends + ["class": "grid", "stroke": Palette.gridLine])
    }

    private static func text(_ text: String, _ attributes: Attributes) -> Markup {
        .element("text", attributes + ["fill": Palette.faintInk, "font-size": tickSize], [.text(text)])
    }
}
