import Charts
import Quantities
import Testing

struct SpeedCurvesTests {
    private func point(_ speed: Double, _ low: Double, _ best: Double, _ high: Double) throws
        -> SpeedCurves.OperatingPoint
    {
        SpeedCurves.OperatingPoint(
            speed: speed, throughput: try #require(Interval(low: low, best: best, high: high)))
    }

    /// A front that falls from 900 at low speed, with a quarter of doubt to either side.
    private func front(_ label: String, count: Int = 8, times factor: Double = 1) throws -> SpeedCurves.Curve {
        SpeedCurves.Curve(
            label: label,
            points: try (0..<count).map { index in
                let part = Double(index) / Double(max(1, count - 1))
                let best = factor * (100 + 800 * part * (2 - part))
                return try point(100 - 90 * part, best * 0.75, best, best * 1.25)
            })
    }

    private func chart(
        _ curves: [SpeedCurves.Curve], markers: [SpeedCurves.Marker] = [], xScale: Axis.Scale? = nil,
        yScale: Axis.Scale? = nil
    ) -> SpeedCurves {
        SpeedCurves(
            title: "Decode", xTitle: "tokens/s per user", yTitle: "tokens/s per accelerator", curves: curves,
            markers: markers, xScale: xScale, yScale: yScale)
    }

    private func drawing(_ curves: [SpeedCurves.Curve], markers: [SpeedCurves.Marker] = []) throws -> ParsedDrawing {
        try ParsedDrawing(chart(curves, markers: markers).svg())
    }

    /// Left, top, right and bottom of the field between the axes.
    private func field(of drawing: ParsedDrawing) throws -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
        let path = try #require(drawing.withClass("axis-line").first?.attributes["d"])
        let numbers = path.split { "MVH ".contains($0) }.compactMap { Double($0) }
        try #require(numbers.count == 4)
        return (numbers[0]...numbers[3], numbers[1]...numbers[2])
    }

    private func expectInside(_ drawing: ParsedDrawing) throws {
        let field = try field(of: drawing)
        for path in drawing.subpaths(ofClass: "curve-line") + drawing.subpaths(ofClass: "curve-band") {
            #expect(!path.isEmpty)
            #expect(path.allSatisfy { field.x.contains($0.x) && field.y.contains($0.y) })
        }
    }

    @Test func `each system has one line and one band`() throws {
        let drawing = try drawing([front("A"), front("B", times: 2), front("C", times: 3)])
        #expect(drawing.withClass("curve-line").count == 3)
        #expect(drawing.withClass("curve-band").count == 3)
        #expect(drawing.subpaths(ofClass: "curve-line").count == 3)
        let colours = drawing.withClass("curve-line").map { $0.attributes["stroke"] }
        #expect(Set(colours).count == 3)
        #expect(drawing.withClass("curve-band").map { $0.attributes["fill"] } == colours)
        try expectInside(drawing)
    }

    @Test func `more throughput lies higher, more speed farther right`() throws {
        let line = try #require(try drawing([front("A")]).subpaths(ofClass: "curve-line").first)
        #expect(zip(line, line.dropFirst()).allSatisfy { $1.x < $0.x && $1.y < $0.y })
    }

    @Test func `a band goes along the low values and back along the high ones`() throws {
        let curve = SpeedCurves.Curve(label: "A", points: [try point(90, 1, 2, 4), try point(30, 5, 6, 10)])
        let band = try #require(try drawing([curve]).subpaths(ofClass: "curve-band").first)
        try #require(band.count == 4)
        #expect(band[0].x == band[3].x && band[1].x == band[2].x && band[0].x > band[1].x)
        #expect(band[0].y > band[3].y && band[1].y > band[2].y)
    }

    @Test func `values without doubt have no band`() throws {
        let drawing = try drawing([.init(label: "A", points: [try point(9, 1, 1, 1), try point(3, 5, 5, 5)])])
        #expect(drawing.withClass("curve-band").isEmpty)
        #expect(drawing.withClass("curve-line").count == 1)
    }

