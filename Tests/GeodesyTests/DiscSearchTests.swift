import Geodesy
import Quantities
import TestSupport
import Testing

/// Whether any place lies in all discs: a place is never lost, and what is far from empty is not called empty.
struct DiscSearchTests {
    private func disc(around centre: Coordinates, through place: Coordinates) -> Disc {
        Disc(centre: centre, radius: Geodesic.distance(centre, place))
    }

    /// A place at most so far from another.
    private func place(near origin: Coordinates, within limit: Double, _ random: inout SplitMix64) -> Coordinates {
        Geodesic.place(Kilometres(random.number(0, limit)), towards: random.number(-180, 180), from: origin)
    }

    @Test func `a place on the edge of every disc is never lost`() {
        var random = SplitMix64(seed: 71)
        for round in 0..<300 {
            let common = random.place()
            let limit = [50.0, 1_000, 9_000][round % 3]
            let discs = (0...random.index(below: 6)).map { _ in
                disc(around: place(near: common, within: limit, &random), through: common)
            }
            #expect(!DiscSearch(discs).isEmpty, "\(common)")
        }
    }

    @Test func `discs that hold a sampled place together are never called empty`() {
        var random = SplitMix64(seed: 72)
        var (empty, met) = (0, 0)
        for _ in 0..<150 {
            let middle = random.place()
            let isScattered = random.index(below: 3) == 0
            let discs = (0...random.index(below: 6)).map { _ in
                let centre = isScattered ? random.place() : place(near: middle, within: 3_000, &random)
                return Disc(centre: centre, radius: Kilometres(random.number(5, isScattered ? 9_000 : 3_000)))
            }.sorted { $0.radius < $1.radius }
            let isEmpty = DiscSearch(discs).isEmpty
            if isEmpty { empty += 1 }
            let smallest = discs[0]
            let sampled = (0..<40).map { _ in
                place(near: smallest.centre, within: smallest.radius.value, &random)
            }
            let shared = sampled.first { place in
                discs.allSatisfy { Geodesic.distance($0.centre, place) <= $0.radius }
            }
            guard let common = shared else { continue }
            met += 1
            if isEmpty { Issue.record("\(common) lies in \(discs.map { ($0.centre, $0.radius) })") }
        }
        // The draw holds both.
        #expect(empty > 20 && met > 20, "\(empty) empty, \(met) not")
    }

    @Test func `one disc is never empty, and no discs hold the whole earth`() {
        var random = SplitMix64(seed: 73)
        #expect(!DiscSearch([]).isEmpty)
        for radius in [0.0, 5, 9_000, 30_000] {
            let disc = Disc(centre: random.place(), radius: Kilometres(radius))
            #expect(!DiscSearch([disc]).isEmpty)
        }
    }

    @Test func `two discs two kilometres apart are found apart, two that touch are not`() {
        var random = SplitMix64(seed: 74)
        for _ in 0..<25 {
            let radii = [random.number(5, 500), random.number(5, 500)]
            let from = random.place()
            let azimuth = random.number(-180, 180)
            func isEmpty(gap: Double) -> Bool {
                let to = Geodesic.place(Kilometres(radii[0] + radii[1] + gap), towards: azimuth, from: from)
                return DiscSearch([
                    Disc(centre: from, radius: Kilometres(radii[0])), Disc(centre: to, radius: Kilometres(radii[1])),
                ]).isEmpty
            }
            #expect(isEmpty(gap: 5), "\(radii) from \(from), \(azimuth)°")
            // A finest box reaches 0.43 km from its middle, and the sphere is taken for the ellipsoid where that is
            // wrong by no more: a gap of four times as much is always seen.
            #expect(isEmpty(gap: 2), "\(radii) from \(from), \(azimuth)°")
            // Smaller ones may be seen or not.
            _ = isEmpty(gap: 0.1)
            #expect(!isEmpty(gap: -1e-6), "\(radii) from \(from), \(azimuth)°")
        }
    }

    struct Odd: Sendable, CustomTestStringConvertible {
        let radius: Double
        var testDescription: String { "\(radius) km" }
    }

    static let girthOrMore = [
        Double.nan, -Double.nan, .infinity, 20_003.94, 20_037.6, 40_075, 1e300, .greatestFiniteMagnitude,
    ].map { Odd(radius: $0) }
    static let nextToNothing = [0, -0.0, -1, -1e300, -Double.infinity, 1e-300, 1e-9].map { Odd(radius: $0) }

    @Test(arguments: girthOrMore)
    func `a disc of half the earth's girth or more, or of no number, excludes nothing`(odd: Odd) throws {
        var random = SplitMix64(seed: 75)
        let land = try CellBytes.sides(CellBytes.roots([20: [CellBytes.aa]]))
        for _ in 0..<5 {
            let whole = Disc(centre: random.place(), radius: Kilometres(odd.radius))
            let opposite = Coordinates(
                latitude: -whole.centre.latitude, longitude: (whole.centre.longitude + 180).remainder(dividingBy: 360))
            let small = Disc(centre: try #require(opposite), radius: 1)
            #expect(!DiscSearch([whole, small]).isEmpty)
            #expect(!DiscSearch([small, whole]).isEmpty)
            #expect(DiscSearch([whole]).carriers(excluding: .inside, of: land, by: 1) == nil)
        }
    }

    @Test(arguments: nextToNothing)
    func `discs of next to nothing are apart, unless they lie on each other`(odd: Odd) {
        var random = SplitMix64(seed: 76)
        for _ in 0..<5 {
            let centre = random.place()
            let distance = Kilometres(random.pick([2, 2_000]))
            let there = Geodesic.place(distance, towards: 45, from: centre)
            let point = Disc(centre: centre, radius: Kilometres(odd.radius))
            #expect(DiscSearch([point, Disc(centre: there, radius: Kilometres(odd.radius))]).isEmpty)
            if odd.radius >= 0 { #expect(!DiscSearch([point, point]).isEmpty) }
        }
    }
}
