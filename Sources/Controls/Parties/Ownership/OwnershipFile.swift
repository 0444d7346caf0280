package import Documents

/// A party with its owners, as a file states them; see Examples/parties.
package struct OwnershipFile: Sendable {
    package let party: String
    package let chain: OwnershipChain
    /// Owners that the writer knows to be listed.
    package let listed: [String: Set<ScreeningSource>]

    /// Reads a YAML file with `party`, `holdings` and, if wanted, `listed`.
    ///
    /// - Throws: `DocumentError` with file and line.
    package init(_ file: DocumentFile) throws {
        let root = try YAMLDocument.parse(file)
        let map = try root.mapping(keys: ["party", "holdings", "listed"])
        party = try map.require("party").string(limit: 300)
        let holdings = try map.require("holdings").items(limit: OwnershipChain.limit).map(Self.holding)
        do {
            chain = try OwnershipChain(holdings)
        } catch {
            let node = try map.require("holdings")
            throw node.problem(found: error.found, expected: error.expected)
        }
        var listed: [String: Set<ScreeningSource>] = [:]
        for item in try map.optional("listed")?.items(limit: OwnershipChain.limit) ?? [] {
            let entry = try item.mapping(keys: ["name", "lists"])
            let sources: [ScreeningSource] = try entry.require("lists").oneOrMore().map { try $0.choice() }
            listed[try entry.require("name").string(limit: 300), default: []].formUnion(sources)
        }
        self.listed = listed
    }

    private static func holding(_ node: DocumentNode) throws -> OwnershipChain.Holding {
        let map = try node.mapping(keys: ["owner", "owned", "percent"])
        let percent = try map.optional("percent").map { node in
            let number = try node.number()
            guard (0...100).contains(number) else {
                throw node.problem(found: node.summary, expected: "a share from 0 to 100 percent")
            }
            return number
        }
        return OwnershipChain.Holding(
            owner: try map.require("owner").string(limit: 300), owned: try map.require("owned").string(limit: 300),
            percent: percent)
    }

    /// Every owner that is named.
    package var owners: [String] { Set(chain.holdings.map(\.owner)).sorted() }

    /// The same with the lists that a screen finds owners on, where the name is very probably theirs; and the owners
    /// that somebody should look at.
    package func screened(by screen: PartyScreen) -> (listed: [String: Set<ScreeningSource>], review: [String]) {
        var listed = listed
        var review: [String] = []
        for owner in owners {
            let hits = screen.answer(PartyQuery(name: owner)).hits
            let likely = hits.filter { $0.band == .likely }.map(\.party.source)
            if !likely.isEmpty { listed[owner, default: []].formUnion(likely) }
            if likely.isEmpty, let hit = hits.first { review.append("\(owner) may be \(hit.matchedName)") }
        }
        return (listed, review)
    }
}
