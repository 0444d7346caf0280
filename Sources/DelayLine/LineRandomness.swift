import Foundation

/// The generator of one direction of one link: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
///
/// Every direction draws from its own, so what happens on one link changes nothing on another.
struct LineRandomness: Sendable {
    private var state: UInt64

    /// - Parameter stream: which of the many generators of one seed.
    init(seed: UInt64, stream: UInt64) {
        state = seed
        state = next() ^ (stream &* 0xD1B5_4A32_D192_ED03)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Evenly spread over 0 ..< 1, in steps of 2⁻⁵³.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Exponentially spread with mean 1; at most 53·ln 2 ≈ 36.7.
    mutating func exponential() -> Double { -log1p(-fraction()) }
}
