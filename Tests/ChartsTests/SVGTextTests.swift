import Charts
import Quantities
import Testing

struct SVGTextTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (1.005, "1"), (2.346, "2.35"), (1079.999, "1080"),
        (0.004, "0"), (-0.004, "0"), (12345.6, "12345.6"), (.nan, "0"), (.infinity, "0"),
    ])
    func `a coordinate has at most two decimals and no exponent`(value: Double, text: String) {
        #expect(SVGText.number(value) == text)
    }

    @Test(arguments: [
        (1943.0, "1,943"), (1_234_567.8, "1,234,568"), (999.6, "1,000"), (410.4, "410"), (19.44, "19.4"), (9.996, "10"),
        (1.944, "1.94"), (0.5, "0.5"), (0.001_944, "0.00194"), (-3, "−3"), (-1234, "−1,234"), (0, "0"),
        (1.5e18, "1.5e18"), (2e-9, "2e-9"), (.infinity, "∞"), (.nan, "unknown"),
    ])
    func `an amount has three digits or all before the point`(value: Double, text: String) {
        #expect(SVGText.amount(value) == text)
    }

    @Test func `XML's special characters are escaped and forbidden ones replaced`() {
        #expect(SVGText.escaped("<a b='c'>&\"\u{1}") == "&lt;a b=&#39;c&#39;&gt;&amp;&quot;\u{FFFD}")
        #expect(SVGText.escaped("a\r\nb") == "a  b")
    }

    @Test func `an interval prints its ends only when they differ`() throws {
        #expect(SVGText.interval(Interval(exactly: 7)) == "7")
        #expect(SVGText.interval(try #require(Interval(low: 1.5, best: 2, high: 2))) == "2 (1.5–2)")
    }
}
