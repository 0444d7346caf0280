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
        try count([(name, label, more)])
    }

    /// Several at once, all or nothing.
    package func count(_ counts: [(name: String, label: String, more: Int)]) throws {
        let sums = Dictionary(
            counts.filter { $0.more > 0 }.map { ([$0.name, $0.label], $0.more) }, uniquingKeysWith: { $0 + $1 })
        guard !sums.isEmpty else { return }
        try pool.write { database in
            for (key, more) in sums {
                try database.execute(
                    sql: """
                        INSERT INTO tally (name, label, count) VALUES (?, ?, ?)
                        ON CONFLICT (name, label) DO UPDATE SET count = count + excluded.count
                        """,
                    arguments: [key.first, key.last, more])
            }
        }
    }

    /// All counts, by name and label.
    package func tallies() throws -> [TallyRow] {
        try pool.read { try TallyRow.fetchAll($0, sql: "SELECT name, label, count FROM tally ORDER BY name, label") }
    }
}
