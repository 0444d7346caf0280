/// How fast a link takes bytes, and how many may wait for it.
package struct Rate: Sendable, Hashable {
    /// Bits per second, at least 1.
    package let bitsPerSecond: UInt64
    /// Bytes that may wait to be sent, those of the packet being sent included. What doesn't fit is dropped at the
    /// tail.
    package let queueLimit: Int

    /// Takes at least one bit per second, and no negative limit.
    package init(bitsPerSecond: UInt64, queueLimit: Int) {
        self.bitsPerSecond = max(1, bitsPerSecond)
        self.queueLimit = max(0, queueLimit)
    }

    /// Eight bits, and 10⁹ nanoseconds in a second.
    private static let bitNanoseconds: UInt64 = 8_000_000_000

    /// Nanoseconds to put so many bytes on the wire, rounded up.
    func serialisation(of bytes: Int) -> UInt64 {
        Self.quotient(UInt64(max(0, bytes)), Self.bitNanoseconds, by: bitsPerSecond)
    }

    /// Bytes that are sent in so many nanoseconds, rounded up.
    func bytes(in nanoseconds: UInt64) -> UInt64 {
        Self.quotient(nanoseconds, bitsPerSecond, by: Self.bitNanoseconds)
    }

    /// a·b / divisor, rounded up; the largest integer when it is larger.
    private static func quotient(_ a: UInt64, _ b: UInt64, by divisor: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        guard product.high < divisor else { return .max }
        let (quotient, remainder) = divisor.dividingFullWidth(product)
        return remainder == 0 ? quotient : quotient.adding(1)
    }
}
