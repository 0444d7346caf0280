import Documents

/// The two forms in which the list comes.
struct ListForm: Decodable {
    private let published: [Kept<PublishedRecord>]?
    private let short: [Kept<ShortRecord>]?
    private let tables: ShortTables
    let made: CalendarDate?

    private enum Keys: String, CodingKey {
        case results, entries, tables, sourceGeneratedAt
        case performed = "search_performed_at"
        case sources = "sources_used"
    }

    private struct SourceState: Decodable {
        let updated: String?

        enum CodingKeys: String, CodingKey { case updated = "source_last_updated" }
    }

    init(from decoder: any Decoder) throws {
        if let list = try? decoder.unkeyedContainer() {
            _ = list
            published = try [Kept<PublishedRecord>](from: decoder)
            (short, tables, made) = (nil, ShortTables(), nil)
            return
        }
        let map = try decoder.container(keyedBy: Keys.self)
        if map.contains(.entries) {
            short = try map.decode([Kept<ShortRecord>].self, forKey: .entries)
            published = nil
            tables = try map.decodeIfPresent(ShortTables.self, forKey: .tables) ?? ShortTables()
        } else {
            published = try map.decode([Kept<PublishedRecord>].self, forKey: .results)
            short = nil
            tables = ShortTables()
        }
        let states = (try? map.decode([Kept<SourceState>].self, forKey: .sources)) ?? []
        let texts =
            [.sourceGeneratedAt, .performed].map { try? map.decode(String.self, forKey: $0) }
            + states.map { try? $0.result.get().updated }
        made = texts.compactMap { $0.flatMap { CalendarDate($0.prefix(10)) } }.max()
    }

    var count: Int { published?.count ?? short?.count ?? 0 }

    /// The parties, and the records that are no party.
    func parties() -> ([ListedParty], [ScreeningList.SetAside]) {
        var parties: [ListedParty] = []
        parties.reserveCapacity(count)
        var setAside: [ScreeningList.SetAside] = []
        func add(_ index: Int, _ party: Result<ListedParty, RecordProblem>) {
            switch party {
            case .success(let party): parties.append(party)
            case .failure(let problem): setAside.append(.init(record: index + 1, reason: problem.reason))
            }
        }
        var texts = TextTable()
        for (index, record) in (published ?? []).enumerated() {
            add(index, record.result.flatMap { $0.party(&texts) })
        }
        for (index, record) in (short ?? []).enumerated() { add(index, record.result.flatMap { $0.party(tables) }) }
        return (parties, setAside)
    }
}

/// A record, or why it isn't one.
struct Kept<Record: Decodable>: Decodable {
    let result: Result<Record, RecordProblem>

    init(from decoder: any Decoder) throws {
        do {
            result = .success(try Record(from: decoder))
        } catch {
            result = .failure(RecordProblem(reason: ReadingProblem.sentence(error)))
        }
    }
}

/// Why a record was set aside.
struct RecordProblem: Error, Equatable {
    let reason: String
}

/// One copy of each text that many records repeat.
struct TextTable {
    private var texts: [String: String] = [:]

    mutating func one(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        if let known = texts[text] { return known }
        texts[text] = text
        return text
    }
}
