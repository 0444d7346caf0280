import Documents
import Quantities

/// An interval whose upper end may be missing, as JSON can say it: an infinite end is left out.
struct Bounded: Encodable {
    private let interval: Interval<Double>

    init(_ interval: Interval<Double>) { self.interval = interval }

    enum CodingKeys: CodingKey { case low, best, high }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(interval.low, forKey: .low)
        if interval.best.isFinite { try container.encode(interval.best, forKey: .best) }
        if interval.high.isFinite { try container.encode(interval.high, forKey: .high) }
    }
}

extension Interval<Double> {
    /// `best (low–high)`; an end that isn't bounded is `∞`.
    var text: String {
        // An interval that is narrower than what is printed is one number.
        if Self.text(low) == Self.text(high) { return Self.text(best) }
        return "\(Self.text(best)) (\(Self.text(low))–\(Self.text(high)))"
    }

    private static func text(_ number: Double) -> String { number == .infinity ? "∞" : NumberText.short(number) }
}
