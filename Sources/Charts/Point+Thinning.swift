extension [Point] {
    /// The line without the points that can't be seen: none that is left out lies farther than `tolerance` from the
    /// line that remains. The first and the last stay (Douglas and Peucker 1973).
    func thinned(to tolerance: Double) -> [Point] {
        guard count > 2 else { return self }
        var isKept = [Bool](repeating: false, count: count)
        isKept[0] = true
        isKept[count - 1] = true
        // A stack of our own: a line of many points may be split one point at a time.
        var pending = [(first: 0, last: count - 1)]
        while let (first, last) = pending.popLast() {
            guard let farthest = farthest(between: first, last), farthest.distance > tolerance else { continue }
            isKept[farthest.index] = true
            pending += [(first, farthest.index), (farthest.index, last)]
        }
        return indices.filter { isKept[$0] }.map { self[$0] }
    }

    /// The point between two others that lies farthest from the straight line that joins them, if there is any.
    private func farthest(between first: Int, _ last: Int) -> (index: Int, distance: Double)? {
        guard last - first > 1 else { return nil }
        var found = (index: first, distance: -1.0)
        for index in first + 1..<last {
            let distance = self[index].distance(toLineFrom: self[first], to: self[last])
            if distance > found.distance { found = (index, distance) }
        }
        return found
    }
}

extension Point {
    func distance(to other: Point) -> Double {
        let (dx, dy) = (other.x - x, other.y - y)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// The distance to the nearest point of a stretch of straight line.
    fileprivate func distance(toLineFrom start: Point, to end: Point) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let square = dx * dx + dy * dy
        guard square > 0 else { return distance(to: start) }
        let part = Swift.min(1, Swift.max(0, ((x - start.x) * dx + (y - start.y) * dy) / square))
        return distance(to: Point(x: start.x + part * dx, y: start.y + part * dy))
    }
}
