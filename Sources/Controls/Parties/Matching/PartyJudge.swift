/// Makes hits of names that were found: what the country, the kind, the address and identifiers add, and the words that
/// explain it.
struct PartyJudge {
    let screen: PartyScreen
    let query: PartyQuery

    /// What each feature adds to a name's score. Ours; see `NameScoring`.
    enum Weight {
        static let otherCountry = -0.10
        static let sameCountry = 0.02
        static let otherKind = -0.25
        static let sameAddress = 0.05
        /// Of the acronym alone: with the same country it reaches the threshold.
        static let acronym = 0.77
        /// A shared identifier is at least this much, whatever the name.
        static let identifier = 0.95
    }

    func hit(_ number: Int, found: PartyScreen.Found) -> PartyHit? {
        let party = screen.list.parties[number]
        var features = [nameFeature(found)]
        let isSameCountry = country(party).map { $0.value > 0 } ?? false
        var score = isSameCountry ? found.comparison.scoreInOneCountry : found.comparison.score
        for feature in [country(party), kind(party, found), address(party)] {
            guard let feature else { continue }
            score += feature.value
            features.append(feature)
        }
        if let identifier = identifier(party) {
            score = max(score, Weight.identifier)
            features.append(identifier)
        }
        score = min(max(score, 0), 1)
        guard score >= screen.thresholds.review else { return nil }
        features.append(contentsOf: words(found))
        return PartyHit(
            party: party, number: number, matchedName: text(of: found.name), score: score,
            band: score >= screen.thresholds.likely ? .likely : .review, features: features)
    }

    /// Parties that an acronym or an identifier points to, and no name.
    func hitsWithoutName(acronyms: [UInt32], identifiers: [UInt32], besides known: Set<Int>) -> [PartyHit] {
        var hits: [PartyHit] = []
        var seen = known
        for number in identifiers where seen.insert(Int(number)).inserted {
            let party = screen.list.parties[Int(number)]
            guard let feature = identifier(party) else { continue }
            hits.append(
                PartyHit(
                    party: party, number: Int(number), matchedName: party.name, score: Weight.identifier,
                    band: Weight.identifier >= screen.thresholds.likely ? .likely : .review, features: [feature]))
        }
        for number in acronyms where !seen.contains(Int(number)) {
            let party = screen.list.parties[Int(number)]
            var features = [
                PartyHit.Feature(
                    feature: "acronym", value: Weight.acronym,
                    explanation: "‘\(query.name)’ is made of the first letters of a listed name")
            ]
            let country = country(party)
            features += country.map { [$0] } ?? []
            let score = Weight.acronym + (country?.value ?? 0)
            guard score >= screen.thresholds.review else { continue }
            seen.insert(Int(number))
            hits.append(
                PartyHit(
                    party: party, number: Int(number), matchedName: party.name, score: score, band: .review,
                    features: features))
        }
        return hits
    }

    private func text(of name: Int) -> String {
        let party = screen.list.parties[Int(screen.index.parties[name])]
        let alias = Int(screen.index.aliases[name])
        return alias > 0 && alias <= party.otherNames.count ? party.otherNames[alias - 1] : party.name
    }

    private func nameFeature(_ found: PartyScreen.Found) -> PartyHit.Feature {
        let score = (found.comparison.score * 1_000).rounded() / 1_000
        let how =
            found.comparison.hasSameCore
            ? "the same words of its own" : found.comparison.coversQuery ? "carries the whole name" : "alike"
        return PartyHit.Feature(
            feature: "name", value: score, explanation: "‘\(text(of: found.name))’: \(how)")
    }

