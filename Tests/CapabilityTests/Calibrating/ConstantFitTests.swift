import Catalog
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Capability

/// Fits on made-up times, whose constants are known.
struct ConstantFitTests {
    private static let silicon = [
        Silicon(sixteenBit: 989.5e12, fp8: 1_979e12, bandwidth: 3.35e12, cores: 132),
        Silicon(sixteenBit: 989.5e12, fp8: 1_979e12, bandwidth: 4.8e12, cores: 132),
    ]

    private static func elementwise(_ values: [Double]) -> [MeasuredTime<ElementwiseShape>] {
        let form = ElementwiseForm(values: values)
        return silicon.flatMap { silicon in
            (0..<14).flatMap { row in
                (5..<15).map { width in
                    let shape = ElementwiseShape(
                        rows: Double(1 << row), width: Double(1 << width), reading: 2, writing: 1)
                    return MeasuredTime(shape, on: silicon, takes: form.time(shape, on: silicon))
                }
            }
        }
    }

    @Test(arguments: [[1.5e-6, 0.7, 2e-9], [8e-6, 0.3, 4e-8], [0.4e-6, 0.95, 5e-10]])
    func `constants that made the times are found again`(values: [Double]) {
        let fit = Fit<ElementwiseForm>(Self.elementwise(values), rounds: 200)
        #expect(fit.errors.p90 < 0.01)
        for (found, made) in zip(fit.values, values) { #expect(abs(found / made - 1) < 0.05) }
    }

    @Test func `one time in twenty that is ten times too long moves nothing`() {
        let made = [1.5e-6, 0.7, 2e-9]
        let times = Self.elementwise(made).enumerated().map { place, time in
            place % 20 == 7 ? MeasuredTime(time.shape, on: time.silicon, takes: time.time * 10) : time
        }
        let fit = Fit<ElementwiseForm>(times, rounds: 200)
        #expect(fit.errors.median < 0.01)
        for (found, made) in zip(fit.values, made) { #expect(abs(found / made - 1) < 0.1) }
    }

    @Test func `the same times give the same constants`() {
        let times = Self.elementwise([2e-6, 0.6, 3e-9])
        #expect(Fit<ElementwiseForm>(times).values == Fit<ElementwiseForm>(times).values)
    }

    @Test func `constants stay in their ranges, whatever was measured`() {
        var random = SplitMix64(seed: 7)
        let times = Self.elementwise([2e-6, 0.6, 3e-9]).map { time in
            MeasuredTime(time.shape, on: time.silicon, takes: Seconds(exp(Double.random(in: -30...3, using: &random))))
        }
        for (value, constant) in zip(Fit<ElementwiseForm>(times).values, ElementwiseForm.constants) {
            let range = constant.range
            #expect(value >= range.lowerBound * (1 - 1e-9) && value <= range.upperBound * (1 + 1e-9))
        }
    }

    @Test func `residuals of a straight line on a logarithmic scale are solved`() {
        let constants = [
            FittedConstant("slope", start: 1, in: 0.01...100), FittedConstant("level", start: 1, in: 0.01...100),
        ]
        let found = LogFit.minimise(constants) { values in
            (1...20).map { log((values[0] * Double($0) + values[1]) / (3 * Double($0) + 7)) }
        }
        #expect(abs(found[0] - 3) < 0.01)
        #expect(abs(found[1] - 7) < 0.05)
    }

    @Test func `a start outside a range is brought into it`() {
        let held = [FittedConstant("only", start: 1, in: 0.5...2)]
        let found = LogFit.minimise(held) { [log($0[0] / 50)] }
        #expect(abs(found[0] - 2) < 1e-9)
    }
}

struct EvenPickTests {
    @Test(arguments: [(10, 1_000), (333, 1_000), (4_000, 97_531), (5, 5), (7, 3)])
    func `about as many are picked as are wanted`(most: Int, count: Int) {
        let pick = EvenPick(most, of: count)
        let picked = (0..<count).filter(pick.takes).count
        #expect(abs(picked - min(most, count)) <= 2)
    }

    @Test func `no period of the table is favoured`() {
        let pick = EvenPick(1_000, of: 10_000)
        let picked = (0..<10_000).filter(pick.takes)
        for period in 2...16 {
            let counts = Dictionary(grouping: picked) { $0 % period }.mapValues(\.count)
            #expect(counts.count == period)
            #expect((counts.values.max() ?? 0) - (counts.values.min() ?? 0) <= 1_000 / period / 3 + 4)
        }
    }
}
