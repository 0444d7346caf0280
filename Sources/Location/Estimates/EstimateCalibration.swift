import Foundation
package import Geodesy
package import Quantities

/// What a mesh of landmarks taught about delays, and about how far estimates are off.
package struct EstimateCalibration: Sendable, Equatable {
    package let law: DelayLaw
    /// Of the devices' true distances from their estimates, divided by the scale of `scale(_:)`, the quantile at
    /// `Estimate.probability`.
    package let factor: Double

    package init(law: DelayLaw, factor: Double) {
        self.law = law
        self.factor = factor
    }

    /// Learns from what landmarks timed of targets at known places, all of them estimated as if unknown.
    ///
    /// The law is learned from the same targets; with hundreds of pairs behind each knot, one target's share in it
    /// is small.
    /// - Returns: nil with too few pairs.
    package init?(_ mesh: Mesh, targets: [Int], landmarks: [Int], placeError: Kilometres, land: BorderCells) {
        let pairs = targets.flatMap { target in
            landmarks.compactMap { landmark in
                mesh.roundTrip(from: landmark, to: target).map { (mesh.distance(landmark, target), $0) }
            }
        }
        guard let law = DelayLaw(pairs: pairs) else { return nil }
        let unscaled = EstimateCalibration(law: law, factor: 1)
        let ratios = targets.compactMap { target -> Double? in
            let observations = mesh.observations(of: target, from: landmarks, placeError: placeError)
            guard let estimate = Estimate(observations, calibration: unscaled, land: land) else { return nil }
            return Geodesic.distance(estimate.place, mesh.nodes[target].place) / estimate.uncertainty
        }.sorted()
        guard !ratios.isEmpty else { return nil }
        // The next of n + 1, so that a further device is within it with at least the stated probability.
        let rank = Int((Double(ratios.count + 1) * Estimate.probability).rounded(.up)) - 1
        self.init(law: law, factor: ratios[min(ratios.count - 1, max(0, rank))])
    }

    /// The radius of the disc that holds a device, from how far the signals of its nearest landmarks could have gone.
    func uncertainty(_ reaches: [Kilometres]) -> Kilometres { Self.scale(reaches) * factor }

    /// Mean of the reaches, weighted by their inverse squares: near to the least of them.
    private static func scale(_ reaches: [Kilometres]) -> Kilometres {
        let inverse = reaches.reduce(0) { $0 + 1 / max(1, $1.value) }
        let squares = reaches.reduce(0) { $0 + 1 / max(1, $1.value * $1.value) }
        return Kilometres(squares > 0 ? inverse / squares : 0)
    }
}

extension EstimateCalibration {
    /// Learned from RIPE Atlas anchors, 2018 (menonsamir/CBG-replication), by `assay evaluate location`: a mesh of
    /// data centres, two thirds of them in Europe and North America.
    package static let standard = EstimateCalibration(law: .ripeAnchors2018, factor: 0.255)
}
