import Foundation
import Quantities

/// A point of a drawing: x to the right, y down, in user units.
struct Point: Sendable, Equatable {
    var x: Double
    var y: Double
}

extension [Point] {
    /// The points joined by straight lines, as path data in absolute coordinates.
    func path(isClosed: Bool) -> String {
        enumerated().map { index, point in
            (index == 0 ? "M" : "L") + SVGText.number(point.x) + " " + SVGText.number(point.y)
        }.joined() + (isClosed ? "Z" : "")
    }
}

/// An upright box of a drawing.
struct Box: Sendable, Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var width: Double { right - left }
    var height: Double { bottom - top }
    var viewBox: String { [left, top, width, height].map(SVGText.number).joined(separator: " ") }
    var attributes: Attributes { ["x": left, "y": top, "width": width, "height": height] }
    var corners: [Point] {
        [Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom), Point(x: left, y: bottom)]
    }

    func contains(_ point: Point) -> Bool {
        (left...right).contains(point.x) && (top...bottom).contains(point.y)
    }

    func contains(_ other: Box) -> Bool {
        other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
    }

    func overlaps(_ other: Box) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
}

/// Where places lie on the drawing: an equirectangular projection onto a canvas of fixed width, so that lines,
/// symbols and text keep their size however far the view zooms in.
struct MapFrame: Sendable {
    private static let canvasWidth = 1080.0
    /// A window is three wide and two high.
    private static let heightToWidth = 2.0 / 3

    private let west: Double
    private let north: Double
    private let unitsPerDegreeEast: Double
    private let unitsPerDegreeSouth: Double
    /// The projected window; curves are cut at its edges.
    let bounds: Box
    /// The part of the window that is shown.
    let visible: Box

    /// The whole earth, three units to a degree, with most of Antarctica out of sight.
    static let world = MapFrame(view: .world, places: [])

    init(view: WorldMap.View, places: [Coordinates]) {
        switch view {
        case .world: self.init(worldShowing: places)
        case .around(let centre, let span): self.init(around: centre, span: span)
        }
    }

    private init(worldShowing places: [Coordinates]) {
        west = -180
        north = 90
        unitsPerDegreeEast = Self.canvasWidth / 360
        unitsPerDegreeSouth = unitsPerDegreeEast
        bounds = Box(left: 0, top: 0, right: Self.canvasWidth, bottom: 180 * unitsPerDegreeSouth)
        var inhabited = bounds
        inhabited.top = (90 - 84) * unitsPerDegreeSouth
        inhabited.bottom = (90 + 60) * unitsPerDegreeSouth
        visible = places.allSatisfy { (-60...84).contains($0.latitude) } ? inhabited : bounds
    }

    private init(around centre: Coordinates, span: Double) {
        // Below cos 75.5° the window would be wider than useful and the shapes stretched beyond recognition.
        let squeeze = max(0.25, cos(centre.latitude * .pi / 180))
        // A span that is not a number shows as much as there is.
        let wide = span.isNaN ? 360 : min(360, max(0.1, span))
        let eastward = min(360, wide / squeeze)
        unitsPerDegreeEast = Self.canvasWidth / eastward
        unitsPerDegreeSouth = unitsPerDegreeEast / squeeze
        let southward = min(180, Self.canvasWidth * Self.heightToWidth / unitsPerDegreeSouth)
        west = centre.longitude - eastward / 2
        north = min(90, max(southward - 90, centre.latitude + southward / 2))
        bounds = Box(left: 0, top: 0, right: Self.canvasWidth, bottom: southward * unitsPerDegreeSouth)
        visible = bounds
    }

    /// Whole turns that bring some longitude in −540 … 540 into the window.
    static let turns = [-720.0, -360, 0, 360, 720]

    /// The width of a whole turn in the drawing.
    var turn: Double { 360 * unitsPerDegreeEast }

    func project(latitude: Double, longitude: Double) -> Point {
        Point(x: (longitude - west) * unitsPerDegreeEast, y: (north - latitude) * unitsPerDegreeSouth)
    }

    /// Where a place is shown, or nil when it is out of sight.
    func position(of place: Coordinates) -> Point? {
        Self.turns.lazy
            .map { project(latitude: place.latitude, longitude: place.longitude + $0) }
            .first(where: visible.contains)
    }
}
