package import Quantities

/// A chart of horizontal bars from zero to a best value, with a whisker from the least to the most it may be.
///
/// ```swift
/// let chart = IntervalBars(title: "Decode", unit: "tokens/s", rows: [row])
/// chart.svg()
/// ```
///
/// A row without a value says so in words; it is never drawn as zero.
package struct IntervalBars: Sendable {
    /// One bar.
    package struct Row: Sendable {
        /// What the value belongs to; shortened when too long, whole under the pointer.
        package let label: String
        /// Rows of one group share a colour and a shape at the bar's end.
        package let group: String
        /// Nil when there is no answer.
        package let value: Interval<Double>?
        /// A remark under the label; for a row without a value, the reason, in place of the bar.
        package let note: String?

        /// A bar, or a line of text when `value` is nil.
        package init(label: String, group: String, value: Interval<Double>?, note: String? = nil) {
            self.label = label
            self.group = group
            self.value = value
            self.note = note
        }

        /// The value when it can be drawn.
        fileprivate var drawable: Interval<Double>? { value.flatMap { $0.best.isFinite ? $0 : nil } }

        fileprivate var valueText: String { drawable.map(SVGText.interval) ?? note ?? "no answer" }
    }

    /// The heading, also what a screen reader says.
    package let title: String
    /// What the numbers count, such as `tokens/s`; written beside the axis.
    package let unit: String
    /// The bars from top to bottom.
    package let rows: [Row]
    /// The axis under the bars; it holds zero and every value.
    package let axis: Axis

    private let symbols: [String: Symbol]
    private let legend: Legend
    private let plot: Box
    private let rowHeight: Double

    private static let width = 960.0
    private static let top = 34.0
    private static let fontSize = 13.0
    private static let noteSize = 11.0
    private static let margin = 14.0

    /// A chart with the rows in the order given.
    package init(title: String, unit: String, rows: [Row]) {
        self.title = title
        self.unit = unit
        self.rows = rows
        let groups = rows.reduce(into: [String]()) { if !$0.contains($1.group) { $0.append($1.group) } }
        let marks = groups.enumerated().map { ($1, Symbol(ofGroup: $0)) }
        symbols = Dictionary(uniqueKeysWithValues: marks)
        // One group needs no explanation.
        let items = marks.map { group, symbol in Legend.Item(text: group) { symbol.markup(at: $0) } }
        legend = Legend(items.count > 1 ? items : [], width: Self.width)
        let ends = rows.compactMap(\.drawable).flatMap { [$0.low, $0.best, $0.high] }.filter(\.isFinite)
        axis = Axis(covering: min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
        rowHeight = rows.contains { $0.drawable != nil && $0.note != nil } ? 38 : 28
        let labels = rows.flatMap { row in
            [SVGText.width(of: row.label, size: Self.fontSize)]
                + (row.drawable == nil ? [] : [SVGText.width(of: row.note ?? "", size: Self.noteSize)])
        }
        let values = rows.filter { $0.drawable != nil }.map { SVGText.width(of: $0.valueText, size: Self.fontSize) }
        let top = Self.top + legend.height + 6
        plot = Box(
            left: Self.margin * 2 + min(330, labels.max() ?? 0), top: top,
            right: Self.width - Self.margin * 2 - min(240, values.max() ?? 0),
            bottom: top + rowHeight * Double(rows.count))
    }

    /// The chart as a complete SVG document; the same input gives the same bytes.
    package func svg() -> String {
        Markup.document(
            title: title, kind: "interval-bars", width: Self.width, height: plot.bottom + 46,
            [.element("g", ["class": "axis"], axisMarks), legend.markup(top: Self.top)]
                + rows.enumerated().map { markup(of: $1, at: $0) })
    }

    private func x(_ value: Double) -> Double {
        // A whisker without end stops at the edge of the chart.
        plot.left + min(1, max(0, axis.part(of: value))) * plot.width
    }

    private var axisMarks: [Markup] {
        let ticks = axis.ticks.flatMap { tick -> [Markup] in
            let line: Attributes = [
                "x1": x(tick), "x2": x(tick), "y1": plot.top, "y2": plot.bottom + 4,
                "stroke": tick == 0 ? Palette.faintInk : Palette.gridLine,
            ]
            let text: Attributes = [
                "x": x(tick), "y": plot.bottom + 18, "text-anchor": "middle", "class": "tick",
                "fill": Palette.faintInk, "font-size": 12,
            ]
            return [.element("line", line), .element("text", text, [.text(SVGText.amount(tick))])]
        }
        let name: Attributes = [
            "x": (plot.left + plot.right) / 2, "y": plot.bottom + 36, "text-anchor": "middle", "class": "unit",
            "fill": Palette.faintInk, "font-size": 12,
        ]
        return ticks + (unit.isEmpty ? [] : [.element("text", name, [.text(unit)])])
    }

    private func markup(of row: Row, at index: Int) -> Markup {
        let middle = plot.top + rowHeight * (Double(index) + 0.5)
        let remark = row.note.map { ": " + $0 } ?? ""
        let title =
            row.drawable.map { "\(row.label): \(SVGText.interval($0)) \(unit)\(remark)" }
            ?? "\(row.label): \(row.valueText)"
        return .element(
            "g", ["class": "row"],
            [.title(title)] + labelMarks(of: row, middle: middle)
                + (row.drawable.map { barMarks($0, of: row, middle: middle) } ?? [absence(of: row, middle: middle)]))
    }

    private func labelMarks(of row: Row, middle: Double) -> [Markup] {
        let width = plot.left - Self.margin * 2
        let note = row.drawable == nil ? nil : row.note
        let label = SVGText.shortened(row.label, to: width, size: Self.fontSize)
        let baseline = middle + (note == nil ? 4.5 : -2)
        let name: Attributes = ["x": Self.margin, "y": baseline, "class": "row-label", "fill": Palette.ink]
        let remark: Attributes = [
            "x": Self.margin, "y": middle + 12, "class": "row-note", "fill": Palette.faintInk,
            "font-size": Self.noteSize,
        ]
        return [.element("text", name, [.text(label)])]
            + (note.map { note in
                [.element("text", remark, [.text(SVGText.shortened(note, to: width, size: Self.noteSize))])]
            } ?? [])
    }

    private func barMarks(_ value: Interval<Double>, of row: Row, middle: Double) -> [Markup] {
        let symbol = symbols[row.group] ?? Symbol(ofGroup: 0)
        let (zero, tip, low, high) = (x(0), x(value.best), x(value.low), x(value.high))
        let whisker =
            "M\(SVGText.number(low)) \(SVGText.number(middle - 5))v10m0 -5H\(SVGText.number(high))m0 -5v10"
        let text: Attributes = [
            "x": max(zero, tip, high) + 11, "y": middle + 4.5, "class": "row-value", "font-weight": 600,
        ]
        let bar = Box(left: min(zero, tip), top: middle - 8, right: max(zero, tip), bottom: middle + 8)
        var marks: [Markup] = [
            .element("rect", bar.attributes + ["class": "bar", "fill": symbol.colour, "fill-opacity": "0.55"])
        ]
        if value.low < value.high {
            let line: Attributes = ["class": "whisker", "d": whisker, "fill": "none", "stroke": Palette.ink]
            marks.append(.element("path", line + ["stroke-width": 1.3]))
        }
        if symbols.count > 1 { marks.append(symbol.markup(at: Point(x: tip, y: middle))) }
        return marks + [.label(SVGText.interval(value), text)]
    }

    private func absence(of row: Row, middle: Double) -> Markup {
        let text = SVGText.shortened(row.valueText, to: Self.width - x(0) - 24, size: Self.fontSize)
        return .label(text, ["x": x(0) + 8, "y": middle + 4.5, "class": "row-absent", "font-style": "italic"])
    }
}
