/// Points of which none is better in both coordinates: faster for each user, and more in all.
package struct ParetoFront<Value: Sendable>: Sendable {
    package struct Point: Sendable {
        /// What a user gets; more is better.
        package let speed: Double
        /// What the owner gets; more is better.
        package let throughput: Double
        package let value: Value
    }

    /// By falling speed, and so by rising throughput.
    package private(set) var points: [Point] = []

    package init() {}

    /// Whether a point would be kept.
    package func takes(speed: Double, throughput: Double) -> Bool {
        let place = index(of: speed)
        // Everything before is at least as fast; the last of those has the most throughput.
        if place > 0, points[place - 1].throughput >= throughput { return false }
        if place < points.count, points[place].speed == speed, points[place].throughput >= throughput { return false }
        return true
    }

    /// Adds a point unless another is at least as good; removes those that it beats.
    package mutating func add(speed: Double, throughput: Double, _ value: @autoclosure () -> Value) {
        guard speed.isFinite, throughput.isFinite, takes(speed: speed, throughput: throughput) else { return }
        let place = index(of: speed)
        var end = place
        while end < points.count, points[end].throughput <= throughput { end += 1 }
        points.replaceSubrange(place..<end, with: [Point(speed: speed, throughput: throughput, value: value())])
    }

    package mutating func merge(_ other: ParetoFront) {
        for point in other.points { add(speed: point.speed, throughput: point.throughput, point.value) }
    }

    /// The most throughput among points that are at least so fast.
    package func best(atLeast speed: Double) -> Point? {
        let place = points.partitioningIndex { $0.speed < speed }
        return place > 0 ? points[place - 1] : nil
    }

    /// Where a point of this speed belongs: after all that are faster.
    private func index(of speed: Double) -> Int { points.partitioningIndex { $0.speed <= speed } }

    /// No point beats another, and they are in order.
    package func checkInvariants() -> Bool {
        zip(points, points.dropFirst()).allSatisfy { $0.speed > $1.speed && $0.throughput < $1.throughput }
    }
}

extension Array {
    /// The first index whose element is on the far side of a partition.
    fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
