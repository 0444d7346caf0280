/// What is known of a value: the least it may be, the best single answer, and the most it may be.
///
/// Invariant: `low ≤ best ≤ high`. An interval is a statement of honest doubt (sources that differ, a fit
/// error), not a distribution; `best` is not a mean.
package struct Interval<Value: Comparable & Sendable>: Sendable {
    package let low: Value
    package let best: Value
    package let high: Value

    /// An interval whose three values are in order, or nil when they are not (NaN is never in order).
    package init?(low: Value, best: Value, high: Value) {
        guard low <= best, best <= high else { return nil }
        self.init(ordered: low, best, high)
    }

    /// A value without doubt.
    package init(exactly value: Value) { self.init(ordered: value, value, value) }

    /// The smallest interval around `best` that holds the other two, whatever their order.
    package init(spanning best: Value, _ first: Value, _ second: Value) {
        self.init(ordered: min(best, first, second), best, max(best, first, second))
    }

    private init(ordered low: Value, _ best: Value, _ high: Value) {
        self.low = low
        self.best = best
        self.high = high
    }

    /// Applies a rising function to all three values.
    package func mapRising<Other>(_ transform: (Value) -> Other) -> Interval<Other> {
        Interval<Other>(spanning: transform(best), transform(low), transform(high))
    }

    /// The value in one of the three worlds.
    package subscript(world: World) -> Value {
        switch world {
        case .low: low
        case .best: best
        case .high: high
        }
    }
}

/// One of the three worlds an estimate is computed in: every uncertain input at its least favourable value,
/// at its best known value, or at its most favourable one.
package enum World: String, CaseIterable, Sendable {
    case low, best, high
}

extension Interval: Equatable where Value: Equatable {}
extension Interval: Hashable where Value: Hashable {}

extension Interval {
    private enum CodingKeys: CodingKey { case low, best, high }
}

extension Interval: Encodable where Value: Encodable {}
extension Interval: Decodable where Value: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let interval = Interval(
            low: try container.decode(Value.self, forKey: .low), best: try container.decode(Value.self, forKey: .best),
            high: try container.decode(Value.self, forKey: .high))
        guard let interval else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "low, best, high out of order"))
        }
        self = interval
    }
}

extension Interval {
    /// The same interval as plain numbers in the base unit.
    package func numbers<U: Unit>() -> Interval<Double> where Value == Quantity<U> {
        mapRising(\.value)
    }
}
