import Foundation

/// Round numbers along a line that cover a range: multiples of 1, 2 or 5 times a power of ten, or on a logarithmic
/// axis those numbers themselves.
package struct Axis: Sendable, Hashable {
    /// How values lie along the line.
    package enum Scale: Sendable, Hashable {
        /// Equal steps are equally long.
        case linear
        /// Equal ratios are equally long.
        case logarithmic
    }

    /// Rising. On a linear axis evenly spaced, four to six of them; on a logarithmic one three to thirteen.
    package let ticks: [Double]
    /// How values lie between the ticks.
    package let scale: Scale

    /// An axis that covers both values; one that is infinite or not a number counts as 0, and a range without
    /// extent becomes 0 … 1.
    package init(covering first: Double, _ second: Double) {
        scale = .linear
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

    /// A logarithmic axis that covers both values: 1, 2 and 5 times the powers of ten, over more than four decades
    /// only powers of ten, over more than nine only some of them.
    ///
    /// A value that is not a positive number counts as 1; one beyond 10⁻²⁹⁰ … 10²⁹⁰ counts as that limit.
    package init(logarithmicCovering first: Double, _ second: Double) {
        scale = .logarithmic
        let ends = [first, second].map { $0.isFinite && $0 > 0 ? min(1e290, max(1e-290, $0)) : 1 }
        var low = Step.rung(below: min(ends[0], ends[1]))
        var high = Step.rung(above: max(ends[0], ends[1]))
        if high - low < 2 { (low, high) = (low - 1, high + 1) }
        var stride = 1
        if high - low > 4 * Step.rungsPerDecade {
            low = Step.decade(ofRung: low) * Step.rungsPerDecade
            let decades = Double(high - low) / Double(Step.rungsPerDecade)
            stride = Int((decades / 9).rounded(.up)) * Step.rungsPerDecade
        }
        let steps = (high - low + stride - 1) / stride
        ticks = (0...steps).map { Step.value(ofRung: low + $0 * stride) }
    }

    /// An axis for positive numbers: logarithmic when the greatest exceeds twenty times the least, else linear from
    /// zero. `scale` overrules the choice.
    package init(for values: [Double], scale: Scale? = nil) {
        let least = values.min() ?? 1
        let most = values.max() ?? 1
        switch scale ?? (most > 20 * least ? .logarithmic : .linear) {
        case .linear: self.init(covering: 0, most)
        case .logarithmic: self.init(logarithmicCovering: least, most)
        }
    }

    /// Where a value lies, as a part of the axis: 0 at its first tick, 1 at its last, less or more beyond them.
    package func part(of value: Double) -> Double {
        switch scale {
        case .linear: (value - low) / (high - low)
        case .logarithmic: value > 0 ? (log10(value) - log10(low)) / (log10(high) - log10(low)) : -.infinity
        }
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

/// A ladder whose rungs are 1, 2 and 5 times the powers of ten; rung 0 is 1.
extension Step {
    static let rungsPerDecade = 3

    static func decade(ofRung rung: Int) -> Int {
        (rung - (rung % rungsPerDecade + rungsPerDecade) % rungsPerDecade) / rungsPerDecade
    }

    static func value(ofRung rung: Int) -> Double {
        let decade = decade(ofRung: rung)
        let digits = [1.0, 2, 5]
        return Step(digit: digits[rung - decade * rungsPerDecade], exponent: decade).value(1)
    }

    /// The highest rung that is not above a positive value.
    static func rung(below value: Double) -> Int {
        // The logarithm may miss by a rung where the value is one.
        var rung = Int(log10(value).rounded(.down)) * rungsPerDecade
        while self.value(ofRung: rung) > value { rung -= 1 }
        while self.value(ofRung: rung + 1) <= value { rung += 1 }
        return rung
    }

    /// The lowest rung that is not below a positive value.
    static func rung(above value: Double) -> Int {
        let below = rung(below: value)
        return self.value(ofRung: below) == value ? below : below + 1
    }
}
