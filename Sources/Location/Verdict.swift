package import Geodesy
package import Quantities

/// What the evidence proves about a place. Proven, or not: there is no "probably" here.
///
/// Monotone: adding delay to any observation can only turn a proof into `inconclusive`.
package enum Verdict: String, Sendable, Codable {
    /// No point of the region set is feasible.
    case provenOutside
    /// Every feasible point lies in the region set.
    case provenInside
    case inconclusive
    /// No place on earth fits: a landmark or its position is wrong, or a reply came early. Proves nothing.
    case contradictory
}

/// A question and its answer, with all that the answer depends on.
package struct Finding: Sendable {
    package let verdict: Verdict
    package let regions: RegionSet
    package let speed: SignalSpeed
    /// The proof survives removing any this many landmarks.
    package let faultTolerance: Int
    /// Landmarks whose disc excludes some part of the region that others leave open; empty without a proof.
    package let carriers: [String]
}

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
