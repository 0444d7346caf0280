import Charts
import Geodesy
import Quantities
import Testing

struct WorldMapTests {
    /// A square island of 20° around 0°, 0° and a neighbour to its east.
    private static let island = "aa\tAland\touter\t-1000 -1000 0 2000 2000 0 0 -2000\n"
    private static let neighbour = "bb\tB & Co\touter\t1000 -1000 0 2000 2000 0 0 -2000\n"

    private func map(highlighted: Set<String> = []) throws -> WorldMap {
        WorldMap(borders: try Borders(parsing: Self.island + Self.neighbour), highlighted: highlighted)
    }

    private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinates {
        try #require(Coordinates(latitude: latitude, longitude: longitude))
    }

    private func disc(_ latitude: Double, _ longitude: Double, _ radius: Kilometres) throws -> WorldMap.Disc {
        WorldMap.Disc(centre: try place(latitude, longitude), radius: radius, label: "disc")
    }

    private func drawing(of disc: WorldMap.Disc, view: WorldMap.View = .world) throws -> ParsedDrawing {
        try ParsedDrawing(try map().svg(title: "t", markers: [], discs: [disc], view: view))
    }

    @Test(arguments: nastyLabels)
    func `a nasty label leaves the map well-formed`(label: String) throws {
        let marker = WorldMap.Marker(place: try place(1, 1), label: label, kind: .cleared, link: "/d?a=1&b=\"<\(label)")
        let disc = WorldMap.Disc(centre: try place(1, 1), radius: 500, label: label)
        let svg = try map().svg(title: label, markers: [marker], discs: [disc])
        let drawing = try ParsedDrawing(svg)
        #expect(drawing.titles.first == drawing.elements.first?.attributes["aria-label"])
        #expect(!drawing.elements.contains { $0.name == "script" || $0.attributes["onload"] != nil })
    }

    @Test func `the bundled borders make a map of less than 200 kB that marks the restricted set`() throws {
        let map = WorldMap(borders: try .bundled(), highlighted: ["CN", "hk", "mo"])
        let svg = map.svg(title: "World", markers: [])
        let drawing = try ParsedDrawing(svg)
        #expect(svg.utf8.count < 200_000)
        #expect(drawing.titles.filter { $0.hasSuffix(" (restricted)") }.count == 3)
        #expect(drawing.titles.contains("Singapore"))
    }

    @Test func `the same input gives the same bytes`() throws {
        let marker = WorldMap.Marker(place: try place(1, 1), label: "a", kind: .estimate)
        let first = try map(highlighted: ["aa", "bb"]).svg(title: "t", markers: [marker], discs: [try disc(5, 5, 900)])
        let second = try map(highlighted: ["bb", "aa"]).svg(title: "t", markers: [marker], discs: [try disc(5, 5, 900)])
        #expect(first == second)
    }

    @Test func `every kind of marker has a shape of its own`() throws {
        // The same place and colourless: what differs is the outline.
        let outlines = try WorldMap.Kind.allCases.map { kind in
            let marker = WorldMap.Marker(place: try place(0, 0), label: "", kind: kind)
            let drawing = try ParsedDrawing(try map().svg(title: "t", markers: [marker]))
            let group = try #require(drawing.elements.firstIndex { $0.attributes["class"] == "marker marker-\(kind)" })
            // The group, its title, its shape.
            let shape = drawing.elements[group + 2]
            return [shape.name, shape.attributes["d"] ?? "", shape.attributes["stroke-dasharray"] ?? ""]
        }
        #expect(Set(outlines).count == WorldMap.Kind.allCases.count)
    }

