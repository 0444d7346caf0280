package import Documents

/// A party with its owners, as a file states them; see Examples/parties.
package struct OwnershipFile: Sendable {
    /// The file's name, for messages.
    package let name: String
    /// Whose owners these are.
    package let party: String
    /// Who holds what, as the file states it.
    package let chain: OwnershipChain
    /// Owners that the writer knows to be listed.
    package let listed: [String: Set<ScreeningSource>]

    /// Reads a YAML file with `party`, `holdings` and, if wanted, `listed`.
    ///
    /// - Throws: `DocumentError` with file and line; also where no holding is one in the party, and for a listed name
    ///   that no holding has: a slip in either would let a listed owner pass unseen.
    package init(_ file: DocumentFile) throws {
        name = file.name
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
        let owned = Set(holdings.map(\.owned))
        guard owned.contains(party) else {
            let node = try map.require("party")
            throw node.problem(found: node.summary, expected: "a party that one of the holdings is in")
        }
        listed = try Self.listed(map, named: owned.union(holdings.map(\.owner)))
    }

    private static func listed(
        _ map: DocumentMapping, named: Set<String>
    ) throws -> [String: Set<ScreeningSource>] {
        var listed: [String: Set<ScreeningSource>] = [:]
        for item in try map.optional("listed")?.items(limit: OwnershipChain.limit) ?? [] {
            let entry = try item.mapping(keys: ["name", "lists"])
            let sources: [ScreeningSource] = try entry.require("lists").oneOrMore().map { try $0.choice() }
            let node = try entry.require("name")
            let name = try node.string(limit: 300)
            guard named.contains(name) else {
                throw node.problem(found: node.summary, expected: "a name as one of the holdings writes it")
            }
            listed[name, default: []].formUnion(sources)
        }
        return listed
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

    /// Whether its party bears a name, whatever the legal form.
    func isAbout(_ name: String) -> Bool {
        func words(_ text: String) -> [[UInt8]] { PartyName(text).words.filter { $0.kind != .legal }.map(\.bytes) }
        return name == party || !words(name).isEmpty && words(name) == words(party)
    }

    /// Every owner that is named.
    package var owners: [String] { Set(chain.holdings.map(\.owner)).sorted() }

    /// The same with the lists that a screen finds owners on, where the name is very probably theirs; and the owners
    /// that somebody should look at.
    package func screened(by screen: PartyScreen) -> (listed: [String: Set<ScreeningSource>], review: [String]) {
        var listed = listed
        var review: [String] = []
        for owner in owners {
            let answer = screen.answer(PartyQuery(name: owner))
            let hits = answer.hits
            let likely = hits.filter { $0.band == .likely }.map(\.party.source)
            if !likely.isEmpty { listed[owner, default: []].formUnion(likely) }
            if !answer.isCompared { review.append("‘\(owner)’ holds no letter or digit that can be compared") }
            if likely.isEmpty, let hit = hits.first { review.append("\(owner) may be \(hit.matchedName)") }
        }
        return (listed, review)
    }
}
