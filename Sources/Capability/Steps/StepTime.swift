/// Where the time of one step goes, in seconds, by what its doubt depends on.
package struct StepTime: Sendable, Hashable {
    package var products = 0.0
    package var experts = 0.0
    package var attention = 0.0
    package var elementwise = 0.0
    /// On the fabric, as far as nothing hides it.
    package var exchange = 0.0
    /// Launches, gaps between kernels, and the host.
    package var overhead = 0.0

    /// Seconds of the accelerators' own work.
    package var local: Double { products + experts + attention + elementwise }
    package var total: Double { local + exchange + overhead }

    package static func += (left: inout StepTime, right: StepTime) {
        left.products += right.products
        left.experts += right.experts
        left.attention += right.attention
        left.elementwise += right.elementwise
        left.exchange += right.exchange
        left.overhead += right.overhead
    }

    package static func * (left: StepTime, factor: Double) -> StepTime {
        var scaled = left
        scaled.products *= factor
        scaled.experts *= factor
        scaled.attention *= factor
        scaled.elementwise *= factor
        scaled.exchange *= factor
        scaled.overhead *= factor
        return scaled
    }

    /// Time by kind of operator.
    subscript(kind: OperatorKind) -> Double {
        get {
            switch kind {
            case .product: products
            case .experts: experts
            case .attention: attention
            case .elementwise: elementwise
            case .exchange: exchange
            case .overhead: overhead
            }
        }
        set {
            switch kind {
            case .product: products = newValue
            case .experts: experts = newValue
            case .attention: attention = newValue
            case .elementwise: elementwise = newValue
            case .exchange: exchange = newValue
            case .overhead: overhead = newValue
            }
        }
    }
}

/// Operators that are timed by the same cost forms, and so are wrong together.
package enum OperatorKind: String, Sendable, Hashable, CaseIterable, Codable {
    case product, experts, attention, elementwise, exchange, overhead
}
