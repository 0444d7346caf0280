/// A small mark with a shape and a colour, the same in a drawing and in its legend.
struct Symbol: Sendable {
    enum Shape: Sendable, CaseIterable {
        case circle, square, diamond, triangle, cross, ring
    }

    let shape: Shape
    let colour: String
    let radius: Double

    init(shape: Shape, colour: String, radius: Double) {
        self.shape = shape
        self.colour = colour
        self.radius = radius
    }

    /// The mark of a chart's group, by its place in the order of groups.
    init(ofGroup index: Int) {
        let shapes = Shape.allCases
        self.init(
            shape: shapes[index % shapes.count], colour: Palette.groups[index % Palette.groups.count], radius: 5)
    }

    /// The mark around a point.
    func markup(at point: Point) -> Markup {
        switch shape {
        case .circle: .element("circle", centre(point) + ["r": radius] + filled)
        case .ring: .element("circle", centre(point) + ["r": radius] + hollow)
        case .square: path([(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)], at: point)
        case .diamond: path([(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)], at: point)
        case .triangle: path([(0, -1.15), (1.1, 0.85), (-1.1, 0.85)], at: point)
        case .cross: path(Self.cross, at: point)
        }
    }

    private static let cross = [
        (-0.6, -1.1), (0, -0.5), (0.6, -1.1), (1.1, -0.6), (0.5, 0), (1.1, 0.6), (0.6, 1.1), (0, 0.5), (-0.6, 1.1),
        (-1.1, 0.6), (-0.5, 0), (-1.1, -0.6),
    ]

    private var filled: Attributes { ["fill": colour, "stroke": Palette.paper, "stroke-width": 1] }

    private var hollow: Attributes {
        [
            "fill": Palette.paper, "fill-opacity": "0.6", "stroke": colour, "stroke-width": 2,
            "stroke-dasharray": "3 1.7",
        ]
    }

    private func centre(_ point: Point) -> Attributes { ["cx": point.x, "cy": point.y] }

    private func path(_ corners: [(Double, Double)], at point: Point) -> Markup {
        let points = corners.map { Point(x: point.x + $0.0 * radius, y: point.y + $0.1 * radius) }
        return .element("path", ["d": points.path(isClosed: true)] + filled)
    }
}

extension WorldMap.Kind {
    /// How the kind is drawn; no two share a shape.
    var symbol: Symbol {
        switch self {
        case .cleared: Symbol(shape: .circle, colour: Palette.green, radius: 6)
        case .notCleared: Symbol(shape: .diamond, colour: Palette.orange, radius: 6)
        case .refused: Symbol(shape: .cross, colour: Palette.vermillion, radius: 6)
        case .estimate: Symbol(shape: .ring, colour: Palette.blue, radius: 6)
        case .claimed: Symbol(shape: .triangle, colour: Palette.purple, radius: 6)
        case .landmark: Symbol(shape: .square, colour: Palette.faintInk, radius: 3.5)
        }
    }

    /// How the kind is called in the legend.
    var name: String {
        switch self {
        case .cleared: "cleared"
        case .notCleared: "not cleared"
        case .refused: "refused"
        case .estimate: "estimate, not proof"
        case .claimed: "claimed place"
        case .landmark: "landmark"
        }
    }
}
