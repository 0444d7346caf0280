import Quantities

/// How proofs and estimates fare on one mesh: the answer of `assay evaluate location` for one folder.
///
/// Shares are of the targets that they speak of, 0 … 1, and absent (`truthInside`: null) where there are none.
package struct MeshEvaluation: Sendable, Encodable {
    /// A value for each speed.
    package struct BySpeed<Value: Sendable & Encodable>: Sendable, Encodable {
        package let fibre: Value
        package let vacuum: Value

        init(_ value: (SignalSpeed) -> Value) {
            fibre = value(.fibre)
            vacuum = value(.vacuum)
        }
    }

    /// How often an attack was tried, and how often the chip was cleared all the same.
    package struct Attack: Sendable, Encodable {
        package let tried: Int
        package let cleared: Int
    }

    package struct Relays: Sendable, Encodable {
        package let keyInLoop: Attack
        package let keyOutOfLoop: Attack
    }

    /// Random delays added to honest round trips.
    package struct Delays: Sendable, Encodable {
        package let tried: Int
        /// Verdicts that a delay turned into a proof, or into another one.
        package let gained: Int
    }

    /// One landmark signs a wrong place and time.
    package struct Liars: Sendable, Encodable {
        package let tried: Int
        /// Wrong proofs where none had to survive a liar.
        package let falseProofsUntolerant: Int
        /// Wrong proofs with f = 1.
        package let falseProofs: Int
    }

    /// One key answers from two places.
    package struct TwoPlaces: Sendable, Encodable {
        package let tried: Int
        /// No place on earth fits both.
        package let detected: Int
    }

    package struct Estimates: Sendable, Encodable {
        package let tried: Int
        package let medianKm: Double?
        package let rightCountry: Double?
        /// What taking the nearest landmark's place gives.
        package let nearestLandmarkMedianKm: Double?
        package let nearestLandmarkRightCountry: Double?
        package let statedProbability: Double
        /// The share of targets in the disc of that probability.
        package let coverage: Double?
        package let medianUncertaintyKm: Double?
        /// What all targets together teach, to be used elsewhere.
        package let calibration: Calibration?
    }

    /// An `EstimateCalibration`, in plain numbers.
    package struct Calibration: Sendable, Encodable {
        package struct Knot: Sendable, Encodable {
            package let km: Double
            package let medianMs: Double
            package let scatter: Double
        }

        package let factor: Double
        package let knots: [Knot]

        init(_ calibration: EstimateCalibration) {
            factor = calibration.factor
            knots = calibration.law.knots.map {
                Knot(km: $0.distance.value, medianMs: $0.median.value * 1_000, scatter: $0.scatter)
            }
        }
    }

    /// A node whose stated place is impossible.
    package struct SuspectNode: Sendable, Encodable {
        package let id: String
        package let name: String
        package let impossiblePairs: Int
    }

    package let name: String
    package let nodes: Int
    package let pairs: Int
    package let restricted: String
    package let placeErrorKm: Double
    package let landmarks: Int
    package let targets: Int
    /// Share of targets whose place lies in all discs.
    package let truthInside: BySpeed<Double?>
    /// Proofs that are wrong: a node proven outside its own country, or inside another.
    package let falseAccepts: Int
    /// Wrong claims "it is in country X" tried at 2c/3, and the share proven wrong.
    package let wrongClaims: Int
    package let wrongClaimsRefuted: Double?
    /// By number of landmarks, the share of targets outside the restricted set proven outside, at 2c/3.
    package let clearedOutside: [String: Double]
    package let clearedOutsideKCentre: [String: Double]
    /// With all landmarks at c.
    package let clearedOutsideVacuum: Double?
    package let restrictedTargets: Int
    /// Targets inside the restricted set that were wrongly cleared, with any number of landmarks, at any speed.
    package let restrictedCleared: Int
    package let provenOwnCountry: Double?
    package let provenOwnCountryVacuum: Double?
    package let relays: Relays
    package let delays: Delays
    package let liars: Liars
    package let twoPlaces: TwoPlaces
    package let estimate: Estimates
    package let suspectNodes: [SuspectNode]
    /// Pairs that can't be, as `landmark → target`.
    package let impossiblePairs: Int
    package let rowsOfUnknownNodes: Int
}
