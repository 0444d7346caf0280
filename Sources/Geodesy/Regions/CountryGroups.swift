package import Documents
import Foundation

/// Country groups of the US Export Administration Regulations, as of a date.
package struct CountryGroups: Sendable {
    /// From when on the lists hold. Earlier issues aren't kept.
    package let effective: CalendarDate
    private let members: [String: [String]]

    /// The groups that come with the program.
    package static func bundled() throws -> CountryGroups {
        try CountryGroups(file: Bundle.module.bundleURL.appendingPathComponent("country-groups.yaml").path)
    }

    /// - Throws: `DocumentError` for a file that isn't one of country groups.
    package init(file: String) throws {
        let root = try YAMLDocument.parse(try DocumentFile(path: file))
        let map = try root.mapping(keys: ["citation", "effective", "groups"])
        effective = try map.require("effective").date()
        let groups = try map.require("groups").mapping().pairs.map { name, node in
            (name, try node.items().map { try $0.string(limit: 2) })
        }
        // YAML can write one name in two ways, such as 1 and "1".
        members = Dictionary(groups, uniquingKeysWith: +)
    }

    /// All names, such as `D:5`.
    package var names: [String] { members.keys.sorted() }

    /// The codes of a group's countries, or nil for a name that isn't known.
    package func countries(in group: String) -> [String]? { members[group] }

    /// The groups a country is in, as words: `D:1 D:4 D:5`, or `-` for none.
    package func words(for country: String) -> String {
        let groups = members.filter { $0.value.contains(country) }.keys.sorted()
        return groups.isEmpty ? "-" : groups.joined(separator: " ")
    }
}
