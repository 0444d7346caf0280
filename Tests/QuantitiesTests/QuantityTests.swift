import Quantities
import Testing

struct QuantityTests {
    @Test func `an amount divided by its rate is a time`() {
        let moved: Bytes = 4.8e9
        let bandwidth: BytesPerSecond = 4.8e12
        let time: Seconds = moved / bandwidth
        #expect(abs(time.value - 1e-3) < 1e-15)
    }

    @Test func `an amount divided by another amount is a rate`() {
        let rate: TokensPerSecond = Tokens(100) / Seconds(4)
        #expect(rate.value == 25)
    }

    @Test func `a rate times its denominator is the amount again`() {
        let bandwidth: BytesPerSecond = 8
        let duration: Seconds = 3
        let moved: Bytes = bandwidth * duration
        #expect(moved.value == 24)
    }

    @Test func `the ratio of two amounts of one unit is a plain number`() {
        let first: Bytes = 6
        let second: Bytes = 4
        let ratio: Double = first / second
        #expect(ratio == 1.5)
    }

    @Test func `amounts of one unit add, subtract, scale and compare`() {
        let two: Joules = 2
        let five: Joules = 5
        var sum: Joules = .zero
        sum += two
        sum += five
        #expect(sum.value == 7)
        let difference: Joules = five - two
        let right: Joules = two * 2.5
        let left: Joules = 2.5 * two
        let half: Joules = five / 2.0
        #expect([difference, right, left, half].map(\.value) == [3, 5, 5, 2.5])
        #expect(two < five)
    }

    @Test func `a unit is printed as a physicist writes it`() {
        #expect(BytesPerSecond(3).description == "3.0 B/s")
        #expect(Watts(700).description == "700.0 J/s")
        #expect(SquareMillimetres(814).description == "814.0 mm²")
    }
}