    @Test(arguments: ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", ""])
    func `a link that could carry a script is left out`(link: String) throws {
        let marker = WorldMap.Marker(place: try place(0, 0), label: "a", kind: .cleared, link: link)
        let drawing = try ParsedDrawing(try map().svg(title: "t", markers: [marker]))
        #expect(!drawing.elements.contains { $0.name == "a" })
    }

    @Test func `labels of near markers do not overlap`() throws {
        let markers = try (0..<4).map {
            WorldMap.Marker(place: try place(Double($0) * 0.1, 0), label: "rack \($0)", kind: .cleared)
        }
        let labels = try ParsedDrawing(try map().svg(title: "t", markers: markers)).withClass("marker-label")
        let spots = labels.map { [$0.attributes["x"], $0.attributes["y"], $0.attributes["text-anchor"]] }
        #expect(labels.count == 4)
        #expect(Set(spots).count == 4)
    }

    @Test func `a marker beyond the usual view of the world opens the view to the poles`() throws {
        let marker = WorldMap.Marker(place: try place(-89, 0), label: "pole", kind: .landmark)
        let drawing = try ParsedDrawing(try map().svg(title: "t", markers: [marker]))
        #expect(drawing.withClass("marker-landmark").count == 1)
        #expect(drawing.withClass("sea").first?.attributes["height"] == "540")
    }

    @Test func `a view around a place leaves out markers outside it and keeps the size of those inside`() throws {
        let markers = [
            WorldMap.Marker(place: try place(0, 179), label: "near", kind: .cleared),
            WorldMap.Marker(place: try place(0, -179), label: "over the line", kind: .cleared),
            WorldMap.Marker(place: try place(0, 0), label: "far", kind: .cleared),
        ]
        let svg = try map().svg(title: "t", markers: markers, view: .around(try place(0, 179), spanDegrees: 10))
        let drawing = try ParsedDrawing(svg)
        #expect(drawing.texts(of: "text").filter { $0 != "t" && $0 != "cleared" } == ["near", "over the line"])
        let radii = drawing.elements.compactMap { $0.attributes["r"] }
        #expect(!radii.isEmpty && radii.allSatisfy { $0 == "6" })
    }

    @Test func `a disc across the antimeridian lies in two pieces within the map`() throws {
        let drawing = try drawing(of: try disc(-37, 175, 2500))
        let areas = drawing.subpaths(ofClass: "disc-area")
        #expect(areas.count == 2)
        #expect(areas.joined().allSatisfy { (0...1080).contains($0.x) && (0...540).contains($0.y) })
        #expect(areas.contains { $0.contains { $0.x == 0 } } && areas.contains { $0.contains { $0.x == 1080 } })
        // No line is drawn along the seam.
        for line in drawing.subpaths(ofClass: "disc-line") {
            #expect(!zip(line, line.dropFirst()).contains { $0.x == $1.x && ($0.x == 0 || $0.x == 1080) })
        }
    }

    @Test(arguments: [(80.0, 0.0), (-80.0, 540.0), (90.0, 0.0), (-90.0, 540.0)])
    func `a disc around a pole is a band up to the edge of the map`(latitude: Double, edge: Double) throws {
        let drawing = try drawing(of: try disc(latitude, 30, 3000))
        let areas = drawing.subpaths(ofClass: "disc-area")
        try #require(areas.count == 1)
        let atEdge = areas[0].filter { $0.y == edge }.map(\.x)
        #expect(atEdge.min() == 0 && atEdge.max() == 1080)
        #expect(abs(area(of: areas[0]) - 1080 * 3 * 27) < 1080 * 3 * 12)
    }

    @Test func `a disc with both poles is the map but a hole, and a whole earth has no outline`() throws {
        let wholeMap: Double = 1080 * 540
        let nearly = try drawing(of: try disc(0, 0, 19_000))
        let whole = try drawing(of: try disc(0, 0, 20_100))
        #expect(nearly.subpaths(ofClass: "disc-area").map(area).max() == wholeMap)
        #expect(nearly.subpaths(ofClass: "disc-area").count == 3)
        #expect(whole.subpaths(ofClass: "disc-area").map(area) == [wholeMap])
        #expect(whole.subpaths(ofClass: "disc-line").isEmpty)
    }

    @Test(arguments: [0.0, -5, .nan])
    func `a disc without extent is not drawn`(radius: Double) throws {
        #expect(try drawing(of: try disc(0, 0, Kilometres(radius))).withClass("disc").isEmpty)
    }

    @Test(arguments: [(0.0, 0.0, 1000.0), (60, 20, 2000), (-45, -170, 3000), (0, 0, 9000), (51, 5, 4300)])
    func `every point of a disc's line lies at its radius`(latitude: Double, longitude: Double, radius: Double) throws {
        let centre = try place(latitude, longitude)
        let lines = try drawing(of: try disc(latitude, longitude, Kilometres(radius))).subpaths(ofClass: "disc-line")
        #expect(lines.joined().count >= 90)
        for point in lines.joined() {
            let place = try place(90 - point.y / 3, point.x / 3 - 180)
            // Half a hundredth of a unit each way is 0.3 km; a cut at the seam lies on a chord.
            #expect(abs(GreatCircle.distance(centre, place).value - radius) < radius * 0.002 + 0.5)
        }
    }

    /// By the shoelace formula.
    private func area(of polygon: [(x: Double, y: Double)]) -> Double {
        let next = polygon.dropFirst() + polygon.prefix(1)
        return abs(zip(polygon, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }) / 2
    }
}
