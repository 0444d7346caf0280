import Quantities

/// Markers with their labels, placed so that no label covers another label or a marker.
struct MarkerLayer {
    private static let fontSize = 13.0

    private struct Placed {
        let marker: WorldMap.Marker
        let position: Point
        let symbol: Symbol

        var box: Box {
            let reach = symbol.radius * 1.2
            return Box(
                left: position.x - reach, top: position.y - reach, right: position.x + reach,
                bottom: position.y + reach)
        }
    }

    private let placed: [Placed]
    private let labels: [Markup]

    init(_ markers: [WorldMap.Marker], in frame: MapFrame) {
        let shown = markers.compactMap { marker in
            frame.position(of: marker.place).map { Placed(marker: marker, position: $0, symbol: marker.kind.symbol) }
        }
        let landmarks = shown.filter { $0.marker.kind == .landmark }
        let others = shown.filter { $0.marker.kind != .landmark }
        placed = landmarks + others
        // What the map is about gets its label before the landmarks do.
        labels = Self.labels(for: others + landmarks, in: frame.visible)
    }

    /// The kinds that are in sight, in the order of the legend.
    var kinds: [WorldMap.Kind] {
        let seen = Set(placed.map(\.marker.kind))
        return WorldMap.Kind.allCases.filter(seen.contains)
    }

    var hasLinks: Bool { placed.contains { Self.safeLink($0.marker.link) != nil } }

    var markup: [Markup] {
        [
            .element("g", ["class": "markers"], placed.map(Self.markup)),
            .element("g", ["class": "labels", "font-size": Self.fontSize, "pointer-events": "none"], labels),
        ]
    }

    private static func markup(of placed: Placed) -> Markup {
        let marker = placed.marker
        let mark = Markup.element(
            "g", ["class": "marker marker-\(marker.kind.rawValue)"],
            [.title("\(marker.label) (\(marker.kind.name))"), placed.symbol.markup(at: placed.position)])
        return safeLink(marker.link).map { .element("a", ["href": $0, "aria-label": marker.label], [mark]) } ?? mark
    }

    /// The link when it leads within the site or to an http(s) address, so that no data can carry a script.
    private static func safeLink(_ link: String?) -> String? {
        guard let link, !link.isEmpty else { return nil }
        let lowercase = link.lowercased()
        if lowercase.hasPrefix("https://") || lowercase.hasPrefix("http://") { return link }
        let beforePath = link.prefix { !"/?#".contains($0) }
        return beforePath.contains(":") ? nil : link
    }

    private static func labels(for placed: [Placed], in window: Box) -> [Markup] {
        var taken = placed.map(\.box)
        return placed.compactMap { item in
            guard !item.marker.label.isEmpty else { return nil }
            let candidates = candidates(for: item)
            guard
                let choice = candidates.first(where: { candidate in
                    window.contains(candidate.box) && !taken.contains(where: candidate.box.overlaps)
                })
            else { return nil }
            taken.append(choice.box)
            return .label(
                item.marker.label,
                [
                    "class": "marker-label", "x": choice.anchorX, "y": choice.box.bottom - fontSize * 0.3,
                    "text-anchor": choice.anchor,
                ])
        }
    }

    private struct Candidate {
        let box: Box
        let anchor: String

        var anchorX: Double {
            switch anchor {
            case "start": box.left
            case "end": box.right
            default: (box.left + box.right) / 2
            }
        }
    }

    /// Right, left, above, below, and then the corners.
    private static func candidates(for item: Placed) -> [Candidate] {
        let width = SVGText.width(of: item.marker.label, size: fontSize)
        let height = fontSize * 1.25
        let gap = item.symbol.radius * 1.2 + 3
        let (x, y) = (item.position.x, item.position.y)
        func candidate(left: Double, top: Double, _ anchor: String) -> Candidate {
            Candidate(box: Box(left: left, top: top, right: left + width, bottom: top + height), anchor: anchor)
        }
        let (above, below) = (y - gap - height, y + gap)
        return [
            candidate(left: x + gap, top: y - height / 2, "start"),
            candidate(left: x - gap - width, top: y - height / 2, "end"),
            candidate(left: x - width / 2, top: above, "middle"),
            candidate(left: x - width / 2, top: below, "middle"),
            candidate(left: x + gap / 2, top: above, "start"),
            candidate(left: x + gap / 2, top: below, "start"),
            candidate(left: x - gap / 2 - width, top: above, "end"),
            candidate(left: x - gap / 2 - width, top: below, "end"),
        ]
    }
}
