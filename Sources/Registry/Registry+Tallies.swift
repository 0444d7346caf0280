import GRDB

/// How often something happened, as metrics show it.
package struct TallyRow: Sendable, Codable, Equatable, FetchableRecord {
    /// Such as `evidence_refused`.
    package let name: String
    /// What sets it apart from others of its name, such as the reason; empty where nothing does.
    package let label: String
    package let count: Int
}

extension Registry {
    /// Counts on. Counts are kept with all else, so they survive restarts and are one for all that serve a registry.
    package func count(_ name: String, label: String = "", by more: Int = 1) throws {
        guard more > 0 else { return }
        try pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO tally (name, label, count) VALUES (?, ?, ?)
                    ON CONFLICT (name, label) DO UPDATE SET count = count + excluded.count
                    """,
                arguments: [name, label, more])
        }
    }

    /// All counts, by name and label.
    package func tallies() throws -> [TallyRow] {
        try pool.read { try TallyRow.fetchAll($0, sql: "SELECT name, label, count FROM tally ORDER BY name, label") }
    }
}
