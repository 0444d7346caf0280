import Geodesy
import Location
import Quantities
import TestSupport
import Testing

struct VerdictTests {
    private static let singapore = Scene.Site("singapore", 1.2897, 103.8501)
    private static let kualaLumpur = Scene.Site("kuala-lumpur", 3.1412, 101.6865)
    private static let wuhan = Scene.Site("wuhan", 30.5928, 114.3055)
    private static let xian = Scene.Site("xian", 34.3416, 108.9398)
    private static let tokyo = Scene.Site("tokyo", 35.6895, 139.6917)

    @Test func `a device in Johor is proven outside by Singapore alone`() throws {
        let finding = try Scene.find([
            Scene.observation(Self.singapore, 0.001), Scene.observation(Self.kualaLumpur, 0.006),
        ])
        #expect(finding.verdict == .provenOutside)
        #expect(finding.carriers == ["singapore"])
        #expect(finding.regions.description == "cn+hk+mo")
        #expect(finding.faultTolerance == 0)
        #expect(finding.speed == .fibre)
    }

    @Test func `the proof survives one lying landmark when two exclude the region`() throws {
        let observations = [
            try Scene.observation(Self.singapore, 0.001), try Scene.observation(Self.kualaLumpur, 0.006),
        ]
        let one = try Scene.find(observations, faultTolerance: 1)
        #expect(one.verdict == .provenOutside)
        #expect(one.carriers == ["kuala-lumpur", "singapore"])
        let two = try Scene.find(observations, faultTolerance: 2)
        #expect(two.verdict == .inconclusive)
        #expect(two.carriers.isEmpty)
        // As evidence from outside may ask.
        #expect(try Scene.find(observations, faultTolerance: .max).verdict == .inconclusive)
    }

    @Test func `a device in Wuhan is proven inside`() throws {
        let finding = try Scene.find([Scene.observation(Self.wuhan, 0.002)])
        #expect(finding.verdict == .provenInside)
        #expect(finding.carriers == ["wuhan"])
        let both = [try Scene.observation(Self.wuhan, 0.002), try Scene.observation(Self.xian, 0.008)]
        #expect(try Scene.find(both, faultTolerance: 1).verdict == .provenInside)
    }

    @Test func `one landmark counts once, however often it reports`() throws {
        let repeated = [
            try Scene.observation(Self.singapore, 0.001), try Scene.observation(Self.singapore, 0.002),
            try Scene.observation(Self.singapore, 0.001),
        ]
        #expect(try Scene.find(repeated).verdict == .provenOutside)
        #expect(try Scene.find(repeated, faultTolerance: 1).verdict == .inconclusive)
    }

    @Test func `one landmark is held to its best round trip`() throws {
        let observations = [try Scene.observation(Self.singapore, 0.2), try Scene.observation(Self.singapore, 0.001)]
        #expect(try Scene.find(observations).verdict == .provenOutside)
        #expect(try Scene.find(observations.reversed()).verdict == .provenOutside)
    }

    @Test func `discs that do not meet contradict one another and prove nothing`() throws {
        let observations = [try Scene.observation(Self.singapore, 0.001), try Scene.observation(Self.tokyo, 0.01)]
        for faultTolerance in [0, 1] {
            let finding = try Scene.find(observations, faultTolerance: faultTolerance)
            #expect(finding.verdict == .contradictory)
            #expect(finding.carriers.isEmpty)
        }
        #expect(FeasibleRegion(observations, speed: .fibre).isEmpty)
    }

    @Test func `three discs that meet in pairs but not together contradict one another`() throws {
        // A triangle of 20° sides: the middle is 11.5° from each corner, a pair meets at 10°.
        let corners = [Scene.Site("a", 0, 0), Scene.Site("b", 0, 20), Scene.Site("c", 17.5, 10)]
        let observations = try corners.map { try Scene.observation($0, 0.0117) }
        #expect(FeasibleRegion(observations, speed: .fibre).isEmpty)
        for pair in [[0, 1], [1, 2], [0, 2]] {
            #expect(!FeasibleRegion(pair.map { observations[$0] }, speed: .fibre).isEmpty)
        }
    }

    @Test func `nothing seen proves nothing`() throws {
        for faultTolerance in 0..<3 {
            #expect(try Scene.find([], faultTolerance: faultTolerance).verdict == .inconclusive)
        }
    }

    @Test func `a slow answer proves nothing`() throws {
        #expect(try Scene.find([Scene.observation(Self.singapore, 0.2)]).verdict == .inconclusive)
    }

    @Test func `light in vacuum proves less than light in fibre`() throws {
        // 17 ms: 1,699 km in fibre, short of Hainan; 2,548 km in vacuum, beyond it.
        let observations = [try Scene.observation(Self.singapore, 0.017)]
        let (regions, cells) = try Scene.china.get()
        let verdicts = SignalSpeed.allCases.map { speed in
            FeasibleRegion(observations, speed: speed)
                .decide(regions, cells: cells, faultTolerance: 0).verdict
        }
        #expect(verdicts == [Verdict.provenOutside, .inconclusive])
    }

    @Test func `a landmark that may stand elsewhere proves less`() throws {
        let place = try Self.singapore.place
        let verdicts = try ([0, 1_000, 2_000] as [Double]).map { error in
            let observation = try #require(
                Observation(landmark: "singapore", place: place, placeError: Kilometres(error), roundTrip: 0.001))
            return try Scene.find([observation]).verdict
        }
        #expect(verdicts == [Verdict.provenOutside, .provenOutside, .inconclusive])
    }
}
