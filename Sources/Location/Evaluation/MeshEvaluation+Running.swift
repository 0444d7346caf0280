package import Geodesy
package import Quantities

extension MeshEvaluation {
    /// Puts everything this room does to the test on one mesh.
    ///
    /// - Parameters:
    ///   - restricted: what chips must stay out of. Nodes in it are never landmarks.
    ///   - placeError: how far a node may stand from where the data say.
    ///   - progress: is told what is being done.
    package init(
        _ mesh: Mesh, atlas: RegionAtlas, restricted: RegionSet, placeError: Kilometres,
        progress: @Sendable (String) -> Void
    ) async {
        let stage = MeshStage(mesh: mesh, atlas: atlas, restricted: restricted, placeError: placeError)
        progress("\(mesh.name): \(stage.landmarks.count) landmarks, \(stage.targets.count) targets; proofs")
        let soundness = SoundnessTrial(stage)
        let fibre = await soundness.tally(.fibre)
        let vacuum = await soundness.tally(.vacuum)
        progress("\(mesh.name): estimates")
        let trial = EstimateTrial(stage)
        let calibration = trial.calibration
        let estimate = await trial.run(calibration)
        progress("\(mesh.name): clearance")
        let clearance = Clearance(stage, law: calibration?.law ?? EstimateCalibration.standard.law)
        progress("\(mesh.name): adversaries")
        let adversaries = AdversaryTrial(stage)
        let targets = Double(stage.targets.count)
        self.init(
            name: mesh.name, nodes: mesh.nodes.count, pairs: mesh.pairs, restricted: restricted.description,
            placeErrorKm: placeError.value, landmarks: stage.landmarks.count, targets: stage.targets.count,
            truthInside: BySpeed(soundness.truthInside),
            falseAccepts: fibre.falseAccepts + vacuum.falseAccepts,
            wrongClaims: fibre.wrongClaims,
            wrongClaimsRefuted: fibre.wrongClaims > 0
                ? Double(fibre.wrongClaimsRefuted) / Double(fibre.wrongClaims) : nil,
            clearedOutside: clearance.placed, clearedOutsideKCentre: clearance.kCentre,
            clearedOutsideVacuum: clearance.vacuum,
            restrictedTargets: stage.restrictedTargets.count, restrictedCleared: clearance.restrictedCleared,
            provenOwnCountry: targets > 0 ? Double(fibre.ownProven) / targets : nil,
            provenOwnCountryVacuum: targets > 0 ? Double(vacuum.ownProven) / targets : nil,
            relays: Relays(
                keyInLoop: adversaries.relays(keyInLoop: true), keyOutOfLoop: adversaries.relays(keyInLoop: false)),
            delays: adversaries.delays, liars: adversaries.liars, twoPlaces: adversaries.twoPlaces,
            estimate: estimate,
            suspectNodes: stage.audit.suspects.map {
                SuspectNode(id: mesh.nodes[$0.node].id, name: mesh.nodes[$0.node].name, impossiblePairs: $0.conflicts)
            },
            impossiblePairs: stage.audit.conflicts.count, rowsOfUnknownNodes: mesh.rowsOfUnknownNodes)
    }
}

/// Shares of targets cleared, by number of landmarks.
private struct Clearance {
    private(set) var placed: [String: Double] = [:]
    private(set) var kCentre: [String: Double] = [:]
    let vacuum: Double?
    /// How many restricted targets were cleared by any of this.
    let restrictedCleared: Int

    init(_ stage: MeshStage, law: DelayLaw) {
        let trial = ClearanceTrial(stage)
        let outside = stage.outsideTargets
        let order = trial.placed(law: law)
        let usual = trial.kCentre
        var wrong: Set<Int> = []
        for count in trial.counts {
            wrong.formUnion(trial.cleared(stage.restrictedTargets, order: order, count: count))
            wrong.formUnion(trial.cleared(stage.restrictedTargets, order: usual, count: count))
            guard !outside.isEmpty else { continue }
            placed["\(count)"] =
                Double(trial.cleared(outside, order: order, count: count).count) / Double(outside.count)
            kCentre["\(count)"] =
                Double(trial.cleared(outside, order: usual, count: count).count) / Double(outside.count)
        }
        let all = order.count
        wrong.formUnion(trial.cleared(stage.restrictedTargets, order: order, count: all, speed: .vacuum))
        restrictedCleared = wrong.count
        vacuum =
            outside.isEmpty
            ? nil
            : Double(trial.cleared(outside, order: order, count: all, speed: .vacuum).count) / Double(outside.count)
    }
}
