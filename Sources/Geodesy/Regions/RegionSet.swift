import Documents

/// A set of countries, such as `cn+hk+mo` or `D:5+hk+mo`: what a chip must stay out of, or within.
package struct RegionSet: Sendable, Hashable, CustomStringConvertible {
    /// Country codes, sorted, so that one set has one name.
    package let codes: [String]

    package var description: String { codes.joined(separator: "+") }

    /// Parses country codes and names of country groups, joined by `+`.
    ///
    /// A group stands for its countries as of `groups.effective`; the description spells them out.
    /// - Parameters:
    ///   - text: such as `cn+hk+mo` or `D:5+hk`.
    ///   - known: the codes that have borders.
    ///   - groups: what names with a colon stand for.
    /// - Throws: `RegionSetError` for a code or group that isn't known.
    package init(_ text: String, known: [String], groups: CountryGroups) throws {
        var codes: Set<String> = []
        for part in text.split(separator: "+", omittingEmptySubsequences: false) {
            if part.contains(":") {
                guard let members = groups.countries(in: part.uppercased()) else {
                    throw RegionSetError(part: String(part), expected: groups.names)
                }
                codes.formUnion(members)
            } else {
                codes.insert(part.lowercased())
            }
        }
        if let unknown = codes.sorted().first(where: { !known.contains($0) }) {
            throw RegionSetError(part: unknown, expected: [])
        }
        self.codes = codes.sorted()
    }
}

/// Part of a region set that is neither a country with borders nor a country group.
package struct RegionSetError: Error, Equatable, CustomStringConvertible {
    package let part: String
    /// Groups it could have been.
    package let expected: [String]

    package var description: String {
        expected.isEmpty
            ? "unknown country ‘\(part.prefix(20))’; expected ISO 3166 codes joined by +, such as cn+hk+mo"
            : "unknown country group ‘\(part.prefix(20))’; expected one of \(expected.joined(separator: ", "))"
    }
}
