/// Round numbers along a line: multiples of 1, 2 or 5 times a power of ten that cover a range.
package struct Axis: Sendable, Hashable {
    /// Rising, evenly spaced, four to six of them.
    package let ticks: [Double]

    /// An axis that covers both values; one that is infinite or not a number counts as 0, and a range without
    /// extent becomes 0 … 1.
    package init(covering first: Double, _ second: Double) {
        let ends = [first, second].map { $0.isFinite ? $0 : 0 }
        let low = min(ends[0], ends[1])
        let high = max(ends[0], ends[1])
        // Steps outside 10⁻³⁰⁰ … 10³⁰⁰ have no round numbers left between them.
        guard high - low > 1e-290, high - low < 1e290 else {
            ticks = (0...5).map { Double($0) / 5 }
            return
        }
        var step = Step.largest(below: high - low)
        while step.count(from: low, to: high) > 6 { step = step.next }
        let start = step.index(below: low)
        // Beside zero a coarse step may leave only three.
        let count = max(4, step.count(from: low, to: high))
        ticks = (0..<count).map { step.value(start + Double($0)) }
    }

    /// The first tick.
    package var low: Double { ticks.first ?? 0 }
    /// The last tick.
    package var high: Double { ticks.last ?? 1 }
}

/// 1, 2 or 5 times a power of ten, kept apart so that its multiples are as exact as numbers can be.
private struct Step {
    private let digit: Double
    private let exponent: Int

    /// A step so small that more than six ticks are needed, or nearly.
    static func largest(below range: Double) -> Step {
        var exponent = 0
        while Step(digit: 1, exponent: exponent).value(1) > range { exponent -= 1 }
        while Step(digit: 1, exponent: exponent + 1).value(1) <= range { exponent += 1 }
        return Step(digit: 1, exponent: exponent - 1)
    }

    var next: Step {
        switch digit {
        case 1: Step(digit: 2, exponent: exponent)
        case 2: Step(digit: 5, exponent: exponent)
        default: Step(digit: 1, exponent: exponent + 1)
        }
    }

    /// A multiple of the step.
    func value(_ index: Double) -> Double {
        let power = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
        return exponent < 0 ? index * digit / power : index * digit * power
    }

    func index(below value: Double) -> Double { (value / self.value(1)).rounded(.down) }

    func count(from low: Double, to high: Double) -> Int {
        Int(min(1e6, (high / value(1)).rounded(.up) - index(below: low))) + 1
    }
}
