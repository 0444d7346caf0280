import Geodesy

/// A country as it is drawn: its rings with their extent, so that those out of sight or too small cost nothing.
struct CountryShape: Sendable {
    /// The least distance between two points of a drawn line, in user units: 0.3° on the map of the world.
    private static let finestDetail = 0.9
    /// The side of the square that stands for a country too small to draw.
    private static let smallestMark = 2.0

    let code: String
    let name: String
    let isRestricted: Bool
    private let rings: [ShapeRing]

    init(_ country: Country, isRestricted: Bool) {
        code = country.code
        name = country.name
        self.isRestricted = isRestricted
        // The largest first: it is drawn however small it is.
        rings = country.rings.map(ShapeRing.init).enumerated()
            .sorted { ($1.element.extent, $0.offset) < ($0.element.extent, $1.offset) }.map(\.element)
    }

    /// The country's path, or nil when none of it is in sight.
    func markup(in frame: MapFrame) -> Markup? {
        var path = PathData()
        for turn in MapFrame.turns {
            for (index, ring) in rings.enumerated() {
                draw(ring, turn: turn, isLargest: index == 0, in: frame, into: &path)
            }
        }
        guard !path.text.isEmpty else { return nil }
        return .element(
            "path", (isRestricted ? Self.restrictedStyle : [:]) + ["d": path.text],
            [.title(isRestricted ? "\(name) (restricted)" : name)])
    }

    /// How all countries are drawn, set once on the group that they stand in.
    static let style: Attributes = [
        "class": "land", "fill": Palette.land, "fill-rule": "evenodd", "stroke": Palette.border,
        "stroke-width": 0.5, "stroke-linejoin": "round",
    ]

    /// How restricted countries differ: by their outline as well as by colour.
    static let restrictedStyle: Attributes = [
        "class": "restricted", "fill": Palette.restricted, "stroke": Palette.restrictedBorder,
        "stroke-width": 0.9, "stroke-dasharray": "3 1.5",
    ]

    private func draw(_ ring: ShapeRing, turn: Double, isLargest: Bool, in frame: MapFrame, into path: inout PathData) {
        let box = ring.box(in: frame, turn: turn)
        guard box.overlaps(frame.visible) else { return }
        if max(box.width, box.height) < Self.finestDetail, !isLargest { return }
        if max(box.width, box.height) < Self.smallestMark, isLargest {
            let centre = Point(x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2)
            let half = Self.smallestMark / 2
            let mark = Box(
                left: centre.x - half, top: centre.y - half, right: centre.x + half, bottom: centre.y + half)
            path.add(mark.corners, isClosed: true)
            return
        }
        path.add(ring.points(in: frame, turn: turn, detail: Self.finestDetail), isClosed: !ring.isCut)
    }
}

/// A ring with its extent in degrees.
private struct ShapeRing: Sendable {
    private let latitudes: [Double]
    private let longitudes: [Double]
    private let south: Double
    private let west: Double
    private let north: Double
    private let east: Double
    /// Whether the data cut the ring at the antimeridian. It is then turned so that the cut is the edge from its
    /// last point to its first, which an open path fills but does not draw.
    let isCut: Bool

    init(_ ring: Ring) {
        let next = { (index: Int) in (index + 1) % ring.count }
        let cut = (0..<ring.count).first {
            Self.isSeam(ring.longitudes[$0]) && ring.longitudes[next($0)] == ring.longitudes[$0]
        }
        let start = cut.map(next) ?? 0
        isCut = cut != nil
        latitudes = Array(ring.latitudes[start...] + ring.latitudes[..<start])
        longitudes = Array(ring.longitudes[start...] + ring.longitudes[..<start])
        south = latitudes.min() ?? 0
        north = latitudes.max() ?? 0
        west = longitudes.min() ?? 0
        east = longitudes.max() ?? 0
    }

    var extent: Double { max(north - south, east - west) }

    func box(in frame: MapFrame, turn: Double) -> Box {
        let corner = frame.project(latitude: north, longitude: west + turn)
        let opposite = frame.project(latitude: south, longitude: east + turn)
        return Box(left: corner.x, top: corner.y, right: opposite.x, bottom: opposite.y)
    }

    /// The points in the drawing, without those nearer than `detail` to the last one drawn.
    func points(in frame: MapFrame, turn: Double, detail: Double) -> [Point] {
        var points: [Point] = []
        for (latitude, longitude) in zip(latitudes, longitudes) {
            let point = frame.project(latitude: latitude, longitude: longitude + turn)
            if let last = points.last, !Self.isSeam(longitude) {
                let (dx, dy) = (point.x - last.x, point.y - last.y)
                if dx * dx + dy * dy < detail * detail { continue }
            }
            points.append(point)
        }
        return points
    }

    private static func isSeam(_ longitude: Double) -> Bool { abs(longitude) == 180 }
}

/// Path data in tenths of a unit and relative steps: a third of the size of absolute coordinates.
private struct PathData {
    private(set) var text = ""

    mutating func add(_ points: [Point], isClosed: Bool) {
        var last: (x: Int, y: Int)?
        var isFirstStep = true
        for point in points {
            let here = (x: Int((point.x * 10).rounded()), y: Int((point.y * 10).rounded()))
            if let last {
                guard here != last else { continue }
                let step = (x: here.x - last.x, y: here.y - last.y)
                // A step after a step needs no letter.
                text += isFirstStep ? "l" + Self.tenths(step.x) : Self.joined(step.x)
                text += Self.joined(step.y)
                isFirstStep = false
            } else {
                text += "M" + Self.tenths(here.x) + Self.joined(here.y)
            }
            last = here
        }
        if isClosed { text += "z" }
    }

    /// A number after another: a minus parts them well enough.
    private static func joined(_ tenths: Int) -> String { (tenths < 0 ? "" : " ") + self.tenths(tenths) }

    private static func tenths(_ tenths: Int) -> String {
        let (whole, part) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        let minus = tenths < 0 ? "-" : ""
        if part == 0 { return "\(minus)\(whole)" }
        return "\(minus)\(whole == 0 ? "" : String(whole)).\(part)"
    }
}
