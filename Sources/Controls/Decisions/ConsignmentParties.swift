package import Documents

/// The parties of a consignment, and the owners of its end user, held against a screening list.
///
/// A name that is very probably a listed party's counts as listed until somebody shows otherwise. One that may be is
/// `open`: until somebody has looked, the parties aren't screened.
package struct ConsignmentParties: Sendable, Encodable {
    /// Who was asked about, and as what.
    package struct Party: Sendable, Encodable {
        package enum Role: String, Sendable, Encodable { case endUser, exporter, site }

        package let role: Role
        package let name: String
        /// Of very probable hits.
        package let lists: [ScreeningSource]
        /// The best hit; nil where there is none.
        package let hit: String?
        package let score: Double?
    }

    package let parties: [Party]
    /// Names that may be listed ones', in sentences.
    package let open: [String]
    package let ownership: OwnershipFinding?
    package let list: ListStamp
    /// What the rules are asked of; nil while something is open and nothing very probable decides by itself.
    package let findings: Consignment.PartyFindings?

    /// - Parameters:
    ///   - ownership: of the end user; its owners are screened too.
    ///   - affiliates: the rule for what listed owners hold, on the day that is asked.
    /// - Throws: `DocumentError` for owners of somebody else than the end user.
    package init(
        _ consignment: Consignment, screen: PartyScreen, list: ListStamp, ownership: OwnershipFile? = nil,
        under affiliates: AffiliatesRule
    ) throws(DocumentError) {
        if let ownership, !ownership.isAbout(consignment.endUser.name) {
            throw DocumentError(
                file: ownership.name, line: nil, found: "the owners of ‘\(ownership.party)’",
                expected: "those of the end user, ‘\(consignment.endUser.name)’")
        }
        let named: [(Party.Role, String, String)] = [
            (.endUser, consignment.endUser.name, consignment.endUser.country),
            (.exporter, consignment.exporter.name, consignment.exporter.country),
            (.site, consignment.site.name, consignment.site.country),
        ]
        var open: [String] = []
        parties = named.map { role, name, country in
            let answer = screen.answer(PartyQuery(name: name, countries: [country]))
            let hits = answer.hits
            let likely = hits.filter { $0.band == .likely }
            if !answer.isCompared { open.append("‘\(name)’ holds no letter or digit that can be compared") }
            if likely.isEmpty, let hit = hits.first { open.append("\(name) may be \(hit.matchedName)") }
            return Party(
                role: role, name: name, lists: Set(likely.map(\.party.source)).sorted { $0.rawValue < $1.rawValue },
                hit: hits.first?.matchedName, score: hits.first?.score)
        }
        let owners = ownership?.screened(by: screen)
        open += owners?.review ?? []
        let finding = ownership.map { file in
            OwnershipFinding(of: file.party, in: file.chain, listed: owners?.listed ?? file.listed, under: affiliates)
        }
        self.open = open
        self.ownership = finding
        self.list = list
        findings = Self.findings(
            parties, finding, isSettled: open.isEmpty, knowsOwners: owners?.review.isEmpty ?? true,
            on: list.made ?? list.retrieved)
    }

    /// Lists that bar a deal or ask for a licence by themselves. A hit on another one doesn't settle the names that
    /// nobody has looked at yet.
    private static let decisive: Set<ScreeningSource> = [
        .speciallyDesignated, .deniedPersons, .entityList, .militaryEndUsers,
    ]

    /// - Parameters:
    ///   - isSettled: no name is left to be looked at.
    ///   - knowsOwners: no owner's is.
    private static func findings(
        _ parties: [Party], _ ownership: OwnershipFinding?, isSettled: Bool, knowsOwners: Bool, on day: CalendarDate
    ) -> Consignment.PartyFindings? {
        func lists(_ isWanted: (Party.Role) -> Bool) -> [String] {
            Set(parties.filter { isWanted($0.role) }.flatMap(\.lists)).map(\.rawValue).sorted()
        }
        let isListed = parties.contains { !decisive.isDisjoint(with: $0.lists) }
        let isCaught = ownership.map { $0.outcome == .caught } ?? false
        guard isSettled || isListed || isCaught else { return nil }
        return Consignment.PartyFindings(
            endUserLists: lists { $0 == .endUser }, otherPartyLists: lists { $0 != .endUser },
            listedOwnerShare: ownership?.affiliates.share, blockedOwnerShare: ownership?.ofac.share,
            ownershipIsSettled: ownership.map {
                knowsOwners && $0.affiliates.outcome != .unsettled && $0.ofac.outcome != .unsettled
            },
            on: day, by: "names held against the list")
    }

    /// What is said of it under a decision.
    package var sentences: [String] {
        let hits = parties.filter { !$0.lists.isEmpty }.map { party in
            "\(party.name) is very probably \(party.hit ?? "listed"): \(party.lists.map(\.title).joined(separator: ", "))."
        }
        let looked = open.map {
            "\($0): look, and screen again with what sets them apart; until then the parties count as not screened."
        }
        let found = hits + looked
        return (found.isEmpty ? ["No party's name matches. \(PartyAnswer.noMatch)"] : found)
            + (ownership?.explanation ?? []) + list.sentences
    }
}
