import Location
import Quantities
import TestSupport
import Testing

/// A proof that survives f liars is one that stands whichever f landmarks are left out.
struct FaultToleranceTests {
    @Test(arguments: [1, 2])
    func `counting landmarks gives what trying all subsets gives`(faultTolerance: Int) throws {
        var random = SplitMix64(seed: 5)
        var seen: Set<Verdict> = []
        for _ in 0..<60 {
            let device = random.pick(Scene.inside + Scene.outside)
            let all = try near(device, count: 4 + random.index(below: 2), &random)
            let verdict = try Scene.find(all, faultTolerance: faultTolerance).verdict
            let others = try subsets(of: all, without: faultTolerance).map { try Scene.find($0).verdict }
            try #require(!others.contains(.contradictory))
            for proof in [Verdict.provenOutside, .provenInside] {
                #expect((verdict == proof) == others.allSatisfy { $0 == proof }, "\(device.name): \(others)")
            }
            seen.insert(verdict)
        }
        #expect(seen == [.provenOutside, .provenInside, .inconclusive])
    }

    @Test func `a proof that survives more liars survives fewer`() throws {
        var random = SplitMix64(seed: 15)
        for _ in 0..<60 {
            let all = try near(random.pick(Scene.inside + Scene.outside), count: 4, &random)
            let verdicts = try (0...4).map { try Scene.find(all, faultTolerance: $0).verdict }
            let proven = verdicts.prefix { $0 != .inconclusive }
            #expect(verdicts.dropFirst(proven.count).allSatisfy { $0 == .inconclusive }, "\(verdicts)")
            #expect(Set(proven).count <= 1, "\(verdicts)")
            #expect(verdicts[4] == .inconclusive)
        }
    }

    @Test func `a proof names at least one landmark more than it may lose`() throws {
        var random = SplitMix64(seed: 25)
        for _ in 0..<60 {
            let all = try near(random.pick(Scene.inside + Scene.outside), count: 4, &random)
            for faultTolerance in 0...2 {
                let finding = try Scene.find(all, faultTolerance: faultTolerance)
                guard finding.verdict != .inconclusive else { continue }
                #expect(finding.carriers.count > faultTolerance)
                // Those alone carry it.
                let carriers = all.filter { finding.carriers.contains($0.landmark) }
                #expect(try Scene.find(carriers, faultTolerance: faultTolerance).verdict == finding.verdict)
            }
        }
    }

    /// Honest observations by landmarks within 8° of a device.
    private func near(_ device: Scene.Site, count: Int, _ random: inout SplitMix64) throws -> [Observation] {
        try (0..<count).map { number in
            let north = random.number(-8, 8)
            let east = random.number(-8, 8)
            let site = Scene.Site("\(number)", device.latitude + north, device.longitude + east)
            return try Scene.honest(site, to: device, stretch: random.number(1, 1.5))
        }
    }

    /// All ways of leaving out so many.
    private func subsets(of all: [Observation], without count: Int) -> [[Observation]] {
        guard count > 0 else { return [all] }
        guard let last = all.last, count <= all.count else { return [] }
        let rest = Array(all.dropLast())
        return subsets(of: rest, without: count - 1) + subsets(of: rest, without: count).map { $0 + [last] }
    }
}
