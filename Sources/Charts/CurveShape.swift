import Quantities

/// A curve as it is drawn: the band of what may be, the line of best values, and its mark along the line.
struct CurveShape: Sendable {
    /// What can't be seen of a line, in user units.
    private static let finestDetail = 0.2
    /// From mark to mark, so that they name the line and don't hide it.
    private static let markSpacing = 90.0

    let label: String
    /// Those that can be drawn: by falling speed, and by rising throughput where speeds are equal.
    let points: [SpeedCurves.OperatingPoint]
    private let symbol: Symbol
    private let dash: String?

    /// - Parameters:
    ///   - curve: points in any order; those without a positive finite speed and best throughput are left out.
    ///   - index: the curve's place in the chart; it gives colour, symbol and dashes.
    init(_ curve: SpeedCurves.Curve, index: Int) {
        label = curve.label
        points = curve.points.filter(\.isDrawable)
            .sorted { ($1.speed, $0.throughput.best) < ($0.speed, $1.throughput.best) }
        symbol = Symbol(ofGroup: index)
        // Colours and symbols come round again after six curves; dashes tell the rounds apart.
        let dashes = [nil, "8 4", "2 3", "8 3 2 3"]
        dash = dashes[index / Palette.groups.count % dashes.count]
    }

    /// The area from the low values to the high ones, or nil for a curve without doubt. Its outline shows the doubt
    /// of a single point too.
    func band(in frame: PlotFrame) -> Markup? {
        guard points.contains(where: { $0.throughput.low < $0.throughput.high }) else { return nil }
        let low = line(in: frame) { $0.low }
        let high = line(in: frame) { $0.high }
        return .element(
            "path",
            [
                "class": "curve-band", "d": (low + high.reversed()).path(isClosed: true), "fill": symbol.colour,
                "fill-opacity": "0.14", "stroke": symbol.colour, "stroke-opacity": "0.4",
                "stroke-width": points.count > 1 ? 0.8 : 3,
                "stroke-linejoin": "round",
            ])
    }

    /// The line with its marks; nil when there are no points.
    func line(in frame: PlotFrame) -> Markup? {
        guard !points.isEmpty else { return nil }
        let path = line(in: frame, \.best).path(isClosed: false)
        return .element(
            "g", ["class": "curve"],
            [.title(summary), .element("path", ["class": "curve-line", "d": path] + stroke)] + marks(in: frame))
    }

    /// The curve in words: its two ends, or `none`.
    var summary: String {
        guard let first = points.first, let last = points.last else { return "\(label): none" }
        return "\(label): " + first.text + (points.count > 1 ? " to " + last.text : "")
    }

    /// The curve's line in the legend.
    var legendItem: Legend.Item {
        let name = SVGText.shortened(label, to: 300, size: 13)
        let overhang = 8.0
        return Legend.Item(text: points.isEmpty ? name + ": none" : name, overhang: overhang) { point in
            let reach = overhang + 9
            let ends: Attributes = ["x1": point.x - reach, "x2": point.x + reach, "y1": point.y, "y2": point.y]
            return .element("g", [:], [.element("line", ends + stroke), symbol.markup(at: point)])
        }
    }

    private var stroke: Attributes {
        let line: Attributes = [
            "fill": "none", "stroke": symbol.colour, "stroke-width": 2, "stroke-linejoin": "round",
        ]
        return dash.map { line + ["stroke-dasharray": $0] } ?? line
    }

    private func line(in frame: PlotFrame, _ value: (Interval<Double>) -> Double) -> [Point] {
        points.map { point in
            let end = value(point.throughput)
            return Point(x: frame.x(point.speed), y: frame.y(end.isNaN ? point.throughput.best : end))
        }.thinned(to: Self.finestDetail)
    }

    /// The symbol at both ends and at points between them, each with its values under the pointer.
    private func marks(in frame: PlotFrame) -> [Markup] {
        guard let end = points.last.map({ position(of: $0, in: frame) }) else { return [] }
        var last: Point?
        return points.enumerated().compactMap { index, point in
            let place = position(of: point, in: frame)
            if index != points.count - 1, let last {
                let isFree = min(place.distance(to: last), place.distance(to: end)) >= Self.markSpacing
                guard isFree else { return nil }
            }
            last = place
            return .element(
                "g", ["class": "curve-mark"], [.title("\(label): \(point.text)"), symbol.markup(at: place)])
        }
    }

    private func position(of point: SpeedCurves.OperatingPoint, in frame: PlotFrame) -> Point {
        Point(x: frame.x(point.speed), y: frame.y(point.throughput.best))
    }
}

extension SpeedCurves.OperatingPoint {
    /// Nothing delivered is no operating point, and has no place on a logarithmic axis.
    fileprivate var isDrawable: Bool {
        speed.isFinite && speed > 0 && throughput.best.isFinite && throughput.best > 0
    }

    fileprivate var text: String { "\(SVGText.interval(throughput)) at \(SVGText.amount(speed))" }
}
