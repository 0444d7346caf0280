/// A record of the short form: keys of one or two letters, and repeated texts as places in tables.
struct ShortRecord: Decodable {
    private let n: String?
    private let a: [String]?
    private let s: Int?
    private let t: String?
    private let c: [String]?
    private let e: String?
    private let lr, lp, pg, u: Int?
    private let fr: String?

    func party(_ tables: ShortTables) -> Result<ListedParty, RecordProblem> {
        let source = s.flatMap { tables.sources?.entry($0) }
        switch RecordBounds.checked(name: n, others: a ?? [], source: source) {
        case .failure(let problem): return .failure(problem)
        case .success(var party):
            party.kind = t.flatMap { PartyKind(rawValue: $0.lowercased()) }
            party.countries = RecordBounds.countries(c ?? [])
            party.entityNumber = e
            party.notice = RecordBounds.text(fr)
            party.licenceRequirement = lr.flatMap { tables.licenceRequirements?.entry($0) }
            party.licencePolicy = lp.flatMap { tables.licencePolicies?.entry($0) }
            party.programmes = pg.flatMap { tables.programmes?.entry($0) }.map { [$0] } ?? []
            party.url = u.flatMap { tables.urls?.entry($0) }
            return .success(party)
        }
    }
}

/// The texts that records of the short form name by their places.
struct ShortTables: Decodable {
    var sources: [String]?
    var licenceRequirements: [String]?
    var licencePolicies: [String]?
    var programmes: [String]?
    var urls: [String]?
}

extension [String] {
    fileprivate func entry(_ index: Int) -> String? { indices.contains(index) ? self[index] : nil }
}
