import DelayLine
import Geodesy
import Quantities

/// How long packets take between two places, as real networks do: never faster than light in fibre, and usually about
/// twice as long.
struct WorldGeography: Sendable {
    /// Path length over distance. Of RIPE Atlas anchors' paths in 2018, 5 % were below 1.46, half below 2.27 and three
    /// quarters below 3.0.
    static let stretch = 1.5...3.0
    /// How much the two directions of one path differ from their mean.
    static let asymmetry = 0.95...1.05
    /// Access and equipment at both ends, one way.
    static let access: Seconds = 30e-6
    /// Light in glass fibre, 2c/3.
    static let speed = PhysicalConstants.speedOfLight * (2.0 / 3)

    private var random: SplitMix64

    /// The same seed gives the same paths.
    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// The way between two places, forward from the first.
    mutating func link(_ a: Coordinates, _ b: Coordinates) -> Link {
        let distance = GreatCircle.distance(a, b)
        let crooked = Double.random(in: Self.stretch, using: &random)
        return Link(forwardDelay: delay(distance, crooked), backwardDelay: delay(distance, crooked))
    }

    private mutating func delay(_ distance: Kilometres, _ crooked: Double) -> UInt64 {
        let lopsided = crooked * Double.random(in: Self.asymmetry, using: &random)
        let stretch = min(max(lopsided, Self.stretch.lowerBound), Self.stretch.upperBound)
        let time = distance * stretch / Self.speed + Self.access
        return UInt64((time.value * 1e9).rounded(.up))
    }
}
