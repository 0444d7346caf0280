package import Documents
import Foundation

/// Country groups of the US Export Administration Regulations, by date.
package struct CountryGroups: Sendable {
    /// From when on the lists hold. Of earlier issues only the changes that are known are kept.
    package let effective: CalendarDate
    private let members: [String: [String]]
    /// The groups of each country, sorted.
    private let groups: [String: [String]]
    /// Places whose groups are another's, such as Hong Kong, which is handled as China.
    private let treatedAs: [String: String]
    private let earlier: [Change]

    /// What a country's groups were before a day.
    private struct Change: Sendable {
        let country: String
        let until: CalendarDate
        let groups: [String]
    }

    /// The groups that come with the program.
    package static func bundled() throws -> CountryGroups {
        try CountryGroups(file: Bundle.module.bundleURL.appendingPathComponent("country-groups.yaml").path)
    }

    /// - Throws: `DocumentError` for a file that isn't one of country groups.
    package init(file: String) throws {
        let root = try YAMLDocument.parse(try DocumentFile(path: file))
        let map = try root.mapping(keys: ["citation", "effective", "groups", "treatedAs", "earlier"])
        effective = try map.require("effective").date()
        let groups = try map.require("groups").mapping().pairs.map { name, node in
            (name, try node.items().map { try $0.string(limit: 2) })
        }
        // YAML can write one name in two ways, such as 1 and "1".
        members = Dictionary(groups, uniquingKeysWith: +)
        self.groups = Dictionary(
            grouping: members.flatMap { name, countries in countries.map { (country: $0, name: name) } }, by: \.country
        ).mapValues { $0.map(\.name).sorted() }
        let treated = try map.optional("treatedAs")?.mapping().pairs.map { ($0, try $1.string(limit: 2)) }
        treatedAs = Dictionary(treated ?? []) { first, _ in first }
        earlier =
            try map.optional("earlier")?.items(limit: 1_000).map { node in
                let map = try node.mapping(keys: ["country", "until", "groups", "note"])
                return Change(
                    country: try map.require("country").string(limit: 2), until: try map.require("until").date(),
                    groups: try map.require("groups").items(limit: 50).map { try $0.string(limit: 10) })
            }.sorted { $0.until < $1.until } ?? []
    }

    /// All names, such as `D:5`.
    package var names: [String] { members.keys.sorted() }

    /// The codes of a group's countries, or nil for a name that isn't known.
    package func countries(in group: String) -> [String]? { members[group] }

    /// The groups a country is in, as words: `D:1 D:4 D:5`, or `-` for none.
    ///
    /// - Parameter date: the day they are asked for; the file's own when left out.
    package func words(for country: String, on date: CalendarDate? = nil) -> String {
        let country = treatedAs[country] ?? country
        let change = date.flatMap { date in earlier.first { $0.country == country && date < $0.until } }
        let groups = change?.groups ?? groups[country] ?? []
        return groups.isEmpty ? "-" : groups.joined(separator: " ")
    }
}
