package import Geodesy
package import Quantities

/// A map of the world as SVG: the restricted countries shaded, places marked, and discs drawn as the curves
/// that they are on the globe.
///
/// ```swift
/// let map = WorldMap(borders: try .bundled(), highlighted: ["cn", "hk", "mo"])
/// let page = map.svg(title: "Rack 7", markers: [marker], discs: [disc])
/// ```
///
/// The projection is equirectangular; a view of a part is true to scale along the parallel of its centre.
/// Countries are simplified to what the eye can tell apart: nothing may be decided from the drawing.
package struct WorldMap: Sendable {
    /// A place with a name and a verdict.
    package struct Marker: Sendable, Hashable {
        /// Where it stands.
        package let place: Coordinates
        /// Its name, beside it and under the pointer.
        package let label: String
        /// What it says of the place.
        package let kind: Kind
        /// Where a click leads: a path on the same site, or an http(s) address. Anything else is left out.
        package let link: String?

        /// A marker; without `link` it leads nowhere.
        package init(place: Coordinates, label: String, kind: Kind, link: String? = nil) {
            self.place = place
            self.label = label
            self.kind = kind
            self.link = link
        }
    }

    /// What a marker says of its place. Each has a shape of its own beside its colour.
    package enum Kind: String, Sendable, CaseIterable {
        case cleared, notCleared, refused, estimate, claimed, landmark
    }

    /// All places within a great-circle distance of a centre.
    package struct Disc: Sendable, Hashable {
        /// The middle, such as a landmark.
        package let centre: Coordinates
        /// Along the surface of a sphere with the earth's mean radius.
        package let radius: Kilometres
        /// Its name, shown under the pointer.
        package let label: String

        /// A disc; a radius of zero or less draws nothing, one of half the earth's girth or more draws all of it.
        package init(centre: Coordinates, radius: Kilometres, label: String) {
            self.centre = centre
            self.radius = radius
            self.label = label
        }
    }

    /// The part of the world that is shown.
    package enum View: Sendable, Hashable {
        /// From 84° north to 60° south, or from pole to pole when a marker lies beyond.
        case world
        /// A window three wide and two high around a place. `spanDegrees` is its width in degrees of arc
        /// (1° is 111 km) along the parallel of the place, 0.1 … 360. Markers outside it are not drawn.
        case around(Coordinates, spanDegrees: Double)
    }

    private let countries: [CountryShape]
    private let world: [DrawnCountry]

    /// Prepares the countries once; `svg` is cheap after that.
    ///
    /// - Parameters:
    ///   - borders: what is drawn as land.
    ///   - highlighted: codes of the countries to shade as the restricted set; unknown codes do nothing.
    package init(borders: Borders, highlighted: Set<String> = []) {
        let codes = Set(highlighted.map { $0.lowercased() })
        let shapes = borders.countries.values.sorted { $0.code < $1.code }
            .map { CountryShape($0, isRestricted: codes.contains($0.code)) }
        // Restricted countries are drawn last, so that no neighbour's border covers theirs.
        countries = shapes.filter { !$0.isRestricted } + shapes.filter(\.isRestricted)
        world = Self.drawn(countries, in: .world)
    }

    /// Draws the map.
    ///
    /// - Parameters:
    ///   - title: the heading, also what a screen reader says.
    ///   - markers: drawn over everything else, landmarks lowest. A label that finds no free place is shown
    ///     only when the pointer rests on its marker.
    ///   - discs: drawn as the true curve; one that holds a pole is a band up to the edge of the map.
    ///   - view: the part of the world to show.
    /// - Returns: a complete SVG document; the same input gives the same bytes.
    package func svg(title: String, markers: [Marker], discs: [Disc] = [], view: View = .world) -> String {
        let frame = MapFrame(view: view, places: markers.map(\.place))
        let window = frame.visible
        let land = frame.visible == MapFrame.world.visible ? world : Self.drawn(countries, in: frame)
        let reach = discs.compactMap { DiscShape($0, in: frame).markup(of: $0) }
        let placed = MarkerLayer(markers, in: frame)
        let map = Markup.element(
            "svg",
            [
                "x": 0, "y": Self.top, "width": window.width, "height": window.height,
                "viewBox": window.viewBox, "overflow": "hidden",
            ],
            [
                .element("rect", window.attributes + ["class": "sea", "fill": Palette.sea]),
                .element("g", CountryShape.style, land.map(\.markup)),
                .element("g", ["class": "discs"], reach),
            ] + placed.markup)
        let legend = Legend(
            kinds: placed.kinds, restricted: land.map(\.shape).filter(\.isRestricted).map(\.name),
            hasDiscs: !reach.isEmpty, width: window.width)
        let bottom = Self.top + window.height
        return Markup.document(
            title: title, kind: "world-map", width: window.width, height: bottom + legend.height,
            hasLinks: placed.hasLinks, [map, legend.markup(top: bottom)])
    }

    /// The room for the heading.
    private static let top = 34.0

    private typealias DrawnCountry = (shape: CountryShape, markup: Markup)

    private static func drawn(_ countries: [CountryShape], in frame: MapFrame) -> [DrawnCountry] {
        countries.compactMap { shape in shape.markup(in: frame).map { (shape, $0) } }
    }
}
