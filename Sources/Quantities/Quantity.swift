/// A unit of measure, used only as a type: it has no values.
package protocol Unit: Sendable {
    /// How the unit is printed, such as `GB/s`.
    static var symbol: String { get }
}

/// An amount in one unit. `Seconds` do not add to `Bytes`: the compiler refuses.
///
/// ```swift
/// let moved: Bytes = 4.8e9
/// let bandwidth: BytesPerSecond = 4.8e12
/// let time: Seconds = moved / bandwidth   // 1 ms
/// ```
///
/// Values are stored in the base unit (bytes, not gigabytes; seconds, not milliseconds). The type does no
/// conversion between units of one dimension; readers convert when they parse.
package struct Quantity<U: Unit>: Sendable, Hashable, Comparable, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral
{
    /// The amount in the base unit.
    package let value: Double

    package init(_ value: Double) { self.value = value }
    package init(floatLiteral value: Double) { self.value = value }
    package init(integerLiteral value: Int) { self.value = Double(value) }

    package static var zero: Quantity { Quantity(0) }

    package static func < (left: Quantity, right: Quantity) -> Bool { left.value < right.value }
    package static func + (left: Quantity, right: Quantity) -> Quantity { Quantity(left.value + right.value) }
    package static func - (left: Quantity, right: Quantity) -> Quantity { Quantity(left.value - right.value) }
    package static func += (left: inout Quantity, right: Quantity) { left = left + right }
    package static func * (left: Quantity, right: Double) -> Quantity { Quantity(left.value * right) }
    package static func * (left: Double, right: Quantity) -> Quantity { Quantity(left * right.value) }
    package static func / (left: Quantity, right: Double) -> Quantity { Quantity(left.value / right) }
    /// The ratio of two amounts of one unit is a plain number.
    package static func / (left: Quantity, right: Quantity) -> Double { left.value / right.value }
}

/// A unit divided by another, such as bytes per second.
package enum Per<Numerator: Unit, Denominator: Unit>: Unit {
    package static var symbol: String { "\(Numerator.symbol)/\(Denominator.symbol)" }
}

extension Quantity {
    /// An amount divided by its rate: bytes ÷ (bytes/second) = seconds.
    package static func / <D: Unit>(left: Quantity, right: Quantity<Per<U, D>>) -> Quantity<D> {
        Quantity<D>(left.value / right.value)
    }

    /// An amount divided by another amount is a rate: tokens ÷ joules = tokens/joule.
    package static func / <D: Unit>(left: Quantity, right: Quantity<D>) -> Quantity<Per<U, D>> {
        Quantity<Per<U, D>>(left.value / right.value)
    }

    /// A rate times its denominator: (bytes/second) × seconds = bytes.
    package static func * <N: Unit, D: Unit>(left: Quantity<Per<N, D>>, right: Quantity<D>) -> Quantity<N>
    where U == Per<N, D> {
        Quantity<N>(left.value * right.value)
    }
}

extension Quantity: CustomStringConvertible {
    package var description: String { "\(value) \(U.symbol)" }
}
