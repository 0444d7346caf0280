import Geodesy
import Location
import Quantities

/// How long a datagram takes between two places, as real networks do: never faster than light in fibre, and
/// usually about twice as long.
struct EmulatedGeography {
    /// Path length over distance. Of RIPE Atlas anchors' paths in 2018, 5 % were below 1.46, half below 2.27 and three
    /// quarters below 3.0.
    static let crookedness = 1.5...3.0
    /// Access and equipment at both ends, one way.
    static let access: Seconds = 30e-6

    private var random: SplitMix64

    /// The same seed gives the same paths.
    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// One way, in nanoseconds.
    mutating func oneWay(_ a: Coordinates, _ b: Coordinates) -> UInt64 {
        let stretched = GreatCircle.distance(a, b) * Double.random(in: Self.crookedness, using: &random)
        let time = stretched / SignalSpeed.fibre.value + Self.access
        return UInt64((time.value * 1e9).rounded())
    }
}
