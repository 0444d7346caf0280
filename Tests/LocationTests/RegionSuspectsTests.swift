import Location
import Quantities
import TestSupport
import Testing

/// Whom an empty region is owed to.
struct RegionSuspectsTests {
    private static let johor = Scene.Site("Johor", 1.9, 103.3)

    private func honest(_ names: [String], stretch: Double = 1.7) throws -> [Observation] {
        try Scene.landmarks.filter { names.contains($0.name) }.map {
            try Scene.honest($0, to: Self.johor, stretch: stretch)
        }
    }

    private func suspects(_ observations: [Observation]) -> [String] {
        FeasibleRegion(observations, speed: .fibre).suspects
    }

    @Test func `honest landmarks are not suspected`() throws {
        let names = ["singapore", "kuala-lumpur", "bangkok", "manila", "tokyo"]
        for stretch in [1.000_1, 1.7] { #expect(try suspects(honest(names, stretch: stretch)).isEmpty) }
        #expect(suspects([]).isEmpty)
        #expect(try suspects(honest(["singapore"])).isEmpty)
    }

    @Test(arguments: [
        Scene.Site("taipei", 50.1, 8.7), Scene.Site("taipei", -33.4, -70.7), Scene.Site("taipei", 90, 0),
    ])
    func `one landmark in the wrong place among five honest ones is the only suspect`(told: Scene.Site) throws {
        let taipei = try #require(Scene.landmarks.first { $0.name == "taipei" })
        let roundTrip = try Scene.honest(taipei, to: Self.johor, stretch: 1.2).roundTrip
        let five = try honest(["singapore", "kuala-lumpur", "bangkok", "manila", "hanoi"])
        #expect(suspects(five + [try Scene.observation(told, roundTrip)]) == ["taipei"])
    }

    @Test func `of two landmarks that contradict one another both are suspects`() throws {
        let two = [
            try Scene.observation(Scene.Site("singapore", 1.2897, 103.8501), 0.001),
            try Scene.observation(Scene.Site("tokyo", 35.6895, 139.6917), 0.01),
        ]
        #expect(suspects(two) == ["singapore", "tokyo"])
        // One that sees everything decides nothing.
        #expect(
            suspects(two + [try Scene.observation(Scene.Site("seoul", 37.566, 126.9784), 1)]) == ["singapore", "tokyo"])
    }

    @Test func `of three that meet in pairs but not together all are suspects`() throws {
        let corners = [Scene.Site("a", 0, 0), Scene.Site("b", 0, 20), Scene.Site("c", 17.5, 10)]
        #expect(try suspects(corners.map { try Scene.observation($0, 0.0117) }) == ["a", "b", "c"])
    }

    @Test func `where leaving out one is not enough, all whose discs miss another are suspects`() throws {
        let liars = [
            try Scene.observation(Scene.Site("frankfurt", 50.1155, 8.6842), 0.005),
            try Scene.observation(Scene.Site("san-jose", 37.3394, -121.895), 0.005),
        ]
        let far = try Scene.observation(Scene.Site("mumbai", 19.0728, 72.8826), 1)
        let all = try honest(["singapore", "kuala-lumpur"]) + liars + [far]
        #expect(suspects(all) == ["frankfurt", "kuala-lumpur", "san-jose", "singapore"])
    }
}
