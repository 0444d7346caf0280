package import Quantities

/// How fast a signal is assumed to travel at most. Slower "typical" speeds are never used to decide.
package enum SignalSpeed: String, CaseIterable, Sendable, Codable {
    /// Two thirds of c: light in glass fibre. The default tier. (Group index of silica fibre about 1.468, so
    /// 0.68 c; straight fibre doesn't exist, and no trustworthy pair of the public meshes breaks 2c/3.)
    case fibre
    /// c: nothing is faster.
    case vacuum

    package var value: KilometresPerSecond {
        switch self {
        case .fibre: PhysicalConstants.speedOfLight * (2.0 / 3)
        case .vacuum: PhysicalConstants.speedOfLight
        }
    }
}

/// A landmark timed a round trip to the device.
package struct Observation: Sendable {
    package let landmark: String
    package let place: Coordinates
    /// How far the landmark may stand from where it says.
    package let placeError: Kilometres
    /// The least of all samples. Nothing is subtracted.
    package let roundTrip: Seconds

    /// Nil for a round trip that isn't positive and finite, or a negative place error.
    package init?(landmark: String, place: Coordinates, placeError: Kilometres, roundTrip: Seconds) {
        guard roundTrip.value > 0, roundTrip.value.isFinite, placeError.value >= 0, placeError.value.isFinite else {
            return nil
        }
        self.landmark = landmark
        self.place = place
        self.placeError = placeError
        self.roundTrip = roundTrip
    }

    /// The device can't have been farther than this: v·t / 2, plus the landmark's own error.
    package func reach(at speed: SignalSpeed) -> Kilometres {
        speed.value * (roundTrip / 2) + placeError
    }
}
