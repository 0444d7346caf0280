import Charts
import Quantities
import Testing

struct IntervalBarsTests {
    private func row(
        _ label: String, _ low: Double, _ best: Double, _ high: Double, group: String = "", note: String? = nil
    ) throws -> IntervalBars.Row {
        let value = try #require(Interval(low: low, best: best, high: high))
        return IntervalBars.Row(label: label, group: group, value: value, note: note)
    }

    private func drawing(_ rows: [IntervalBars.Row]) throws -> ParsedDrawing {
        try ParsedDrawing(IntervalBars(title: "Decode", unit: "tokens/s", rows: rows).svg())
    }

    @Test func `a bar prints its value with its interval, also for the pointer`() throws {
        let drawing = try drawing([try row("CloudMatrix", 1610, 1943, 2240, note: "measured")])
        #expect(drawing.withClass("row-value").map(\.text) == ["1,943 (1,610–2,240)"])
        #expect(drawing.titles.contains("CloudMatrix: 1,943 (1,610–2,240) tokens/s: measured"))
        #expect(drawing.withClass("whisker").count == 1)
        #expect(drawing.elements.first?.attributes["role"] == "img")
    }

    @Test func `a whisker runs from the least to the most, with the best between`() throws {
        let drawing = try drawing([try row("a", 100, 400, 1000), try row("b", 0, 1000, 1000)])
        let bars = drawing.withClass("bar").compactMap { $0.attributes["width"].flatMap(Double.init) }
        try #require(bars.count == 2)
        #expect(abs(bars[0] / bars[1] - 0.4) < 0.001)
    }

    @Test func `an exact value has no whisker`() throws {
        let drawing = try drawing([try row("a", 5, 5, 5)])
        #expect(drawing.withClass("whisker").isEmpty)
        #expect(drawing.withClass("row-value").map(\.text) == ["5"])
    }

    @Test func `a row without an answer says why and draws no bar`() throws {
        let drawing = try drawing([
            IntervalBars.Row(label: "H20", group: "", value: nil, note: "does not fit"),
            IntervalBars.Row(label: "X", group: "", value: nil),
            IntervalBars.Row(label: "NaN", group: "", value: Interval(exactly: Double.nan)),
        ])
        #expect(drawing.withClass("row-absent").map(\.text) == ["does not fit", "no answer", "no answer"])
        #expect(drawing.withClass("bar").isEmpty)
    }

    @Test func `groups have a legend only when there is more than one`() throws {
        let one = try drawing([try row("a", 1, 2, 3, group: "US"), try row("b", 1, 2, 3, group: "US")])
        let two = try drawing([try row("a", 1, 2, 3, group: "US"), try row("b", 1, 2, 3, group: "China")])
        #expect(!one.texts(of: "text").contains("US"))
        #expect(two.texts(of: "text").contains("US") && two.texts(of: "text").contains("China"))
        #expect(Set(two.withClass("bar").map { $0.attributes["fill"] }).count == 2)
    }

    @Test func `a lead that may be negative is drawn on both sides of zero`() throws {
        let drawing = try drawing([try row("lead", -3, 4.5, 18)])
        #expect(drawing.withClass("row-value").map(\.text) == ["4.5 (−3 to 18)"])
        #expect(drawing.withClass("tick").map(\.text).contains("0"))
    }

    @Test(arguments: nastyLabels)
    func `a nasty label leaves the chart well-formed`(label: String) throws {
        let rows = [try row(label, 1, 2, .infinity, group: label, note: label), try row("b", 1, 2, 3)]
        let drawing = try ParsedDrawing(IntervalBars(title: label, unit: label, rows: rows).svg())
        #expect(!drawing.elements.contains { $0.name == "script" })
    }

    @Test func `the same input gives the same bytes`() throws {
        let rows = try (0..<9).map { try row("r\($0)", 1, 2, 3, group: "g\($0)") }
        let charts = (0..<3).map { _ in IntervalBars(title: "t", unit: "u", rows: rows).svg() }
        #expect(Set(charts).count == 1)
    }

    @Test func `a chart without rows is still a chart`() throws {
        #expect(try drawing([]).titles == ["Decode"])
    }
}
