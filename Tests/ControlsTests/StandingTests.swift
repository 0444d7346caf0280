import Controls
import Documents
import Quantities
import Testing

struct StandingTests {
    struct Case: Sendable {
        let measure: Measure
        /// Low, best, high.
        let foreign: [Double]
        let domestic: [Double]
        let word: Standing.Word
        let isAtLeastAsGood: Bool
    }

    @Test(arguments: [
        Case(
            measure: .decodeRate, foreign: [9, 10, 11], domestic: [12, 13, 14], word: .better, isAtLeastAsGood: true),
        Case(measure: .decodeRate, foreign: [9, 10, 11], domestic: [6, 7, 8], word: .worse, isAtLeastAsGood: false),
        Case(
            measure: .decodeRate, foreign: [9, 10, 11], domestic: [8, 10, 12], word: .undecided, isAtLeastAsGood: true),
        Case(
            measure: .decodeRate, foreign: [9, 10, 11], domestic: [8, 9, 12], word: .undecided, isAtLeastAsGood: false),
        Case(measure: .decodeEnergy, foreign: [9, 10, 11], domestic: [6, 7, 8], word: .better, isAtLeastAsGood: true),
        Case(
            measure: .decodeEnergy, foreign: [9, 10, 11], domestic: [12, 13, 14], word: .worse, isAtLeastAsGood: false),
        Case(measure: .memory, foreign: [96, 96, 96], domestic: [96, 96, 96], word: .same, isAtLeastAsGood: true),
        // Nothing is said beyond doubt of what may be nothing.
        Case(
            measure: .decodeRate, foreign: [0, 10, 11], domestic: [6, 7, 8], word: .undecided, isAtLeastAsGood: false),
    ])
    func `a word is said only where the whole interval says so`(given: Case) throws {
        let standing = try #require(
            Standing(given.measure, foreign: Self.interval(given.foreign), domestic: Self.interval(given.domestic)))
        #expect(standing.word == given.word)
        #expect(standing.isAtLeastAsGood == given.isAtLeastAsGood)
    }

    @Test func `without a figure on both sides nothing is said`() {
        #expect(Standing(.memory, foreign: nil, domestic: Self.interval([1, 1, 1])) == nil)
        #expect(Standing(.memory, foreign: Self.interval([1, 1, 1]), domestic: nil) == nil)
        #expect(Standing(.memory, foreign: Self.interval([0, 0, 0]), domestic: Self.interval([1, 1, 1])) == nil)
    }

    @Test func `a domestic figure that is better in all worlds is never called worse`() throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<500 {
            let foreign = (0..<3).map { _ in Double.random(in: 1...100, using: &generator) }.sorted()
            let domestic = (0..<3).map { _ in foreign[2] + Double.random(in: 0.001...100, using: &generator) }.sorted()
            for measure in Measure.allCases {
                let standing = try #require(
                    Standing(measure, foreign: Self.interval(foreign), domestic: Self.interval(domestic)))
                #expect(standing.word == (measure.isCost ? .worse : .better))
            }
        }
    }

    private static func interval(_ ends: [Double]) -> Interval<Double>? {
        Interval(low: ends[0], best: ends[1], high: ends[2])
    }
}
