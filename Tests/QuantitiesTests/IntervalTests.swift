import Foundation
import Quantities
import Testing

struct IntervalTests {
    @Test func `an interval in order is kept as it is`() throws {
        let interval = try #require(Interval(low: 1.0, best: 2.0, high: 4.0))
        #expect(interval.low == 1)
        #expect(interval.best == 2)
        #expect(interval.high == 4)
    }

    @Test(
        arguments: [
            [2, 1, 3], [1, 3, 2], [3, 2, 1], [.nan, 1, 2], [1, .nan, 2], [1, 2, .nan], [.nan, .nan, .nan],
        ] as [[Double]])
    func `values out of order or not numbers are no interval`(values: [Double]) {
        #expect(Interval(low: values[0], best: values[1], high: values[2]) == nil)
    }

    @Test(arguments: [[2, 1, 3], [2, 3, 1], [1, 2, 3], [3, 1, 2], [5, 5, 5]] as [[Double]])
    func `spanning holds all three values and keeps the best`(values: [Double]) throws {
        let interval = Interval(spanning: values[0], values[1], values[2])
        #expect(interval.best == values[0])
        #expect(interval.low == values.min())
        #expect(interval.high == values.max())
    }

    @Test func `a value without doubt is the same in every world`() {
        let interval = Interval(exactly: 7.0)
        for world in World.allCases { #expect(interval[world] == 7) }
    }

    @Test func `each world reads its own value`() throws {
        let interval = try #require(Interval(low: 1.0, best: 2.0, high: 4.0))
        #expect(World.allCases.map { interval[$0] } == [1, 2, 4])
    }

    @Test func `a rising function keeps the order`() throws {
        let interval = try #require(Interval(low: 1.0, best: 2.0, high: 4.0))
        let scaled = interval.mapRising { $0 * 10 }
        #expect(scaled == Interval(low: 10, best: 20, high: 40))
    }

    @Test func `quantities read as plain numbers in the base unit`() throws {
        let interval = try #require(Interval<Bytes>(low: 1, best: 2, high: 4))
        #expect(interval.numbers() == Interval(low: 1.0, best: 2.0, high: 4.0))
    }

    @Test func `an encoded interval decodes to itself`() throws {
        let interval = try #require(Interval(low: 1.0, best: 2.0, high: 4.0))
        let data = try JSONEncoder().encode(interval)
        #expect(try JSONDecoder().decode(Interval<Double>.self, from: data) == interval)
    }

    @Test func `a decoder refuses values out of order`() {
        let data = Data(#"{"low": 3, "best": 2, "high": 1}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Interval<Double>.self, from: data) }
    }
}
