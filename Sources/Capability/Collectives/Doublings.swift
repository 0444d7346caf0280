/// Rounds of a tree or barrier over a number of ranks.
enum Doublings {
    /// Base-2 logarithm of a number of ranks, in proportion between powers of two; zero for one rank.
    static func count(to ranks: Int) -> Double {
        guard ranks > 1 else { return 0 }
        let whole = Int.bitWidth - 1 - ranks.leadingZeroBitCount
        return Double(whole) + Double(ranks) / Double(1 << whole) - 1
    }
}
