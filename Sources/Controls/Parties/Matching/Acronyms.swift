/// First letters of listed names, where they point to few parties.
struct Acronyms: Sendable {
    private let parties: [[UInt8]: [UInt32]]

    /// Three letters belong to everyone.
    static let shortest = 4
    /// An acronym of more parties tells nobody apart.
    static let mostParties = 5

    init(_ index: NameIndex) {
        var parties: [[UInt8]: [UInt32]] = [:]
        for name in 0..<index.count {
            guard let acronym = Self.acronym(of: name, in: index) else { continue }
            let party = index.parties[name]
            if parties[acronym]?.contains(party) != true, (parties[acronym]?.count ?? 0) <= Self.mostParties {
                parties[acronym, default: []].append(party)
            }
        }
        self.parties = parties.filter { $0.value.count <= Self.mostParties }
    }

    private static func acronym(of name: Int, in index: NameIndex) -> [UInt8]? {
        var letters: [UInt8] = []
        index.forEachWord(of: name) { word, kind in
            guard kind != .legal, kind != .particle, let first = index.words[word].first else { return }
            letters.append(first)
        }
        return letters.count >= shortest && letters.count <= 8 ? letters : nil
    }

    /// Parties whose names begin so, one word after another.
    func parties(for name: PartyName) -> [UInt32] {
        let words = name.words.filter { $0.kind != .legal && $0.kind != .particle }
        guard words.count == 1, let word = words.first, word.bytes.count >= Self.shortest else { return [] }
        return parties[word.bytes] ?? []
    }
}
