/// A named set of countries, such as `cn+hk+mo`: what a chip must stay out of, or within.
package struct RegionSet: Sendable, Hashable, CustomStringConvertible {
    /// Country codes, sorted, so that one set has one name.
    package let codes: [String]

    package var description: String { codes.joined(separator: "+") }

    /// Parses `cn+hk+mo`.
    ///
    /// - Throws: `RegionSetError` for a code that the borders don't know.
    package init(_ text: String, in borders: Borders) throws {
        let parts = text.lowercased().split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        for part in parts where borders.countries[part] == nil {
            throw RegionSetError(code: part)
        }
        codes = Array(Set(parts)).sorted()
    }

    /// The rings of all its countries.
    package func rings(in borders: Borders) -> [Ring] {
        codes.flatMap { borders.countries[$0]?.rings ?? [] }
    }
}

/// A country code that no border goes with.
package struct RegionSetError: Error, Equatable, CustomStringConvertible {
    package let code: String

    package init(code: String) { self.code = code }

    package var description: String {
        "unknown country ‘\(code.prefix(20))’; expected ISO 3166 codes joined by +, such as cn+hk+mo"
    }
}
