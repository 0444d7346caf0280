import Location
import Quantities
import TestSupport
import Testing

/// What must hold for all observations, tried on seeded random ones.
struct SoundnessTests {
    @Test func `honest landmarks never prove what is false`() throws {
        var random = SplitMix64(seed: 3)
        var proofs = 0
        for round in 0..<200 {
            let isInside = round.isMultiple(of: 2)
            let device = random.pick(isInside ? Scene.inside : Scene.outside)
            let slowest = random.index(below: 2) == 0 ? 1.2 : 2.0
            let observations = try Scene.honest(
                to: device, count: 2 + random.index(below: 5), stretch: 1...slowest, &random)
            for faultTolerance in 0...1 {
                let verdict = try Scene.find(observations, faultTolerance: faultTolerance).verdict
                #expect(verdict != (isInside ? .provenOutside : .provenInside), "\(device.name)")
                #expect(verdict != .contradictory, "\(device.name)")
                if verdict != .inconclusive { proofs += 1 }
            }
        }
        #expect(proofs > 10)
    }

    @Test func `added delay never makes a proof`() throws {
        var random = SplitMix64(seed: 1)
        var kept: Set<Verdict> = []
        var lost: Set<Verdict> = []
        for _ in 0..<200 {
            let device = random.pick(Scene.inside + Scene.outside)
            let prompt = try Scene.honest(
                to: device, count: 3 + random.index(below: 4), stretch: 1...1.5, &random)
            let late = try prompt.map { observation in
                let delay = random.index(below: 2) == 0 ? 0 : random.number(0, 0.02)
                return try #require(
                    Observation(
                        landmark: observation.landmark, place: observation.place, placeError: observation.placeError,
                        roundTrip: observation.roundTrip + Seconds(delay)))
            }
            for faultTolerance in 0...1 {
                let before = try Scene.find(prompt, faultTolerance: faultTolerance).verdict
                let after = try Scene.find(late, faultTolerance: faultTolerance).verdict
                if after == .inconclusive {
                    if before != .inconclusive { lost.insert(before) }
                } else {
                    #expect(after == before, "\(device.name)")
                    kept.insert(after)
                }
            }
        }
        // The draw must hold proofs of both kinds that survive, and proofs that don't.
        let proofs: Set<Verdict> = [.provenInside, .provenOutside]
        #expect(kept == proofs)
        #expect(lost == proofs)
    }

    @Test func `one lying landmark never makes a false proof that must survive one`() throws {
        var random = SplitMix64(seed: 2)
        var fooled = 0
        for round in 0..<200 {
            let isInside = round.isMultiple(of: 2)
            let device = random.pick(isInside ? Scene.inside : Scene.outside)
            var observations = try Scene.honest(
                to: device, count: 3 + random.index(below: 3), stretch: 1...1.6, &random)
            let liar = random.index(below: observations.count)
            let name = observations[liar].landmark
            let claimed =
                random.index(below: 2) == 0
                ? Scene.Site(name, random.number(-60, 70), random.number(-179, 179))
                : random.pick(isInside ? Scene.outside : Scene.inside)
            let claim = Scene.Site(name, claimed.latitude, claimed.longitude)
            observations[liar] = try Scene.observation(claim, Seconds(random.number(0.0001, 0.02)))
            let falsehood: Verdict = isInside ? .provenOutside : .provenInside
            #expect(try Scene.find(observations, faultTolerance: 1).verdict != falsehood, "\(device.name)")
            if try Scene.find(observations, faultTolerance: 0).verdict == falsehood { fooled += 1 }
        }
        // Without tolerance such liars do succeed: the test above is not empty.
        #expect(fooled > 0)
    }

    @Test func `more landmarks never lose a proof`() throws {
        var random = SplitMix64(seed: 9)
        for _ in 0..<60 {
            let device = random.pick(Scene.inside + Scene.outside)
            let all = try Scene.honest(to: device, count: 5, stretch: 1...1.3, &random)
            let few = try Scene.find(Array(all.prefix(2))).verdict
            if few != .inconclusive { #expect(try Scene.find(all).verdict == few, "\(device.name)") }
        }
    }

    @Test func `added delay never gains a verdict, whatever landmarks say`() throws {
        var random = SplitMix64(seed: 4)
        var steps: Set<[Verdict]> = []
        for _ in 0..<300 {
            let prompt = try anyObservations(&random)
            let delays = prompt.map { _ in Seconds(random.index(below: 2) == 0 ? 0 : random.number(0, 0.04)) }
            let late = SimulatedAdversary.delaying(prompt, by: delays)
            for faultTolerance in 0...2 {
                let before = try Scene.find(prompt, faultTolerance: faultTolerance).verdict
                let after = try Scene.find(late, faultTolerance: faultTolerance).verdict
                #expect(before.mayBecome(after), "\(before) became \(after): \(prompt), late by \(delays)")
                steps.insert([before, after])
            }
        }
        // The draw must hold every kind of step that is allowed.
        for proof in [Verdict.provenInside, .provenOutside] {
            #expect(steps.isSuperset(of: [[proof, proof], [proof, .inconclusive]]))
        }
        #expect(steps.isSuperset(of: [[.inconclusive, .inconclusive], [.contradictory, .inconclusive]]))
    }

    @Test func `added delay never turns outside into inside where the region spreads from the open sea`() throws {
        // 200 km off Zhejiang, and farther from all other coasts.
        let platform = Scene.Site("platform", 31, 124.5)
        let before = try Scene.find([Scene.observation(platform, 0.0005)]).verdict
        let after = try Scene.find([Scene.observation(platform, 0.0022)]).verdict
        #expect(before.mayBecome(after), "\(before) became \(after)")
    }

    /// Landmarks anywhere, some of them at a pole or on the antimeridian, or all of them in the middle of China.
    private func anyObservations(_ random: inout SplitMix64) throws -> [Observation] {
        let isGathered = random.index(below: 3) == 0
        return try (0..<(2 + random.index(below: 4))).map { number in
            let site = isGathered ? gathered("\(number)", &random) : scattered("\(number)", &random)
            return try Scene.observation(
                site, Seconds(isGathered ? random.number(0.004, 0.02) : random.number(0.000_1, 0.15)))
        }
    }

    private func gathered(_ name: String, _ random: inout SplitMix64) -> Scene.Site {
        Scene.Site(name, random.number(30, 36), random.number(104, 114))
    }

    private func scattered(_ name: String, _ random: inout SplitMix64) -> Scene.Site {
        let seam = random.index(below: 6)
        let latitude = random.number(-90, 90)
        let longitude = random.number(-180, 180)
        return switch seam {
        case 0: Scene.Site(name, 90, longitude)
        case 1: Scene.Site(name, -90, longitude)
        case 2: Scene.Site(name, latitude, 180)
        case 3: Scene.Site(name, latitude, -180)
        default: Scene.Site(name, latitude, longitude)
        }
    }
}

extension Verdict {
    /// What is left of a verdict when answers are late: a proof or nothing. A contradiction may be hidden by delay.
    fileprivate func mayBecome(_ later: Verdict) -> Bool {
        self == .contradictory || later == self || later == .inconclusive
    }
}
