import Geodesy
import Quantities

/// How many targets are proven outside of the restricted set with some of the landmarks.
///
/// A target is never timed by itself: with k landmarks, the first k of the order that timed it.
struct ClearanceTrial: Sendable {
    private let stage: MeshStage
    private let cells: RegionCells

    /// Numbers of landmarks that are tried, as far as there are so many; then all.
    static let counts = [12, 25, 50, 100, 232]

    init(_ stage: MeshStage) {
        self.stage = stage
        cells = stage.atlas.cells(of: stage.restricted)
    }

    var counts: [Int] {
        Self.counts.filter { $0 < stage.landmarks.count } + [stage.landmarks.count]
    }

    /// Landmarks in the order that `LandmarkPlacement` chooses from the places alone.
    func placed(law: DelayLaw) -> [Int] {
        let margins = stage.landmarks.map { landmark in
            cells.distance(from: stage.mesh.nodes[landmark].place, to: .inside) ?? Kilometres(20_000)
        }
        let targets = stage.outsideTargets
        return LandmarkPlacement.clearing(margins: margins, targets: targets.count, law: law) { candidate, target in
            let landmark = stage.landmarks[candidate]
            return landmark == targets[target] ? nil : stage.mesh.distance(landmark, targets[target])
        }.map { stage.landmarks[$0] }
    }

    var kCentre: [Int] {
        LandmarkPlacement.kCentre(candidates: stage.landmarks.count) {
            stage.mesh.distance(stage.landmarks[$0], stage.landmarks[$1])
        }.map { stage.landmarks[$0] }
    }

    /// Which of some targets are proven outside.
    func cleared(_ targets: [Int], order: [Int], count: Int, speed: SignalSpeed = .fibre) -> [Int] {
        targets.filter { target in
            let timing = order.filter { $0 != target && stage.mesh.roundTrip(from: $0, to: target) != nil }
            return isCleared(stage.observations(of: target, from: Array(timing.prefix(count))), speed: speed)
        }
    }

    func isCleared(_ observations: [Observation], speed: SignalSpeed = .fibre) -> Bool {
        verdict(observations, speed: speed) == .provenOutside
    }

    func verdict(_ observations: [Observation], speed: SignalSpeed = .fibre) -> Verdict {
        FeasibleRegion(observations, speed: speed)
            .decide(stage.restricted, cells: cells, faultTolerance: 0).verdict
    }
}
