import Quantities
import TestSupport
import Testing

@testable import Capability

struct ParetoFrontTests {
    private struct Point: Hashable {
        let speed: Double
        let throughput: Double
    }

    /// Those that no other beats, each pair of coordinates once: every point held against every other.
    private func unbeaten(_ points: [Point]) -> Set<Point> {
        Set(
            points.filter { point in
                !points.contains { other in
                    other != point && other.speed >= point.speed && other.throughput >= point.throughput
                }
            })
    }

    private func front(_ points: [Point]) -> ParetoFront<Int> {
        var front = ParetoFront<Int>()
        for (index, point) in points.enumerated() {
            front.add(speed: point.speed, throughput: point.throughput, index)
        }
        return front
    }

    private func coordinates(_ front: ParetoFront<Int>) -> [Point] {
        front.points.map { Point(speed: $0.speed, throughput: $0.throughput) }
    }

    /// Random points, from a coarse grid so that many are equal in one coordinate or both, or from a fine one.
    private func points(_ count: Int, grid: Double, _ random: inout SplitMix64) -> [Point] {
        (0..<count).map { _ in
            Point(
                speed: (random.number(0, 1) * grid).rounded() + 1,
                throughput: (random.number(0, 1) * grid).rounded() + 1)
        }
    }

    @Test(arguments: [3.0, 10, 100, 1e9], [0, 1, 2, 7, 40, 200])
    func `it holds what no point beats`(grid: Double, count: Int) {
        var random = SplitMix64(seed: UInt64(grid) &+ UInt64(count))
        for _ in 0..<40 {
            let points = points(count, grid: grid, &random)
            let front = front(points)
            #expect(front.checkInvariants())
            #expect(Set(coordinates(front)) == unbeaten(points))
            #expect(front.points.allSatisfy { points[$0.value] == Point(speed: $0.speed, throughput: $0.throughput) })
        }
    }

    @Test func `the first of equal points is kept`() {
        let front = front([Point(speed: 1, throughput: 1), Point(speed: 1, throughput: 1)])
        #expect(front.points.map(\.value) == [0])
    }

    @Test(arguments: [5.0, 1e6])
    func `the order in which points come makes no difference`(grid: Double) {
        var random = SplitMix64(seed: 5)
        for _ in 0..<40 {
            let points = points(60, grid: grid, &random)
            let order = points.indices.map { _ in random.next() }
            let shuffled = zip(points, order).sorted { $0.1 < $1.1 }.map(\.0)
            #expect(coordinates(front(points)) == coordinates(front(shuffled)))
        }
    }

    @Test func `a point is taken when it would be kept`() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<200 {
            let points = points(20, grid: 6, &random)
            var front = front(Array(points.dropLast()))
            guard let last = points.last else { continue }
            let isTaken = front.takes(speed: last.speed, throughput: last.throughput)
            front.add(speed: last.speed, throughput: last.throughput, -1)
            #expect(isTaken == front.points.contains { $0.value == -1 })
        }
    }

    @Test func `fronts merge to the front of all points`() {
        var random = SplitMix64(seed: 13)
        for _ in 0..<40 {
            let (left, right) = (points(30, grid: 12, &random), points(30, grid: 12, &random))
            var merged = front(left)
            merged.merge(front(right))
            #expect(merged.checkInvariants())
            #expect(coordinates(merged) == coordinates(front(left + right)))
        }
    }

    @Test func `the best that is fast enough has the most throughput`() {
        var random = SplitMix64(seed: 21)
        for _ in 0..<40 {
            let points = points(30, grid: 20, &random)
            let front = front(points)
            for speed in stride(from: 0.0, through: 23, by: 0.5) {
                let expected = points.filter { $0.speed >= speed }.map(\.throughput).max()
                #expect(front.best(atLeast: speed)?.throughput == expected)
            }
        }
    }

    @Test(arguments: [(Double.nan, 1.0), (1, .nan), (.infinity, 1), (1, .infinity)])
    func `what is no number is left out`(speed: Double, throughput: Double) {
        #expect(front([Point(speed: speed, throughput: throughput)]).points.isEmpty)
    }
}
