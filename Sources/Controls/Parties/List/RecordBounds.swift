/// What every record must keep to.
enum RecordBounds {
    /// A party with its names and list, or why there is none.
    static func checked(name: String?, others: [String], source: String?) -> Result<ListedParty, RecordProblem> {
        guard let name, name.utf8.contains(where: { $0 > 0x20 }) else {
            return .failure(RecordProblem(reason: "no name"))
        }
        guard let source, !source.isEmpty else { return .failure(RecordProblem(reason: "no source")) }
        guard others.count < ScreeningListBounds.namesPerRecord else {
            return .failure(
                RecordProblem(reason: "\(others.count + 1) names, more than \(ScreeningListBounds.namesPerRecord)"))
        }
        guard ([name] + others).allSatisfy({ $0.utf8.count <= ScreeningListBounds.nameLength }) else {
            return .failure(
                RecordProblem(reason: "a name of more than \(ScreeningListBounds.nameLength) bytes"))
        }
        var party = ListedParty(name: name, source: ScreeningSource(published: source))
        party.otherNames = others.filter { !$0.isEmpty }
        return .success(party)
    }

    static let tooManyParts = RecordProblem(
        reason: "more than \(ScreeningListBounds.partsPerRecord) addresses or identifiers")

    /// ISO codes in lower case, each once.
    static func countries(_ codes: [String]) -> [String] {
        var known: [String] = []
        for code in codes where code.utf8.count == 2 {
            let code = code.lowercased()
            if !known.contains(code) { known.append(code) }
        }
        return known
    }

    /// A text, cut at the bound.
    static func text(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return text.utf8.count <= ScreeningListBounds.textLength ? text : String(text.prefix(5_000)) + " …"
    }
}
