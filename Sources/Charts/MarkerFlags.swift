/// Upright lines through a plot, each with its name above it like a flag at its pole. Names stand in up to three rows,
/// so that none covers another; one that finds no room is shown only when the pointer rests on its line.
struct MarkerFlags: Sendable {
    private struct Flag: Sendable {
        let marker: SpeedCurves.Marker
        let x: Double
        let label: Label?
    }

    /// A name in its row; row 0 is the lowest.
    private struct Label: Sendable {
        let text: String
        let row: Int
        let left: Double
        let right: Double
        let isLeftOfPole: Bool

        func collides(with other: Label) -> Bool {
            row == other.row && left < other.right + MarkerFlags.gap && other.left < right + MarkerFlags.gap
        }
    }

    private static let fontSize = 12.0
    private static let rowHeight = 17.0
    private static let rows = 3
    private static let longest = 200.0
    private static let gap = 4.0

    private let flags: [Flag]
    /// The room for names above the plot; 0 when there are none.
    let height: Double

    /// Flags for the markers that lie on the horizontal axis, in a drawing of `width`.
    init(_ markers: [SpeedCurves.Marker], in frame: PlotFrame, width: Double) {
        let axis = frame.horizontal
        let shown = markers.filter { $0.speed > 0 && $0.speed >= axis.low && $0.speed <= axis.high }
        var flags: [Flag] = []
        var taken: [Label] = []
        // From the right: a pole that must rise past a lower name then stands left of it.
        for marker in shown.sorted(by: { ($1.speed, $1.label) < ($0.speed, $0.label) }) {
            let x = frame.x(marker.speed)
            let label = Self.label(marker.label, at: x, beside: taken, width: width)
            if let label { taken.append(label) }
            flags.append(Flag(marker: marker, x: x, label: label))
        }
        self.flags = flags
        height = Double((taken.map(\.row).max() ?? -1) + 1) * Self.rowHeight
    }

    private static func label(_ name: String, at x: Double, beside taken: [Label], width: Double) -> Label? {
        guard !name.isEmpty else { return nil }
        let text = SVGText.shortened(name, to: longest, size: fontSize)
        let length = SVGText.width(of: text, size: fontSize)
        let isLeft = x + gap + length > width - gap
        let left = isLeft ? x - gap - length : x + gap
        return (0..<rows).lazy
            .map { Label(text: text, row: $0, left: left, right: left + length, isLeftOfPole: isLeft) }
            .first { candidate in !taken.contains(where: candidate.collides) }
    }

    /// The lines from the foot of the plot to their names, and the names.
    func markup(in frame: PlotFrame) -> Markup {
        .element("g", ["class": "speed-markers"], flags.reversed().map { markup(of: $0, in: frame) })
    }

    private func markup(of flag: Flag, in frame: PlotFrame) -> Markup {
        let foot = frame.box.top - 2
        let top = flag.label.map { foot - Double($0.row + 1) * Self.rowHeight + 3 } ?? frame.box.top
        let pole: Attributes = [
            "class": "speed-marker", "x1": flag.x, "x2": flag.x, "y1": frame.box.bottom, "y2": top,
            "stroke": Palette.faintInk, "stroke-width": 1.2, "stroke-dasharray": "5 4",
        ]
        let title = "\(flag.marker.label): \(SVGText.amount(flag.marker.speed))"
        var marks: [Markup] = [.title(title), .element("line", pole)]
        if let label = flag.label {
            let place: Attributes = [
                "class": "speed-marker-label", "x": label.isLeftOfPole ? label.right : label.left,
                "y": foot - Double(label.row) * Self.rowHeight - 4, "font-size": Self.fontSize,
                "text-anchor": label.isLeftOfPole ? "end" : "start",
            ]
            marks.append(.label(label.text, place))
        }
        return .element("g", [:], marks)
    }
}
