package import Quantities

/// A region as a tree of boxes, each inside it, outside it, or on its border.
///
/// A box is inside or outside only when it stays so after growing by the stated border error; all others are
/// border, down to `finest`, and count as both. So whatever holds for all boxes that are not outside holds for
/// the region, wherever the true border lies within its error.
package struct RegionCells: Sendable {
    package enum State: Sendable { case inside, outside, border }

    package struct Cell: Sendable {
        package let box: LatitudeLongitudeBox
        package let cap: Cap
        package let state: State
        /// Index of the first of four children in `cells`, or nil for a leaf.
        package fileprivate(set) var children: Int?
    }

    /// Boxes are not split below this height, in degrees: about 20 km.
    package static let finest = 0.18

    /// Parents before children; the first are the `roots`.
    package let cells: [Cell]
    /// Boxes 45° high and wide that cover the earth.
    package let roots: Range<Int>

    /// - Parameters:
    ///   - rings: of the region's countries; a point is inside when a ray from it crosses them an odd number of
    ///     times, which makes holes holes.
    ///   - borderError: how far the true border may lie from the rings.
    package init(rings: [Ring], borderError: Kilometres = Borders.statedError) {
        let edges = Edges(rings)
        var boxes: [LatitudeLongitudeBox] = stride(from: -90.0, to: 90, by: 45).flatMap { south in
            stride(from: -180.0, to: 180, by: 45).map { west in
                LatitudeLongitudeBox(south: south, west: west, north: south + 45, east: west + 45)
            }
        }
        roots = boxes.indices
        var near = boxes.map { edges.indices(touching: $0.grown(by: borderError), among: nil) }
        var cells: [Cell] = []
        var index = 0
        while index < boxes.count {
            let box = boxes[index]
            let state: State =
                near[index].isEmpty ? (edges.contain(box.centre) ? .inside : .outside) : .border
            var cell = Cell(box: box, cap: box.enclosingCap, state: state, children: nil)
            if state == .border, box.height > Self.finest {
                cell.children = boxes.count
                for quarter in box.quarters {
                    boxes.append(quarter)
                    near.append(edges.indices(touching: quarter.grown(by: borderError), among: near[index]))
                }
            }
            near[index] = []
            cells.append(cell)
            index += 1
        }
        self.cells = cells
    }
}

extension RegionCells {
    /// The whole earth, with no border in it.
    package static let world = RegionCells(rings: [])
}

/// The line segments of many rings, with those that cross each whole degree of latitude listed apart.
private struct Edges {
    private struct Segment {
        let x1, y1, x2, y2: Double
    }

    private let segments: [Segment]
    /// Segments by the degree of latitude they touch, from 90° south.
    private var bands: [[Int]]

    init(_ rings: [Ring]) {
        segments = rings.flatMap { ring in
            (0..<ring.count).map { i in
                let j = (i + 1) % ring.count
                return Segment(
                    x1: ring.longitudes[i], y1: ring.latitudes[i], x2: ring.longitudes[j], y2: ring.latitudes[j])
            }
        }
        bands = Array(repeating: [], count: 181)
        for (index, s) in segments.enumerated() {
            for band in Self.band(min(s.y1, s.y2))...Self.band(max(s.y1, s.y2)) { bands[band].append(index) }
        }
    }

    private static func band(_ latitude: Double) -> Int { min(180, max(0, Int((latitude + 90).rounded(.down)))) }

    /// Segments whose bounding box meets the box; a superset of those that cross it.
    func indices(touching box: LatitudeLongitudeBox, among candidates: [Int]?) -> [Int] {
        func touches(_ index: Int) -> Bool {
            let s = segments[index]
            guard max(s.y1, s.y2) >= box.south, min(s.y1, s.y2) <= box.north else { return false }
            // A box that was grown past the antimeridian also meets what lies on its other side.
            return [0, -360, 360].contains { turn in
                max(s.x1, s.x2) + turn >= box.west && min(s.x1, s.x2) + turn <= box.east
            }
        }
        return candidates.map { $0.filter(touches) } ?? segments.indices.filter(touches)
    }

    /// Even-odd rule: counts crossings of a ray to the east.
    func contain(_ point: (latitude: Double, longitude: Double)) -> Bool {
        var inside = false
        for index in bands[Self.band(point.latitude)] {
            let s = segments[index]
            guard (s.y1 > point.latitude) != (s.y2 > point.latitude) else { continue }
            let crossing = s.x1 + (point.latitude - s.y1) / (s.y2 - s.y1) * (s.x2 - s.x1)
            if point.longitude < crossing { inside.toggle() }
        }
        return inside
    }
}
