import Documents
package import Quantities

extension Comparison {
    /// How many times the first system does what another one does, by what both are divided by.
    package struct Ratio: Sendable, Encodable {
        package let first: String
        package let second: String
        /// `prefill`, or `decode` at a limit.
        package let phase: String
        /// Milliseconds per output token; null for prefill.
        package let limitMilliseconds: Double?
        package let perSystem: Interval<Double>
        package let perAccelerator: Interval<Double>
        package let perRack: Double?
        package let perKilowatt: Double?
        package let perMillionDollars: Double?
        /// Second's cost of a million tokens ÷ first's.
        package let perDollarOfServing: Double?

        /// What is said of a ratio: `about equal` within a quarter of one, or else who is ahead, and `uncertain` where the
        /// interval holds both answers.
        package static func words(_ ratio: Double) -> String {
            ratio > 1.25 ? "ahead" : ratio < 0.8 ? "behind" : "about equal"
        }

        static func all(_ systems: [SystemAnswer]) -> [Ratio] {
            guard let first = systems.first else { return [] }
            return systems.dropFirst().flatMap { second in
                [Ratio(first, second, "prefill", nil, first.prefill, second.prefill)].compactMap(\.self)
                    + zip(first.limits, second.limits).compactMap { one, other in
                        Ratio(first, second, "decode", one.timePerOutputTokenMilliseconds, one.decode, other.decode)
                    }
            }
        }

        private init?(
            _ first: SystemAnswer, _ second: SystemAnswer, _ phase: String, _ limit: Double?, _ one: PhaseAnswer,
            _ other: PhaseAnswer
        ) {
            guard let rate = one.tokensPerSecond, let otherRate = other.tokensPerSecond, otherRate.best > 0,
                let each = one.tokensPerSecondPerAccelerator, let otherEach = other.tokensPerSecondPerAccelerator
            else { return nil }
            func divided(_ a: Interval<Double>, _ b: Interval<Double>) -> Interval<Double> {
                Interval(
                    spanning: a.best / b.best, b.high > 0 ? a.low / b.high : 0,
                    b.low > 0 ? a.high / b.low : .greatestFiniteMagnitude)
            }
            func divided(_ a: Double?, _ b: Double?) -> Double? {
                guard let a, let b, b > 0 else { return nil }
                return a / b
            }
            self.first = first.id
            self.second = second.id
            self.phase = phase
            limitMilliseconds = limit
            perSystem = divided(rate, otherRate)
            perAccelerator = divided(each, otherEach)
            perRack = divided(one.tokensPerSecondPerRack, other.tokensPerSecondPerRack)
            perKilowatt = divided(one.tokensPerSecondPerKilowatt, other.tokensPerSecondPerKilowatt)
            perMillionDollars = divided(one.tokensPerSecondPerMillionDollars, other.tokensPerSecondPerMillionDollars)
            perDollarOfServing = divided(other.dollarsPerMillionTokens, one.dollarsPerMillionTokens)
        }
    }
}
