package import Quantities

extension SplitMix64 {
    /// Evenly spread over low ..< high.
    package mutating func number(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * (Double(next() >> 11) * 0x1p-53)
    }

    package mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

    package mutating func pick<Element>(_ items: [Element]) -> Element { items[index(below: items.count)] }

    package mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
