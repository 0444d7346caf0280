package import Geodesy

/// What the evidence proves about a place. Proven, or not: there is no "probably" here.
///
/// Monotone: adding delay to any observation never makes a proof out of `inconclusive`, nor turns one proof into
/// the other. (Out of `contradictory` it may make one: enough delay hides a contradiction.)
package enum Verdict: String, Sendable, Codable {
    /// No point of the region set is feasible.
    case provenOutside
    /// Every feasible place on land lies in the region set. Devices are taken to be on land.
    case provenInside
    case inconclusive
    /// No place on land fits: a landmark or its position is wrong, a reply came early, or the device is afloat. Proves
    /// nothing.
    case contradictory

    /// Whether it is one of the two proofs.
    package var isProof: Bool { self == .provenOutside || self == .provenInside }
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
