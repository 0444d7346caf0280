package import Quantities

/// A chart of what systems deliver against the speed that each user gets: a line of best values per system, in a band
/// from the least to the most it may be.
///
/// ```swift
/// let point = SpeedCurves.OperatingPoint(speed: 20, throughput: value)
/// let chart = SpeedCurves(
///     title: "Decode", xTitle: "tokens/s per user", yTitle: "tokens/s per accelerator",
///     curves: [.init(label: "CloudMatrix 384", points: [point])], markers: [.init(speed: 20, label: "50 ms")])
/// chart.svg()
/// ```
///
/// Points are Pareto fronts: who gives up speed gains throughput. A point whose speed or best throughput is not a
/// positive finite number is left out; a curve without points stands in the legend as `none` and is never drawn as
/// zero. Between its points a line is straight on the chart: a guide for the eye, not an estimate.
package struct SpeedCurves: Sendable {
    /// What a system delivers at one speed.
    package struct OperatingPoint: Sendable, Hashable {
        /// For one user, in the unit of the horizontal axis.
        package let speed: Double
        /// In the unit of the vertical axis. An end beyond the axis is drawn at the edge.
        package let throughput: Interval<Double>

        /// A point of a front.
        package init(speed: Double, throughput: Interval<Double>) {
            self.speed = speed
            self.throughput = throughput
        }
    }

    /// One system.
    package struct Curve: Sendable, Hashable {
        /// The system's name; shortened in the legend when too long, whole under the pointer.
        package let label: String
        /// By falling speed and rising throughput; empty when nothing is feasible.
        package let points: [OperatingPoint]

        /// A curve; points in another order are put in order.
        package init(label: String, points: [OperatingPoint]) {
            self.label = label
            self.points = points
        }
    }

    /// A speed worth a line across the chart, such as a limit that users expect.
    package struct Marker: Sendable, Hashable {
        /// In the unit of the horizontal axis. One ten times beyond every curve doesn't widen the axis and is
        /// drawn only where the axis holds it all the same.
        package let speed: Double
        /// Its name, above the line.
        package let label: String

        /// A line at a speed.
        package init(speed: Double, label: String) {
            self.speed = speed
            self.label = label
        }
    }

    /// The heading, also what a screen reader says.
    package let title: String
    /// What the horizontal axis counts, with its unit.
    package let xTitle: String
    /// What the vertical axis counts, with its unit.
    package let yTitle: String
    /// The axis of speeds.
    package var speeds: Axis { frame.horizontal }
    /// The axis of throughputs.
    package var throughputs: Axis { frame.vertical }

    private let shapes: [CurveShape]
    private let legend: Legend
    private let flags: MarkerFlags
    private let frame: PlotFrame
    private let description: String

    private static let width = 960.0
    private static let top = 34.0
    private static let plotHeight = 380.0
    private static let heightWithoutPoints = 60.0
    private static let gap = 8.0
    /// An end of a band or a marker this many times beyond all best values doesn't stretch the axis.
    private static let reach = 10.0

    /// A chart with the curves in the order given.
    ///
    /// - Parameters:
    ///   - title: the heading.
    ///   - xTitle: what speed is counted in.
    ///   - yTitle: what throughput is counted in.
    ///   - curves: a line each; the first six differ in colour and symbol, more in dashes too.
    ///   - markers: upright lines with names.
    ///   - xScale: of the speeds; nil takes a logarithmic one when they range over more than twenty times.
    ///   - yScale: the same for throughputs.
    package init(
        title: String, xTitle: String, yTitle: String, curves: [Curve], markers: [Marker] = [],
        xScale: Axis.Scale? = nil, yScale: Axis.Scale? = nil
    ) {
        self.title = title
        self.xTitle = xTitle
        self.yTitle = yTitle
        shapes = curves.enumerated().map { CurveShape($1, index: $0) }
        legend = Legend(shapes.map(\.legendItem), width: Self.width)
        let points = shapes.flatMap(\.points)
        let frame = PlotFrame(
            horizontal: Axis(for: Self.speeds(of: points, and: markers), scale: xScale),
            vertical: Axis(for: Self.throughputs(of: points), scale: yScale),
            width: Self.width, top: Self.top + legend.height + Self.gap,
            height: points.isEmpty ? Self.heightWithoutPoints : Self.plotHeight)
        flags = MarkerFlags(markers, in: frame, width: Self.width)
        self.frame = frame.moved(down: flags.height)
        let marked = markers.filter(\.speed.isFinite).map { "\($0.label) at \(SVGText.amount($0.speed))" }
        let sentences = shapes.map(\.summary) + (marked.isEmpty ? [] : ["Marked: " + marked.joined(separator: ", ")])
        description = (["\(yTitle) against \(xTitle)"] + sentences).map { $0 + "." }.joined(separator: " ")
    }

    /// The chart as a complete SVG document; the same input gives the same bytes.
    package func svg() -> String {
        let drawing =
            hasPoints
            ? [frame.scales(xTitle: xTitle, yTitle: yTitle)] + shapes.compactMap { $0.band(in: frame) }
                + [frame.outline, flags.markup(in: frame)] + shapes.compactMap { $0.line(in: frame) }
            : [absence]
        return Markup.document(
            title: title, description: description, kind: "speed-curves", width: Self.width,
            height: frame.box.bottom + PlotFrame.footer, [legend.markup(top: Self.top)] + drawing)
    }

    private var hasPoints: Bool { shapes.contains { !$0.points.isEmpty } }

    /// Words in place of axes that would count nothing.
    private var absence: Markup {
        .label(
            "nothing to draw",
            [
                "class": "curves-absent", "x": Self.width / 2, "y": (frame.box.top + frame.box.bottom) / 2,
                "text-anchor": "middle", "font-style": "italic",
            ])
    }

    /// What the horizontal axis must hold.
    private static func speeds(of points: [OperatingPoint], and markers: [Marker]) -> [Double] {
        let speeds = points.map(\.speed)
        guard let least = speeds.min(), let most = speeds.max() else { return [] }
        return speeds + markers.map(\.speed).filter { $0 >= least / reach && $0 / reach <= most && $0.isFinite }
    }

    /// What the vertical axis must hold.
    private static func throughputs(of points: [OperatingPoint]) -> [Double] {
        let best = points.map(\.throughput.best)
        guard let least = best.min(), let most = best.max() else { return [] }
        let ends = points.flatMap { [$0.throughput.low, $0.throughput.high] }.filter { $0 > 0 && $0.isFinite }
        return best + ends.map { min(max($0, least / reach), most * reach) }
    }
}
