import Geodesy
import Location
import TestSupport

/// An earth of seven square countries, so that what asks of every country is quick. What lies between is sea.
enum ToyEarth {
    /// Boxes of 22.5° × 22.5°: rows from the south pole, columns from the antimeridian.
    private static let countries: [(code: String, boxes: [[Int]])] = [
        ("au", [[2, 14]]), ("cn", [[5, 12], [5, 13]]), ("de", [[6, 8]]), ("in", [[4, 11], [5, 11]]), ("jp", [[5, 14]]),
        ("sg", [[4, 12]]), ("us", [[5, 2], [5, 3], [5, 4]]),
    ]

    /// One node or more in each of them, three in `cn`.
    static let sites = [
        Scene.Site("Singapore", 1.2897, 103.8501), Scene.Site("Kuala Lumpur", 3.1412, 101.6865),
        Scene.Site("Bangkok", 13.754, 100.5014), Scene.Site("Mumbai", 19.0728, 72.8826),
        Scene.Site("Delhi", 28.6139, 77.209), Scene.Site("Tokyo", 35.6895, 139.6917),
        Scene.Site("Osaka", 34.6937, 135.5023), Scene.Site("Frankfurt", 50.1155, 8.6842),
        Scene.Site("Paris", 48.8566, 2.3522), Scene.Site("Milan", 45.4642, 9.19),
        Scene.Site("San Jose", 37.3394, -121.895), Scene.Site("Dallas", 32.7767, -96.797),
        Scene.Site("New York", 40.7128, -74.006), Scene.Site("Sydney", -33.8688, 151.2093),
        Scene.Site("Beijing", 39.9042, 116.4074), Scene.Site("Wuhan", 30.5928, 114.3055),
        Scene.Site("Chengdu", 30.5728, 104.0668),
    ]

    /// Its boxes, with the lines of the real one: those are for maps.
    static func atlas() throws -> RegionAtlas {
        let real = try Scene.atlas.get()
        return RegionAtlas(
            borders: real.borders, cells: try BorderCells(decoding: Array(header.utf8) + boxes), groups: real.groups)
    }

    private static var header: String {
        let codes = countries.map(\.code).joined(separator: " ")
        return "# Assay border cells 1\nerror 0\ncodes \(codes)\nsets \(codes)\n\n"
    }

    /// Each root is quartered once: 0, and then 1 for sea or n + 2 for the n-th country.
    private static var boxes: [UInt8] {
        (0..<32).flatMap { root in
            [0]
                + (0..<4).map { quarter in
                    let box = [root / 8 * 2 + quarter / 2, root % 8 * 2 + quarter % 2]
                    let country = countries.firstIndex { $0.boxes.contains(box) }
                    return UInt8(country.map { $0 + 2 } ?? 1)
                }
        }
    }
}
