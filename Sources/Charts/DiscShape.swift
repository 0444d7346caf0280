import Foundation
import Quantities

/// A disc of the globe as it lies on the map: areas to fill and lines to draw, both cut at the map's edges.
///
/// The circle is sampled by the direct formula on the sphere (E. Williams, Aviation Formulary 1.47, "Lat/lon given
/// radial and distance") and more finely where it runs close to a pole. Four cases: a closed curve; a curve
/// around a pole, which together with the map's edge bounds a band; a disc with both poles, which is everything
/// but a hole; and the whole earth.
struct DiscShape: Sendable {
    static let areaStyle: Attributes = ["fill": Palette.blue, "fill-opacity": "0.06"]
    static let lineStyle: Attributes = ["stroke": Palette.blue, "stroke-width": 0.9]

    /// Closed polygons; where they overlap, they cancel (even-odd).
    let areas: [[Point]]
    /// The circle itself, in pieces.
    let lines: [[Point]]

    init(_ disc: WorldMap.Disc, in frame: MapFrame) {
        let angle = disc.radius / PhysicalConstants.meanEarthRadius
        let bounds = frame.bounds
        guard angle > 0 else {
            (areas, lines) = ([], [])
            return
        }
        guard angle < .pi else {
            (areas, lines) = ([bounds.corners], [])
            return
        }
        let circle = Circle(centre: disc.centre, angle: angle)
        let curve = circle.samples().map { frame.project(latitude: $0.latitude, longitude: $0.longitude) }
        let copies = MapFrame.turns.map { turn in
            curve.map { Point(x: $0.x + turn / 360 * frame.turn, y: $0.y) }
        }
        lines = copies.flatMap { bounds.pieces(of: $0) }
        if circle.winds(curve, turn: frame.turn) {
            // Copies join end to end into one line right across the map; the band lies between it and the pole.
            let runsEast = (curve.first?.x ?? 0) < (curve.last?.x ?? 0)
            let across = (runsEast ? copies : copies.reversed()).flatMap(\.self)
            let pole = frame.project(latitude: disc.centre.latitude > 0 ? 90 : -90, longitude: 0).y
            let edge = [across.last, across.first].compactMap { $0.map { Point(x: $0.x, y: pole) } }
            areas = [bounds.cut(across + edge)].filter { !$0.isEmpty }
        } else {
            let holes = copies.map(bounds.cut).filter { !$0.isEmpty }
            areas = (circle.holdsBothPoles ? [bounds.corners] : []) + holes
        }
    }

    /// The disc with what the pointer shows over it, or nil when none of it is in sight.
    func markup(of disc: WorldMap.Disc) -> Markup? {
        guard !areas.isEmpty || !lines.isEmpty else { return nil }
        let area: Attributes = [
            "class": "disc-area", "fill-rule": "evenodd", "d": areas.map { $0.path(isClosed: true) }.joined(),
        ]
        let line: Attributes = [
            "class": "disc-line", "fill": "none", "d": lines.map { $0.path(isClosed: false) }.joined(),
        ]
        let title = "\(disc.label): within \(SVGText.amount(disc.radius.value)) km"
        return .element(
            "g", ["class": "disc"],
            [.title(title), .element("path", area + Self.areaStyle), .element("path", line + Self.lineStyle)])
    }
}

/// A circle of the sphere, in radians.
private struct Circle {
    private static let steps = 120
    /// Samples further apart in longitude than this are parted once more, up to `deepest` times.
    private static let widestStep = 3.0
    private static let deepest = 9

    private let latitude: Double
    private let longitude: Double
    private let angle: Double

    init(centre: Coordinates, angle: Double) {
        latitude = centre.latitude * .pi / 180
        longitude = centre.longitude * .pi / 180
        self.angle = angle
    }

    var holdsBothPoles: Bool { angle > .pi / 2 + abs(latitude) }

    /// Whether the curve goes once around the globe: it then holds one pole, the one on its centre's side.
    func winds(_ curve: [Point], turn: Double) -> Bool {
        guard let first = curve.first, let last = curve.last else { return false }
        return abs(last.x - first.x) > turn / 2
    }

    /// Places along the circle in degrees; longitudes run on without a jump, so they may pass ±180.
    func samples() -> [(latitude: Double, longitude: Double)] {
        var samples = [place(bearing: 0)]
        for step in 1...Self.steps {
            let start = Double(step - 1) / Double(Self.steps) * 2 * .pi
            let end = Double(step) / Double(Self.steps) * 2 * .pi
            append(from: start, to: end, depth: 0, to: &samples)
        }
        return samples
    }

    private func append(
        from start: Double, to end: Double, depth: Int, to samples: inout [(latitude: Double, longitude: Double)]
    ) {
        guard let last = samples.last else { return }
        var next = place(bearing: end)
        next.longitude -= ((next.longitude - last.longitude) / 360).rounded() * 360
        if abs(next.longitude - last.longitude) > Self.widestStep, depth < Self.deepest {
            let middle = (start + end) / 2
            append(from: start, to: middle, depth: depth + 1, to: &samples)
            append(from: middle, to: end, depth: depth + 1, to: &samples)
        } else {
            samples.append(next)
        }
    }

    private func place(bearing: Double) -> (latitude: Double, longitude: Double) {
        let sine = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing)
        let east = atan2(
            sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * min(1, max(-1, sine)))
        return (asin(min(1, max(-1, sine))) * 180 / .pi, (longitude + east) * 180 / .pi)
    }
}
