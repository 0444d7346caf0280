/// Cutting polygons and lines at the edges of a box.
extension Box {
    /// The part of a polygon inside the box, empty when there is none (Sutherland and Hodgman 1974). Parts that
    /// hang together only outside stay joined by a line along the edge, which has no area.
    func cut(_ polygon: [Point]) -> [Point] {
        edges.reduce(polygon) { remaining, edge in
            var kept: [Point] = []
            for (index, point) in remaining.enumerated() {
                let previous = remaining[index == 0 ? remaining.count - 1 : index - 1]
                let (before, here) = (edge(previous), edge(point))
                if (before < 0) != (here < 0) { kept.append(previous.toward(point, by: before / (before - here))) }
                if here >= 0 { kept.append(point) }
            }
            return kept
        }
    }

    /// The pieces of a line inside the box (each segment by Liang and Barsky 1984).
    func pieces(of line: [Point]) -> [[Point]] {
        var pieces: [[Point]] = []
        for (start, end) in zip(line, line.dropFirst()) {
            guard let (entry, exit) = inside(start, end) else { continue }
            let (from, to) = (start.toward(end, by: entry), start.toward(end, by: exit))
            guard from != to else { continue }
            if entry == 0, let last = pieces.indices.last, pieces[last].last == from {
                pieces[last].append(to)
            } else {
                pieces.append([from, to])
            }
        }
        return pieces
    }

    /// How far inside each edge a point lies; negative outside.
    private var edges: [(Point) -> Double] {
        [{ $0.x - left }, { right - $0.x }, { $0.y - top }, { bottom - $0.y }]
    }

    /// The stretch of a segment inside the box, as parts of its length, or nil when there is none.
    private func inside(_ start: Point, _ end: Point) -> (entry: Double, exit: Double)? {
        var entry = 0.0
        var exit = 1.0
        for edge in edges {
            let (before, after) = (edge(start), edge(end))
            if before < 0, after < 0 { return nil }
            if before < 0 { entry = max(entry, before / (before - after)) }
            if after < 0 { exit = min(exit, before / (before - after)) }
        }
        return entry <= exit ? (entry, exit) : nil
    }
}

extension Point {
    fileprivate func toward(_ other: Point, by part: Double) -> Point {
        // The ends stay what they are, to the last bit, so that pieces join.
        part == 0 ? self : part == 1 ? other : Point(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
    }
}
