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

    @Test(arguments: [
        (1.0, 1000.0), (3, 70), (0.02, 9), (12, 150_000), (1, 1e12), (1e-200, 1e200), (10, 10), (7, 7), (10, 20),
        (1e-300, 1e300), (4.9999, 5.0001),
    ])
    func `logarithmic ticks cover the range at one, two and five or at powers of ten`(low: Double, high: Double) {
        let axis = Axis(logarithmicCovering: high, low)
        #expect((3...13).contains(axis.ticks.count))
        #expect(axis.low <= max(low, 1e-290) * 1.000_001 && axis.high >= min(high, 1e290) * 0.999_999)
        #expect(axis.ticks == axis.ticks.sorted())
        #expect(axis.part(of: axis.low) == 0 && axis.part(of: axis.high) == 1)
        let middle = axis.ticks[axis.ticks.count / 2]
        #expect(axis.part(of: middle) > 0.2 && axis.part(of: middle) < 0.8)
    }

    @Test func `logarithmic ticks are the numbers that people write`() {
        #expect(Axis(logarithmicCovering: 3, 70).ticks == [2, 5, 10, 20, 50, 100])
        #expect(Axis(logarithmicCovering: 0.01, 0.2).ticks == [0.01, 0.02, 0.05, 0.1, 0.2])
        #expect(Axis(logarithmicCovering: 20, 5000).ticks == [20, 50, 100, 200, 500, 1000, 2000, 5000])
        #expect(Axis(logarithmicCovering: 3, 100_000).ticks == [1, 10, 100, 1e3, 1e4, 1e5])
    }

    @Test(arguments: [(0.0, 0.0), (.nan, .nan), (.infinity, -3), (-.infinity, -1)])
    func `a logarithmic axis knows no other numbers than positive ones`(first: Double, second: Double) {
        let axis = Axis(logarithmicCovering: first, second)
        #expect(axis.ticks == [0.5, 1, 2])
        #expect(axis.part(of: 0) == -.infinity && axis.part(of: -4) == -.infinity)
    }

    @Test func `equal ratios are equally long on a logarithmic axis, equal steps on a linear one`() {
        let logarithmic = Axis(logarithmicCovering: 1, 100)
        #expect(abs(logarithmic.part(of: 10) - 0.5) < 1e-12)
        #expect(Axis(covering: 0, 100).part(of: 50) == 0.5)
    }

    @Test func `an axis for positive numbers turns logarithmic above twenty times`() {
        #expect(Axis(for: [1, 20]) == Axis(covering: 0, 20))
        #expect(Axis(for: [1, 20.1]).scale == .logarithmic)
        #expect(Axis(for: [1, 20.1], scale: .linear).scale == .linear)
        #expect(Axis(for: [5, 6], scale: .logarithmic).scale == .logarithmic)
        #expect(Axis(for: []) == Axis(covering: 0, 1))
    }
}
