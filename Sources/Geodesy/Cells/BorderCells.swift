package import Foundation
package import Quantities

/// The earth as a tree of boxes, each with the countries that it may belong to.
///
/// Two sources of borders went into it, and they differ by kilometres (Shenzhen lies in Hong Kong in one of them).
/// A box may belong to a country when *either* source puts the country within `statedError` of it, so whatever
/// holds for all boxes that may belong to a country holds for the country, as long as its true border lies
/// between the two drawn ones or within the stated error of one of them.
package struct BorderCells: Sendable {
    /// ISO 3166 alpha-2 codes in lower case, sorted.
    package let codes: [String]
    /// How far the true border may lie outside what both sources draw.
    package let statedError: Kilometres
    /// For each box the index of the first of its four quarters, or, for a box that isn't divided, the complement
    /// of an index in `sets`. Quarters follow after their parent; the first 32 are the roots.
    let links: [Int32]
    /// Sets of countries, as indices in `codes`. The first is empty: open sea.
    let sets: [[Int]]

    /// The boxes that come with the program.
    ///
    /// - Throws: `BordersError` when the file is missing or broken.
    package static func bundled() throws -> BorderCells { try BorderCells(decoding: [UInt8](bundledFile())) }

    /// The file they come from, for its digest: who recomputes a verdict must have the same one.
    ///
    /// - Throws: `BordersError` when it is missing.
    package static func bundledFile() throws -> Data {
        let url = Bundle.module.bundleURL.appendingPathComponent("Borders/cells.bin")
        guard let data = try? Data(contentsOf: url) else {
            throw BordersError(file: "cells.bin", line: nil, reason: "the file is missing")
        }
        return data
    }

    /// The countries that a place may belong to; none on the open sea.
    package func countries(at place: Coordinates) -> [String] { sets[set(at: place)].map { codes[$0] } }

    /// Whether a place may belong to any country.
    package func isLand(at place: Coordinates) -> Bool { set(at: place) != 0 }

    /// The index of the set of countries of the box that holds a place.
    private func set(at place: Coordinates) -> Int {
        Int(~links[GridCell.undivided(holding: place, in: links)])
    }
}
