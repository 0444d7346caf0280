package import Documents
import Foundation

/// Parties to be screened, as a file names them: CSV with a heading, JSON, or one name a line.
package struct PartyFile: Sendable {
    package let queries: [PartyQuery]

    package static let bytes = 64 << 20
    package static let limit = 1_000_000
    /// Longer names are no names.
    package static let nameLength = 1_000

    /// Reads a file. What begins with a bracket is JSON; what has a heading with ‘name’ is CSV; anything else is lines.
    ///
    /// - Throws: `DocumentError` with file and line.
    package init(_ file: DocumentFile) throws {
        let first = file.text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
        let queries =
            if first == "[" || first == "{" {
                try Self.json(file, isMap: first == "{")
            } else if Self.hasHeading(file.text) {
                try Self.csv(file)
            } else {
                try Self.lines(file)
            }
        guard !queries.isEmpty else {
            throw DocumentError(file: file.name, line: nil, found: "no name", expected: "at least one party")
        }
        self.queries = queries
    }

    /// In any case of letters: ‘Name,Country’ is a heading that can't be used, and no party.
    private static func hasHeading(_ text: String) -> Bool {
        let line = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix { !$0.isNewline }
        return line.split(separator: ",").contains {
            $0.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: "\""))).lowercased() == "name"
        }
    }

    private static func csv(_ file: DocumentFile) throws -> [PartyQuery] {
        try DelimitedText(file, columns: ["name"], limit: limit).rows.map { row in
            let name = row.text("name")
            guard !name.isEmpty, name.utf8.count <= nameLength else {
                throw row.error("name", expected: "a name of 1 to \(nameLength) bytes")
            }
            let kind = row.text("kind")
            guard kind.isEmpty || PartyKind(rawValue: kind) != nil else {
                throw row.error(
                    "kind", expected: "one of \(PartyKind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            let countries = parts(row.text("country"))
            guard countries.allSatisfy(isCountry) else {
                throw row.error("country", expected: "ISO 3166 codes such as cn, parted by semicolons")
            }
            let address = row.text("address")
            return PartyQuery(
                name: name, otherNames: parts(row.text("aliases")), countries: countries,
                kind: PartyKind(rawValue: kind), address: address.isEmpty ? nil : address,
                identifiers: parts(row.text("identifiers")))
        }
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// Whether a text may be a country's code.
    package static func isCountry(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (97...122).contains($0 | 0x20) }
    }

    private static func lines(_ file: DocumentFile) throws -> [PartyQuery] {
        var queries: [PartyQuery] = []
        for (index, line) in file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
        {
            let name = line.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: "\u{FEFF}")))
            guard !name.isEmpty else { continue }
            guard name.utf8.count <= nameLength, queries.count < limit else {
                throw DocumentError(
                    file: file.name, line: index + 1,
                    found: queries.count < limit ? "a name of \(name.utf8.count) bytes" : "more than \(limit) names",
                    expected: queries.count < limit ? "at most \(nameLength)" : "fewer")
            }
            queries.append(PartyQuery(name: name))
        }
        return queries
    }

    private struct Entry: Decodable {
        let query: PartyQuery

        private enum Keys: String, CodingKey { case name, aliases, country, countries, kind, address, identifiers }

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                query = PartyQuery(name: name)
                return
            }
            let map = try decoder.container(keyedBy: Keys.self)
            let country = try map.decodeIfPresent(String.self, forKey: .country).map { [$0] }
            query = PartyQuery(
                name: try map.decode(String.self, forKey: .name),
                otherNames: try map.decodeIfPresent([String].self, forKey: .aliases) ?? [],
                countries: try country ?? map.decodeIfPresent([String].self, forKey: .countries) ?? [],
                kind: try map.decodeIfPresent(PartyKind.self, forKey: .kind),
                address: try map.decodeIfPresent(String.self, forKey: .address),
                identifiers: try map.decodeIfPresent([String].self, forKey: .identifiers) ?? [])
        }
    }

    private struct Entries: Decodable {
        let parties: [Entry]
    }

    private static func json(_ file: DocumentFile, isMap: Bool) throws -> [PartyQuery] {
        let data = Data(file.text.drop { $0 == "\u{FEFF}" }.utf8)
        let queries: [PartyQuery]
        do {
            let entries =
                try isMap
                ? JSONDecoder().decode(Entries.self, from: data).parties
                : JSONDecoder().decode([Entry].self, from: data)
            queries = entries.map(\.query)
        } catch {
            throw DocumentError(
                file: file.name, line: nil, found: ReadingProblem.sentence(error),
                expected: "names, or objects with ‘name’ and, if wanted, aliases, country, kind, address, identifiers")
        }
        guard queries.count <= limit else {
            throw DocumentError(
                file: file.name, line: nil, found: "\(queries.count) parties", expected: "at most \(limit)")
        }
        for (index, query) in queries.enumerated() {
            guard !query.name.isEmpty, query.name.utf8.count <= nameLength, query.countries.allSatisfy(isCountry) else {
                throw DocumentError(
                    file: file.name, line: nil, found: "party \(index + 1) with an unusable name or country",
                    expected: "a name of 1 to \(nameLength) bytes and ISO 3166 codes")
            }
        }
        return queries
    }
}
