/// A record of the short form: keys of one or two letters, and repeated texts as places in tables.
struct ShortRecord: Codable {
    private let n: String?
    private let a: [String]?
    private let s: Int?
    private let t: String?
    private let c: [String]?
    private let e: String?
    private let lr, lp, pg, u: Int?
    private let fr: String?
    // Ours, beyond what others write: all programmes, addresses, identifiers, dates, remarks.
    private let pp: [Int]?
    private let ad: [String]?
    private let id: [String]?
    private let sd, ed, rm: String?

    init(_ party: ListedParty, _ tables: inout ShortTables) {
        n = party.name
        a = party.otherNames.isEmpty ? nil : party.otherNames
        s = tables.place(party.source.rawValue, in: \.sources)
        t = party.kind?.rawValue
        c = party.countries.isEmpty ? nil : party.countries
        e = party.entityNumber
        lr = party.licenceRequirement.map { tables.place($0, in: \.licenceRequirements) }
        lp = party.licencePolicy.map { tables.place($0, in: \.licencePolicies) }
        pg = nil
        u = party.url.map { tables.place($0, in: \.urls) }
        fr = party.notice
        pp = party.programmes.isEmpty ? nil : party.programmes.map { tables.place($0, in: \.programmes) }
        ad = party.addresses.isEmpty ? nil : party.addresses
        id = party.identifiers.isEmpty ? nil : party.identifiers
        sd = party.startDate
        ed = party.endDate
        rm = party.remarks
    }

    func party(_ tables: ShortTables) -> Result<ListedParty, RecordProblem> {
        let source = s.flatMap { tables.sources?.entry($0) }
        switch RecordBounds.checked(name: n, others: a ?? [], source: source) {
        case .failure(let problem): return .failure(problem)
        case .success(var party):
            guard (ad?.count ?? 0) <= ScreeningListBounds.partsPerRecord,
                (id?.count ?? 0) <= ScreeningListBounds.partsPerRecord
            else { return .failure(RecordBounds.tooManyParts) }
            party.kind = t.flatMap { PartyKind(rawValue: $0.lowercased()) }
            party.countries = RecordBounds.countries(c ?? [])
            party.entityNumber = e
            party.notice = RecordBounds.text(fr)
            party.licenceRequirement = lr.flatMap { tables.licenceRequirements?.entry($0) }
            party.licencePolicy = lp.flatMap { tables.licencePolicies?.entry($0) }
            party.programmes = (pp ?? pg.map { [$0] } ?? []).compactMap { tables.programmes?.entry($0) }
            party.url = u.flatMap { tables.urls?.entry($0) }
            party.addresses = ad ?? []
            party.identifiers = id ?? []
            party.startDate = sd
            party.endDate = ed
            party.remarks = RecordBounds.text(rm)
            return .success(party)
        }
    }
}

/// The texts that records of the short form name by their places.
struct ShortTables: Codable {
    var sources: [String]?
    var licenceRequirements: [String]?
    var licencePolicies: [String]?
    var programmes: [String]?
    var urls: [String]?
    private var places: [Key: Int] = [:]

    private struct Key: Hashable {
        let table: WritableKeyPath<ShortTables, [String]?>
        let text: String
    }

    private enum CodingKeys: String, CodingKey {
        case sources, licenceRequirements, licencePolicies, programmes, urls
    }

    init() {}

    /// Where a text stands in a table; it is put there when it doesn't yet.
    mutating func place(_ text: String, in table: WritableKeyPath<ShortTables, [String]?>) -> Int {
        let key = Key(table: table, text: text)
        if let place = places[key] { return place }
        let place = self[keyPath: table]?.count ?? 0
        self[keyPath: table, default: []].append(text)
        places[key] = place
        return place
    }

    private subscript(
        keyPath path: WritableKeyPath<ShortTables, [String]?>, default empty: [String]
    ) -> [String] {
        get { self[keyPath: path] ?? empty }
        set { self[keyPath: path] = newValue }
    }
}

extension [String] {
    fileprivate func entry(_ index: Int) -> String? { indices.contains(index) ? self[index] : nil }
}
