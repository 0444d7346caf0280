import Foundation
package import Quantities

extension SplitMix64 {
    /// Evenly spread over the earth, but one in eight is a pole, and one in eight lies on the antimeridian.
    package mutating func place() -> Coordinates {
        let latitude = asin(number(-1, 1)) * 180 / .pi
        let longitude = number(-180, 180)
        let end = pick([-1.0, 1])
        let drawn =
            switch index(below: 8) {
            case 0: Coordinates(latitude: 90 * end, longitude: longitude)
            case 1: Coordinates(latitude: latitude, longitude: 180 * end)
            default: Coordinates(latitude: latitude, longitude: longitude)
            }
        guard let place = drawn else { preconditionFailure("\(latitude), \(longitude) is no place") }
        return place
    }
}
