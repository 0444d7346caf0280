/// A small seeded generator (Steele, Lea and Flood, OOPSLA 2014): a failing draw can be drawn again.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Evenly spread over low ..< high.
    mutating func number(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * (Double(next() >> 11) * 0x1p-53)
    }

    mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

    mutating func pick<Element>(_ items: [Element]) -> Element { items[index(below: items.count)] }
}
