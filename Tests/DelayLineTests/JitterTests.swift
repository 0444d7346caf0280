import Testing

@testable import DelayLine

struct JitterTests {
    private static func draws(_ jitter: Jitter, count: Int = 10_000) -> [UInt64] {
        var random = LineRandomness(seed: 3, stream: 0)
        return (0..<count).map { _ in jitter.extra(using: &random) }
    }

    private static func mean(_ values: [UInt64]) -> Double {
        values.map { Double($0) }.reduce(0, +) / Double(values.count)
    }

    @Test func `none adds nothing`() {
        #expect(Self.draws(.none).allSatisfy { $0 == 0 })
    }

    @Test func `uniform jitter fills its range evenly`() throws {
        let values = Self.draws(.uniform(upTo: 1_000_000))
        #expect(try #require(values.max()) < 1_000_000)
        // Mean of 10,000 draws: standard deviation is 1/√12 of the range, by √10,000.
        #expect(abs(Self.mean(values) - 500_000) < 4 * 1_000_000 / 12.0.squareRoot() / 100)
        for tenth in 0..<10 {
            let share = values.count { $0 / 100_000 == UInt64(tenth) }
            #expect((880...1_120).contains(share))
        }
    }

    @Test func `exponential jitter has its mean, and one in e exceeds it`() {
        let values = Self.draws(.exponential(mean: 1_000_000))
        #expect(abs(Self.mean(values) - 1_000_000) < 4 * 1_000_000 / 100)
        let beyond = Double(values.count { $0 > 1_000_000 }) / 10_000
        #expect(abs(beyond - 0.367_879) < 0.02)
    }
}
