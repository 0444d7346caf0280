import Geodesy
import Location
import Quantities
import TestSupport
import Testing

struct PlacementTests {
    private static let candidates = [
        Scene.Site("singapore", 1.2897, 103.8501), Scene.Site("kuala-lumpur", 3.1412, 101.6865),
        Scene.Site("bangkok", 13.754, 100.5014), Scene.Site("jakarta", -6.2088, 106.8456),
        Scene.Site("frankfurt", 50.1155, 8.6842), Scene.Site("paris", 48.8566, 2.3522),
        Scene.Site("london", 51.5074, -0.1278), Scene.Site("warsaw", 52.2297, 21.0122),
        Scene.Site("santiago", -33.4489, -70.6693), Scene.Site("cape-town", -33.9249, 18.4241),
        Scene.Site("honolulu", 21.3099, -157.8581), Scene.Site("anchorage", 61.2181, -149.9003),
        Scene.Site("sydney", -33.8688, 151.2093), Scene.Site("reykjavik", 64.1466, -21.9426),
        Scene.Site("nairobi", -1.2921, 36.8219), Scene.Site("miami", 25.7617, -80.1918),
    ]

    /// Targets around Kuala Lumpur and in the west of Germany, and what each candidate can do for them.
    private struct Plan {
        let margins: [Kilometres]
        let distances: [[Kilometres]]
        let law = DelayLaw.ripeAnchors2018

        init() throws {
            let cells = try Scene.china.get().cells
            margins = try candidates.map { try #require(cells.distance(from: try $0.place, to: .inside)) }
            var random = SplitMix64(seed: 6)
            let targets = try (0..<20).map { number in
                let (latitude, longitude) = number.isMultiple(of: 2) ? (3.0, 103.0) : (49.0, 8.0)
                let north = random.number(-3, 3)
                return try Scene.Site("", latitude + north, longitude + random.number(-3, 3)).place
            }
            distances = try candidates.map { candidate in
                try targets.map { Geodesic.distance(try candidate.place, $0) }
            }
        }

        func chance(_ candidate: Int, _ target: Int) -> Double {
            law.chance(of: margins[candidate] * 2 / SignalSpeed.fibre.value, over: distances[candidate][target])
        }

        /// How many targets some of these clear, on average.
        func expected(_ chosen: some Sequence<Int>) -> Double {
            (0..<20).reduce(0) { sum, target in
                sum + 1 - chosen.reduce(1) { $0 * (1 - chance($1, target)) }
            }
        }

        var order: [Int] {
            LandmarkPlacement.clearing(margins: margins, targets: 20, law: law) { distances[$0][$1] }
        }
    }

    private var kCentre: [Int] {
        get throws {
            let places = try Self.candidates.map { try $0.place }
            return LandmarkPlacement.kCentre(candidates: places.count) { Geodesic.distance(places[$0], places[$1]) }
        }
    }

    @Test func `both orders hold every candidate once`() throws {
        let all = Array(Self.candidates.indices)
        #expect(try Plan().order.sorted() == all)
        #expect(try kCentre.sorted() == all)
    }

    @Test func `the first landmark clears more than any other alone`() throws {
        let plan = try Plan()
        let first = try #require(plan.order.first)
        for other in Self.candidates.indices { #expect(plan.expected([first]) >= plan.expected([other]) - 1e-9) }
    }

    @Test func `two landmarks clear nearly as much as the best two`() throws {
        let plan = try Plan()
        let all = Self.candidates.indices
        let best = try #require(all.flatMap { one in all.map { plan.expected([one, $0]) } }.max())
        // Nemhauser, Wolsey and Fisher: at least 1 − 1/e of it.
        #expect(plan.expected(plan.order.prefix(2)) >= 0.632 * best)
    }

    @Test(arguments: 2...6)
    func `landmarks placed to clear targets clear more than landmarks spread over the earth`(count: Int) throws {
        let plan = try Plan()
        #expect(plan.expected(plan.order.prefix(count)) > 1.5 * plan.expected(try kCentre.prefix(count)))
    }

    @Test func `a landmark in the region set is of no use and comes last`() {
        let order = LandmarkPlacement.clearing(margins: [0, 500, 2_000], targets: 3, law: .ripeAnchors2018) { _, _ in
            300
        }
        #expect(order == [2, 1, 0])
    }

    @Test func `a landmark that times nobody comes last`() {
        let order = LandmarkPlacement.clearing(margins: [9_000, 500], targets: 3, law: .ripeAnchors2018) {
            candidate, _ in candidate == 0 ? nil : 300
        }
        #expect(order == [1, 0])
    }

    @Test func `without candidates or targets there is nothing to choose`() {
        #expect(LandmarkPlacement.clearing(margins: [], targets: 3, law: .ripeAnchors2018) { _, _ in 1 }.isEmpty)
        #expect(
            LandmarkPlacement.clearing(margins: [1, 2], targets: 0, law: .ripeAnchors2018) { _, _ in 1 }.sorted() == [
                0, 1,
            ])
        #expect(LandmarkPlacement.kCentre(candidates: 0) { _, _ in 1 }.isEmpty)
        #expect(LandmarkPlacement.kCentre(candidates: 1) { _, _ in 0 } == [0])
    }

    @Test func `the usual way starts in the middle and goes on as far away as can be`() throws {
        let places = try Self.candidates.map { try $0.place }
        let order = try kCentre
        func farthest(_ one: Int) -> Kilometres { places.map { Geodesic.distance(places[one], $0) }.max() ?? .zero }
        #expect(places.indices.allSatisfy { farthest(order[0]) <= farthest($0) })
        for count in 1..<order.count {
            func nearest(_ one: Int) -> Kilometres {
                order.prefix(count).map { Geodesic.distance(places[one], places[$0]) }.min() ?? .zero
            }
            #expect(places.indices.allSatisfy { nearest($0) <= nearest(order[count]) })
        }
    }
}
