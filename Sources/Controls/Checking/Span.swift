/// A stretch of numbers, with one in it.
struct Span: Equatable {
    let from: Double
    let includesFrom: Bool
    private(set) var to: Double
    private(set) var includesTo: Bool
    let inside: Double

    init(upTo limit: Double) {
        (from, includesFrom, to, includesTo, inside) = (-.infinity, false, limit, false, limit - 1)
    }

    init(at limit: Double) { (from, includesFrom, to, includesTo, inside) = (limit, true, limit, true, limit) }

    init(after limit: Double, upTo next: Double, inside: Double) {
        (from, includesFrom, to, includesTo, self.inside) = (limit, false, next, false, inside)
    }

    mutating func extend(to next: Span) { (to, includesTo) = (next.to, next.includesTo) }

    /// Whether the other begins where this one ends.
    func touches(_ next: Span) -> Bool { to == next.from && includesTo != next.includesFrom }

    var words: String {
        if from == to { return FactValue.number(from).description }
        let low = from.isFinite ? "\(includesFrom ? "" : "above ")\(FactValue.number(from))" : nil
        let high = to.isFinite ? "\(includesTo ? "up to" : "below") \(FactValue.number(to))" : nil
        switch (low, high) {
        case (let low?, let high?): return includesTo ? "\(low) \(high)" : "\(low) to \(high)"
        case (let low?, nil): return includesFrom ? "\(low) or more" : low
        case (nil, let high?): return high
        case (nil, nil): return "anything"
        }
    }
}
