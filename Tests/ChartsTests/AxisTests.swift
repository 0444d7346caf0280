import Charts
import Testing

struct AxisTests {
    @Test(arguments: [
        (0.0, 2240.0), (0, 1), (0, 1.01), (0, 13), (-3, 18), (-5, 5), (0, 0.00037), (0, 9.9e11), (-120, 0), (0, 6),
        (7, 8),
        (-0.1, 0.1), (0, 3.0e-9),
    ])
    func `ticks are four to six multiples of one, two or five that cover the range`(low: Double, high: Double) {
        let ticks = Axis(covering: low, high).ticks
        #expect((4...6).contains(ticks.count))
        #expect(ticks[0] <= low && ticks[ticks.count - 1] >= high)
        #expect(ticks == ticks.sorted())
        var digit = ticks[1] - ticks[0]
        while digit >= 9.5 { digit /= 10 }
        while digit < 0.95 { digit *= 10 }
        #expect([1.0, 2, 5].contains { abs($0 - digit) < 1e-6 })
    }

    @Test func `ticks print without crumbs of binary fractions`() {
        #expect(Axis(covering: 0, 0.5).ticks == [0, 0.1, 0.2, 0.3, 0.4, 0.5])
        #expect(Axis(covering: 0, 2240).ticks == [0, 500, 1000, 1500, 2000, 2500])
    }

    @Test(arguments: [(0.0, 0.0), (.nan, .nan), (.infinity, 0), (-.greatestFiniteMagnitude, .greatestFiniteMagnitude)])
    func `a range without extent or without end still has an axis`(low: Double, high: Double) {
        #expect(Axis(covering: low, high).ticks == [0, 0.2, 0.4, 0.6, 0.8, 1])
    }
}
