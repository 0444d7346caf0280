import Foundation
package import Quantities

/// The distance over the WGS84 ellipsoid by another way than the program's own, to judge it by: T. Vincenty, "Direct
/// and inverse solutions of geodesics on the ellipsoid", Survey Review 23 (1975). Good to half a millimetre.
package enum Vincenty {
    private static let equatorialRadius = 6_378.137
    private static let flattening = 1 / 298.257_223_563

    /// Nil for nearly opposite places, where the iteration doesn't settle.
    package static func distance(_ a: Coordinates, _ b: Coordinates) -> Kilometres? {
        let difference = (b.longitude - a.longitude) * .pi / 180
        let first = reduced(a.latitude)
        let second = reduced(b.latitude)
        let sines = first.sine * second.sine
        let cosines = first.cosine * second.cosine
        var lambda = difference
        for _ in 0..<200 {
            let east = second.cosine * sin(lambda)
            let north = first.cosine * second.sine - first.sine * second.cosine * cos(lambda)
            let sine = (east * east + north * north).squareRoot()
            guard sine > 0 else { return Kilometres.zero }
            let cosine = sines + cosines * cos(lambda)
            let sigma = atan2(sine, cosine)
            let azimuth = cosines * sin(lambda) / sine
            let squared = 1 - azimuth * azimuth
            let middle = squared > 0 ? cosine - 2 * sines / squared : 0
            let c = flattening / 16 * squared * (4 + flattening * (4 - 3 * squared))
            let inner = middle + c * cosine * (2 * middle * middle - 1)
            let next = difference + (1 - c) * flattening * azimuth * (sigma + c * sine * inner)
            if abs(next - lambda) < 1e-13 {
                return length(sigma: sigma, sine: sine, cosine: cosine, middle: middle, squared: squared)
            }
            lambda = next
        }
        return nil
    }

    private static func reduced(_ latitude: Double) -> (sine: Double, cosine: Double) {
        let angle = atan((1 - flattening) * tan(latitude * .pi / 180))
        return (sin(angle), cos(angle))
    }

    private static func length(
        sigma: Double, sine: Double, cosine: Double, middle: Double, squared: Double
    ) -> Kilometres {
        let polarRadius = equatorialRadius * (1 - flattening)
        let ratio = (equatorialRadius * equatorialRadius) / (polarRadius * polarRadius) - 1
        let u = squared * ratio
        let a = 1 + u / 16_384 * (4_096 + u * (-768 + u * (320 - 175 * u)))
        let b = u / 1_024 * (256 + u * (-128 + u * (74 - 47 * u)))
        let quadratic = cosine * (2 * middle * middle - 1)
        let cubic = b / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)
        let correction = b * sine * (middle + b / 4 * (quadratic - cubic))
        return Kilometres(polarRadius * a * (sigma - correction))
    }
}
