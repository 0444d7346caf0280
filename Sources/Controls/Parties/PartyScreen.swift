/// A screening list made ready for questions.
///
/// ```swift
/// let screen = try PartyScreen(ScreeningList(path: "consolidated.json"))
/// let answer = screen.answer(PartyQuery(name: "Huawei Technologies", countries: ["cn"]))
/// for hit in answer.hits { print(hit.score, hit.party.name, hit.party.source.title) }
/// ```
///
/// It says which listed parties a name may mean. It never says that a party is cleared: a name that isn't found may be
/// written otherwise, and a party that isn't listed may belong to one that is (see `OwnershipChain`).
package struct PartyScreen: Sendable {
    package let list: ScreeningList
    package let thresholds: ScreeningThresholds
    package let index: NameIndex
    private let acronyms: Acronyms
    private let identifiers: [String: [UInt32]]

    /// - Throws: `ScreeningListProblem.tooManyNames` for a list that the index can't hold.
    package init(
        _ list: ScreeningList, thresholds: ScreeningThresholds = .standard
    ) throws(ScreeningListProblem) {
        self.list = list
        self.thresholds = thresholds
        var builder = NameIndexBuilder()
        var identifiers: [String: [UInt32]] = [:]
        for (number, party) in list.parties.enumerated() {
            guard let number = UInt32(exactly: number), builder.add(party, number: number) else { throw .tooManyNames }
            for identifier in party.identifiers {
                guard let key = Self.key(of: identifier) else { continue }
                identifiers[key, default: []].append(number)
            }
        }
        index = NameIndex(builder)
        acronyms = Acronyms(index)
        self.identifiers = identifiers
    }

    /// The listed parties that a name may mean, best first.
    ///
    /// - Parameters:
    ///   - query: the name, and what else is known of the party.
    ///   - limit: of hits kept; how many there were is told.
    package func answer(_ query: PartyQuery, limit: Int = 50) -> PartyAnswer {
        answer(query, limit: limit, looksAtAll: false)
    }

    /// The same, weighing every name of the list against every word: what the index is held against.
    package func answerLookingAtAll(_ query: PartyQuery, limit: Int = 50) -> PartyAnswer {
        answer(query, limit: limit, looksAtAll: true)
    }

    private func answer(_ query: PartyQuery, limit: Int, looksAtAll: Bool) -> PartyAnswer {
        var best: [UInt32: Found] = [:]
        for text in ([query.name] + query.otherNames).flatMap(Self.forms) {
            let prepared = PreparedName(PartyName(text), index: index, looksAtAll: looksAtAll)
            let search = NameSearch(prepared, index: index, looksAtAll: looksAtAll) { party in
                isCarrier(party)
            }
            for found in search.found {
                let party = index.parties[found.name]
                if let known = best[party], known.comparison.rank >= found.comparison.rank { continue }
                best[party] = Found(name: found.name, comparison: found.comparison, query: prepared)
            }
        }
        let judge = PartyJudge(screen: self, query: query)
        var hits = best.compactMap { party, found in judge.hit(Int(party), found: found) }
        hits += judge.hitsWithoutName(
            acronyms: acronyms.parties(for: PartyName(query.name)),
            identifiers: query.identifiers.compactMap(Self.key).flatMap { identifiers[$0] ?? [] },
            besides: Set(hits.map(\.number)))
        hits.sort { ($0.score, $1.number) > ($1.score, $0.number) }
        return PartyAnswer(query: query, hits: Array(hits.prefix(limit)), count: hits.count)
    }

    /// A name as it is written, without what stands in parentheses, that by itself, and Chinese characters in Latin
    /// letters.
    private static func forms(of text: String) -> [String] {
        let parts = ListedName.forms(of: text)
        return (parts == [text] ? parts : [text] + parts).flatMap(HanNames.forms)
    }

    /// A listed name and how it compares.
    struct Found {
        let name: Int
        let comparison: NameComparison
        let query: PreparedName
    }

    /// Whether a record's short name may stand for longer ones: a ship's doesn't.
    private func isCarrier(_ party: UInt32) -> Bool {
        let kind = list.parties[Int(party)].kind
        return kind == nil || kind == .entity
    }

    /// An identifier without what people write it with; nil for one that is too short to identify anybody.
    static func key(of identifier: String) -> String? {
        let key = identifier.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return key.count >= 5 && key.contains(where: \.isNumber) ? key : nil
    }
}

/// What was found of one party.
package struct PartyAnswer: Sendable {
    package let query: PartyQuery
    /// Best first.
    package let hits: [PartyHit]
    /// How many there were; more than `hits` where a limit cut them.
    package let count: Int

    /// Whether one of the names holds a letter or digit that it could be found by. Without one nothing was compared.
    package var isCompared: Bool { ([query.name] + query.otherNames).contains { !PartyName($0).words.isEmpty } }

    /// What an answer without hits says.
    package static let noMatch = "No match is not clearance."
    /// What an answer says when nothing was compared.
    package static let notCompared = "The name holds no letter or digit that can be compared: it wasn't screened."
}

/// Why a list can't be made ready.
package enum ScreeningListProblem: Error, CustomStringConvertible {
    case tooManyNames

    package var description: String {
        switch self {
        case .tooManyNames: "the list holds more than \(WordKeys.limit) names or words; expected fewer"
        }
    }
}