    @Test func `a system that can do nothing is named and not drawn`() throws {
        let drawing = try drawing([front("A"), .init(label: "H20", points: [])])
        #expect(drawing.texts(of: "text").contains("H20: none"))
        #expect(drawing.withClass("curve-line").count == 1)
        #expect(try #require(drawing.texts(of: "desc").first).contains("H20: none"))
    }

    @Test func `a chart without points says so and has no axes`() throws {
        for curves in [[], [SpeedCurves.Curve(label: "H20", points: [])]] {
            let drawing = try drawing(curves, markers: [.init(speed: 20, label: "50 ms")])
            #expect(drawing.withClass("curves-absent").count == 1)
            #expect(drawing.withClass("tick").isEmpty)
        }
    }

    @Test func `a screen reader is told the ends of each curve and the markers`() throws {
        let curve = SpeedCurves.Curve(label: "A", points: [try point(90, 1, 2, 4), try point(30, 5, 6, 10)])
        let drawing = try drawing([curve], markers: [.init(speed: 50, label: "20 ms")])
        #expect(drawing.titles.first == "Decode")
        #expect(
            drawing.texts(of: "desc") == [
                "tokens/s per accelerator against tokens/s per user. A: 2 (1–4) at 90 to 6 (5–10) at 30. "
                    + "Marked: 20 ms at 50."
            ])
        #expect(drawing.elements.first?.attributes["role"] == "img")
    }

    @Test func `a range of more than twenty times makes an axis logarithmic, unless told otherwise`() throws {
        let narrow = [SpeedCurves.Curve(label: "A", points: [try point(90, 1, 2, 4), try point(30, 5, 6, 10)])]
        let wide = [SpeedCurves.Curve(label: "A", points: [try point(90, 1, 1, 1), try point(3, 5, 25, 25)])]
        #expect(chart(narrow).speeds.scale == .linear && chart(narrow).throughputs.scale == .linear)
        #expect(chart(wide).speeds.scale == .logarithmic && chart(wide).throughputs.scale == .logarithmic)
        let forced = chart(wide, xScale: .linear, yScale: .linear)
        #expect(forced.speeds == Axis(covering: 0, 90) && forced.throughputs == Axis(covering: 0, 25))
        #expect(chart(narrow, xScale: .logarithmic).speeds.scale == .logarithmic)
        for chart in [chart(narrow, xScale: .logarithmic, yScale: .logarithmic), chart(wide), forced] {
            try expectInside(try ParsedDrawing(chart.svg()))
        }
    }

    @Test func `what can't be drawn is left out, and ends without limit stop at the edge`() throws {
        let points = [
            try point(50, -.infinity, 300, .infinity), try point(40, 0, 500, 600), try point(30, -5, 600, 1e30),
            try point(.nan, 1, 2, 3), try point(.infinity, 1, 2, 3), try point(0, 1, 2, 3), try point(-4, 1, 2, 3),
            try point(20, 0, 0, 0), try point(10, -3, -2, -1),
            SpeedCurves.OperatingPoint(speed: 5, throughput: Interval(exactly: .nan)),
            SpeedCurves.OperatingPoint(speed: 5, throughput: Interval(exactly: .infinity)),
            SpeedCurves.OperatingPoint(speed: 25, throughput: Interval(spanning: 620, .nan, .nan)),
        ]
        for scale in [Axis.Scale.linear, .logarithmic] {
            let chart = chart([.init(label: "A", points: points)], xScale: scale, yScale: scale)
            let drawing = try ParsedDrawing(chart.svg())
            try expectInside(drawing)
            #expect(drawing.subpaths(ofClass: "curve-line").first?.count == 4)
            #expect(chart.throughputs.high <= 10_000)
        }
    }

    @Test(arguments: [1e-300, 1e-9, 1, 1e9, 1e300])
    func `a single point of any size has its mark and its band`(size: Double) throws {
        let drawing = try drawing([.init(label: "A", points: [try point(size, size / 2, size, size * 2)])])
        #expect(drawing.withClass("curve-mark").count == 1)
        #expect(drawing.withClass("curve-band").count == 1)
        try expectInside(drawing)
    }

    @Test func `ten thousand points are thinned to what can be seen`() throws {
        let small = try drawing([front("A", count: 200)])
        let svg = chart([try front("A", count: 10_000)]).svg()
        #expect(svg.utf8.count < 40_000)
        let drawing = try ParsedDrawing(svg)
        let line = try #require(drawing.subpaths(ofClass: "curve-line").first)
        let other = try #require(small.subpaths(ofClass: "curve-line").first)
        #expect((10...200).contains(line.count))
        #expect(line[0] == other[0] && line[line.count - 1] == other[other.count - 1])
        try expectInside(drawing)
    }

    @Test func `points in another order give the same chart`() throws {
        let curve = try front("A")
        let turned = SpeedCurves.Curve(label: "A", points: curve.points.reversed())
        #expect(chart([curve]).svg() == chart([turned]).svg())
    }

    @Test func `markers stand at their speeds and their names beside one another`() throws {
        let markers = [20.0, 21, 22, 50, 99.9].map { SpeedCurves.Marker(speed: $0, label: "at \($0) tokens/s") }
        let drawing = try drawing([front("A")], markers: markers)
        let lines = drawing.withClass("speed-marker").compactMap { $0.attributes["x1"].flatMap(Double.init) }
        #expect(lines == lines.sorted() && lines.count == 5)
        let field = try field(of: drawing)
        #expect(lines.allSatisfy(field.x.contains))
        let labels = drawing.withClass("speed-marker-label")
        #expect(labels.count == 5)
        // Three names that want the same place take three rows.
        #expect(Set(labels.prefix(3).map { $0.attributes["y"] }).count == 3)
        #expect(labels.compactMap { $0.attributes["y"].flatMap(Double.init) }.allSatisfy { $0 < field.y.lowerBound })
        #expect(labels.last?.attributes["text-anchor"] == "end")
    }

    @Test func `a marker beyond the curves is shown, one far away is not`() throws {
        let speeds = [8.0, 150, 5e6, 0, -5, .nan, .infinity]
        let drawing = try drawing([front("A")], markers: speeds.map { SpeedCurves.Marker(speed: $0, label: "m") })
        #expect(drawing.withClass("speed-marker").count == 2)
    }

    @Test func `curves beyond the sixth differ in their dashes`() throws {
        let drawing = try drawing((0..<14).map { try front("C\($0)", times: Double($0 + 1)) })
        let styles = drawing.withClass("curve-line").map {
            [$0.attributes["stroke"] ?? "", $0.attributes["stroke-dasharray"] ?? ""]
        }
        #expect(Set(styles).count == 14)
    }

    @Test(arguments: nastyLabels)
    func `a nasty label leaves the chart well-formed`(label: String) throws {
        let chart = SpeedCurves(
            title: label, xTitle: label, yTitle: label, curves: [try front(label), .init(label: label, points: [])],
            markers: [.init(speed: 20, label: label)])
        let drawing = try ParsedDrawing(chart.svg())
        #expect(!drawing.elements.contains { $0.name == "script" })
        #expect(drawing.elements.allSatisfy { $0.attributes["onload"] == nil })
    }

    @Test func `the same input gives the same bytes`() throws {
        let curves = try (0..<9).map { try front("r\($0)", times: Double($0 + 1)) }
        let charts = (0..<3).map { _ in chart(curves, markers: [.init(speed: 20, label: "50 ms")]).svg() }
        #expect(Set(charts).count == 1)
    }
}
