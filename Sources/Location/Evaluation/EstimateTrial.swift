import Geodesy
import Quantities

/// How far estimates are off. Calibrated on other nodes than those it is judged on: the targets are dealt into
/// five folds, and what estimates one fold was learned from the other four.
struct EstimateTrial: Sendable {
    private let stage: MeshStage
    private static let folds = 5

    init(_ stage: MeshStage) { self.stage = stage }

    private struct Outcome: Sendable {
        let error: Kilometres
        let uncertainty: Kilometres
        let isRightCountry: Bool
        let nearestError: Kilometres
        let nearestIsRightCountry: Bool
    }

    /// Learned from all of the mesh, to be used elsewhere.
    var calibration: EstimateCalibration? {
        EstimateCalibration(
            stage.mesh, targets: stage.targets, landmarks: stage.landmarks, placeError: stage.placeError,
            land: stage.atlas.borderCells)
    }

    /// - Parameter calibration: learned from all, to be told beside the outcomes.
    func run(_ calibration: EstimateCalibration?) async -> MeshEvaluation.Estimates {
        let outcomes = await withTaskGroup(of: [Outcome].self) { group in
            for fold in 0..<Self.folds { group.addTask { self.outcomes(fold) } }
            return await group.reduce([], +)
        }
        return .init(
            tried: outcomes.count,
            medianKm: outcomes.map(\.error.value).median,
            rightCountry: Share(of: outcomes, where: \.isRightCountry).value,
            nearestLandmarkMedianKm: outcomes.map(\.nearestError.value).median,
            nearestLandmarkRightCountry: Share(of: outcomes, where: \.nearestIsRightCountry).value,
            statedProbability: Estimate.probability,
            coverage: Share(of: outcomes) { $0.error <= $0.uncertainty }.value,
            medianUncertaintyKm: outcomes.map(\.uncertainty.value).median,
            calibration: calibration.map(MeshEvaluation.Calibration.init))
    }

    private func outcomes(_ fold: Int) -> [Outcome] {
        let judged = stage.targets.enumerated().filter { $0.offset % Self.folds == fold }.map(\.element)
        let held = Set(judged)
        let calibration = EstimateCalibration(
            stage.mesh, targets: stage.targets.filter { !held.contains($0) },
            landmarks: stage.landmarks.filter { !held.contains($0) }, placeError: stage.placeError,
            land: stage.atlas.borderCells)
        return judged.compactMap { target in
            let observations = stage.observations(of: target, from: stage.landmarks)
            guard let calibration,
                let estimate = Estimate(observations, calibration: calibration, land: stage.atlas.borderCells),
                let nearest = observations.min(by: { $0.roundTrip < $1.roundTrip })
            else { return nil }
            let truth = stage.mesh.nodes[target].place
            return Outcome(
                error: Geodesic.distance(estimate.place, truth), uncertainty: estimate.uncertainty,
                isRightCountry: isCountry(of: target, at: estimate.place),
                nearestError: Geodesic.distance(nearest.place, truth),
                nearestIsRightCountry: isCountry(of: target, at: nearest.place))
        }
    }

    private func isCountry(of target: Int, at place: Coordinates) -> Bool {
        stage.countries[target] != nil && stage.atlas.country(at: place) == stage.countries[target]
    }
}
