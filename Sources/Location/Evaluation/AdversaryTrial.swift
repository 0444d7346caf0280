import Geodesy
import Quantities

/// Tries simulated adversaries on a mesh.
struct AdversaryTrial: Sendable {
    private let stage: MeshStage
    private let clearance: ClearanceTrial
    /// Drawn with a fixed seed, so that two runs agree.
    private static let seed: UInt64 = 2_026
    /// Liars and pairs of places that are tried.
    private static let most = 600
    /// Relays that are tried at most, evenly spread over all.
    private static let mostRelays = 5_000

    init(_ stage: MeshStage) {
        self.stage = stage
        clearance = ClearanceTrial(stage)
    }

    /// Chips in the restricted set behind every proxy outside of it.
    func relays(keyInLoop: Bool) -> MeshEvaluation.Attack {
        var tried = 0
        var cleared = 0
        let pairs = stage.restrictedTargets.flatMap { chip in stage.outsideTargets.map { (chip: chip, proxy: $0) } }
        for index in stride(from: 0, to: pairs.count, by: 1 + pairs.count / Self.mostRelays) {
            let observations = SimulatedAdversary.relaying(
                stage.mesh, chip: pairs[index].chip, proxy: pairs[index].proxy, landmarks: stage.landmarks,
                placeError: stage.placeError, keyInLoop: keyInLoop)
            guard !observations.isEmpty else { continue }
            tried += 1
            if clearance.isCleared(observations) { cleared += 1 }
        }
        return .init(tried: tried, cleared: cleared)
    }

    /// Late answers: now and then none, else up to a hundred milliseconds.
    var delays: MeshEvaluation.Delays {
        var random = SplitMix64(seed: Self.seed)
        var gained = 0
        var tried = 0
        for target in stage.targets {
            let prompt = stage.observations(of: target, from: stage.landmarks)
            let before = clearance.verdict(prompt)
            for _ in 0..<3 {
                let delays = prompt.map { _ in Seconds(random.unit() < 0.3 ? 0 : random.unit() * 0.1) }
                let after = clearance.verdict(SimulatedAdversary.delaying(prompt, by: delays))
                tried += 1
                let isProof = after == .provenOutside || after == .provenInside
                // Delay may hide a contradiction: that is a finding already.
                if isProof, after != before, before != .contradictory { gained += 1 }
            }
        }
        return .init(tried: tried, gained: gained)
    }

    /// A landmark that signs the place of another node and a short round trip, to make a target seem out of its
    /// country or in the restricted set.
    var liars: MeshEvaluation.Liars {
        var random = SplitMix64(seed: Self.seed)
        var tried = 0
        var fooled = [0, 0]
        let targets = stage.targets.filter { stage.countries[$0] != nil }
        while tried < Self.most, let target = random.pick(targets) {
            guard let country = stage.countries[target], let set = try? stage.atlas.regions(country) else { break }
            let honest = stage.observations(of: target, from: stage.landmarks)
            guard let liar = random.pick(Array(honest.indices)), let place = random.pick(stage.mesh.nodes)?.place else {
                break
            }
            tried += 1
            let lie = SimulatedAdversary.lying(
                honest, landmark: liar, place: place, roundTrip: Seconds(0.000_5 + random.unit() * 0.02))
            let region = FeasibleRegion(lie, speed: .fibre)
            for tolerance in 0...1 {
                let own = region.decide(set, cells: stage.atlas.cells(of: set), faultTolerance: tolerance).verdict
                let other = region.decide(
                    stage.restricted, cells: stage.atlas.cells(of: stage.restricted), faultTolerance: tolerance
                ).verdict
                let falsehood: Verdict = stage.isRestricted[target] ? .provenOutside : .provenInside
                if own == .provenOutside || other == falsehood { fooled[tolerance] += 1 }
            }
        }
        return .init(tried: tried, falseProofsUntolerant: fooled[0], falseProofs: fooled[1])
    }

    /// Two nodes under one key.
    var twoPlaces: MeshEvaluation.TwoPlaces {
        var random = SplitMix64(seed: Self.seed)
        var tried = 0
        var detected = 0
        while tried < Self.most, stage.targets.count > 1, let one = random.pick(stage.targets),
            let other = random.pick(stage.targets)
        {
            guard one != other else { continue }
            tried += 1
            let observations = SimulatedAdversary.answering(
                stage.mesh, from: (one, other), landmarks: stage.landmarks, placeError: stage.placeError)
            if FeasibleRegion(observations, speed: .fibre).isEmpty { detected += 1 }
        }
        return .init(tried: tried, detected: detected)
    }
}

extension SplitMix64 {
    /// 0 ..< 1.
    fileprivate mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    fileprivate mutating func pick<Item>(_ items: [Item]) -> Item? {
        items.isEmpty ? nil : items[Int(next() % UInt64(items.count))]
    }
}