    private func words(_ found: PartyScreen.Found) -> [PartyHit.Feature] {
        var listed: [Int] = []
        screen.index.forEachWord(of: found.name) { word, _ in listed.append(word) }
        var features: [PartyHit.Feature] = []
        for pair in found.comparison.pairs.sorted(by: { $0.listed.lowerBound < $1.listed.lowerBound }) {
            let theirs = pair.listed.map { String(decoding: screen.index.words[listed[$0]], as: UTF8.self) }
            let ours = found.query.name.words.enumerated().filter { pair.places & (1 << UInt64($0.offset)) != 0 }
                .map(\.element.text)
            features.append(
                PartyHit.Feature(
                    feature: "word", value: (pair.value * 1_000).rounded() / 1_000,
                    explanation: Self.sentence(ours.joined(separator: " "), theirs.joined(separator: " "), pair.reason))
            )
        }
        let matched = Set(found.comparison.pairs.flatMap { Array($0.listed) })
        let missing = listed.indices.filter { !matched.contains($0) }
        if !missing.isEmpty {
            let text = missing.map { String(decoding: screen.index.words[listed[$0]], as: UTF8.self) }
            features.append(
                PartyHit.Feature(
                    feature: "word", value: 0,
                    explanation: "in the listed name alone: \(text.joined(separator: ", "))"))
        }
        let ours = found.query.name.words.enumerated().filter {
            found.comparison.answered & (1 << UInt64($0.offset)) == 0
        }
        if !ours.isEmpty {
            features.append(
                PartyHit.Feature(
                    feature: "word", value: 0,
                    explanation: "not in the listed name: \(ours.map(\.element.text).joined(separator: ", "))"))
        }
        return features
    }

    private static func sentence(_ ours: String, _ theirs: String, _ reason: WordLikeness.Reason) -> String {
        switch reason {
        case .same: "‘\(theirs)’ is the same"
        case .plural: "‘\(ours)’ is ‘\(theirs)’ in another form"
        case .sound: "‘\(ours)’ sounds like ‘\(theirs)’"
        case .edit: "‘\(ours)’ is one letter from ‘\(theirs)’"
        case .joined: "‘\(ours)’ is ‘\(theirs)’ with blanks elsewhere"
        }
    }

    private func country(_ party: ListedParty) -> PartyHit.Feature? {
        guard !query.countries.isEmpty, !party.countries.isEmpty else { return nil }
        let shared = query.countries.filter(party.countries.contains)
        let theirs = party.countries.joined(separator: ", ")
        return shared.isEmpty
            ? .init(
                feature: "country", value: Weight.otherCountry,
                explanation: "\(query.countries.joined(separator: ", ")), listed in \(theirs)")
            : .init(
                feature: "country", value: Weight.sameCountry, explanation: "both in \(shared.joined(separator: ", "))")
    }

    /// A company isn't a ship. Without a kind, a legal form that the listed name hasn't says that it is a company.
    private func kind(_ party: ListedParty, _ found: PartyScreen.Found) -> PartyHit.Feature? {
        let saysCompany = found.query.legalForms & ~found.comparison.answered != 0
        guard let theirs = party.kind, let ours = query.kind ?? (saysCompany ? .entity : nil), ours != theirs else {
            return nil
        }
        return .init(
            feature: "kind", value: Weight.otherKind, explanation: "\(ours.rawValue), listed as \(theirs.rawValue)")
    }

    private func address(_ party: ListedParty) -> PartyHit.Feature? {
        guard let address = query.address else { return nil }
        let ours = Set(NameFolding.words(of: address)).filter { $0.count >= 3 }
        guard ours.count >= 2 else { return nil }
        for theirs in party.addresses {
            let shared = ours.intersection(NameFolding.words(of: theirs))
            if shared.count * 3 >= ours.count * 2 {
                return .init(feature: "address", value: Weight.sameAddress, explanation: "listed at \(theirs)")
            }
        }
        return nil
    }

    private func identifier(_ party: ListedParty) -> PartyHit.Feature? {
        let ours = query.identifiers.compactMap(PartyScreen.key)
        guard let shared = party.identifiers.first(where: { PartyScreen.key(of: $0).map(ours.contains) ?? false })
        else {
            return nil
        }
        return .init(feature: "identifier", value: Weight.identifier, explanation: "the same identifier \(shared)")
    }
}
