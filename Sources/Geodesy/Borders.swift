import Foundation
import Quantities

/// One closed line of a border, in degrees. The last point joins the first.
package struct Ring: Sendable {
    package let longitudes: [Double]
    package let latitudes: [Double]
    package var count: Int { longitudes.count }
}

/// A country, or a part that rules treat apart (Hong Kong, Macau, Taiwan).
package struct Country: Sendable {
    /// ISO 3166 alpha-2 in lower case.
    package let code: String
    package let name: String
    package let rings: [Ring]
}

/// The borders of all countries as lines, for maps. Verdicts rest on `BorderCells`.
package struct Borders: Sendable {
    package let countries: [String: Country]
    /// The borders that come with the program.
    ///
    /// - Throws: `BordersError` when the file is missing or broken.
    package static func bundled() throws -> Borders {
        let url = Bundle.module.bundleURL.appendingPathComponent("Borders/borders.tsv")
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw BordersError(file: "borders.tsv", line: nil, reason: "the file \(url.lastPathComponent) is missing")
        }
        return try Borders(parsing: text)
    }

    /// Reads `code, name, role, points` lines; points are deltas in hundredths of a degree.
    package init(parsing text: String) throws {
        var rings: [String: (name: String, rings: [Ring])] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let fields = line.split(separator: "\t")
            guard fields.count == 4, fields[0].count == 2 else {
                throw BordersError(file: "borders.tsv", line: index + 1, reason: "expected code, name, role and points")
            }
            let ring = try Self.ring(fields[3], line: index + 1)
            rings[String(fields[0]), default: (String(fields[1]), [])].rings.append(ring)
        }
        guard !rings.isEmpty else { throw BordersError(file: "borders.tsv", line: nil, reason: "no country") }
        countries = Dictionary(
            uniqueKeysWithValues: rings.map { ($0, Country(code: $0, name: $1.name, rings: $1.rings)) })
    }

    private static func ring(_ field: Substring, line: Int) throws -> Ring {
        var longitudes: [Double] = []
        var latitudes: [Double] = []
        var position = (longitude: 0, latitude: 0)
        var pending: Int?
        for word in field.split(separator: " ") {
            guard let number = Int(word), number.magnitude <= 36_000 else {
                throw BordersError(
                    file: "borders.tsv", line: line,
                    reason: "‘\(word.prefix(20))’ is not a step in hundredths of a degree")
            }
            guard let step = pending else {
                pending = number
                continue
            }
            position = (position.longitude + step, position.latitude + number)
            pending = nil
            guard abs(position.longitude) <= 18_000, abs(position.latitude) <= 9_000 else {
                throw BordersError(file: "borders.tsv", line: line, reason: "a point off the earth")
            }
            longitudes.append(Double(position.longitude) / 100)
            latitudes.append(Double(position.latitude) / 100)
        }
        guard pending == nil, longitudes.count >= 3 else {
            throw BordersError(file: "borders.tsv", line: line, reason: "a ring needs at least three points")
        }
        return Ring(longitudes: longitudes, latitudes: latitudes)
    }
}

/// Why the borders could not be read.
package struct BordersError: Error, CustomStringConvertible {
    package let file: String
    package let line: Int?
    package let reason: String

    package var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(reason); make it anew with Scripts/make-\(file == "cells.bin" ? "border-cells" : "borders")"
    }
}
