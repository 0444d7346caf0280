import Documents

/// What the ownership rules say of a party.
package struct OwnershipFinding: Sendable, Equatable, Encodable {
    package let party: String
    /// OFAC's 50 percent rule: what blocked persons own to 50 % or more, added together, is blocked. It always applies.
    package let ofac: RuleFinding
    /// The Affiliates rule. Its shares are told on every date; whether they count is `rule`'s status.
    package let affiliates: RuleFinding
    /// How the Affiliates rule stands on the day that is asked.
    package let rule: AffiliatesRule
    /// The most restrictive list whose terms apply; nil where no rule catches.
    package let strictest: ScreeningSource?

    /// What a rule says, from the mildest on.
    package enum Outcome: String, Sendable, Codable, CaseIterable, Comparable {
        case notCaught
        /// Shares that aren't known could make it 50 %: Red Flag 29 of the Affiliates rule.
        case unsettled
        case caught

        package static func < (left: Outcome, right: Outcome) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// One rule's sum.
    package struct RuleFinding: Sendable, Equatable, Encodable {
        package let outcome: Outcome
        /// Percent held by caught owners, as far as it is known.
        package let share: Double
        /// The most that it can be, unknown shares taken in.
        package let most: Double
        /// The direct owners that count, the largest share first.
        package let owners: [Owner]
    }

    /// A direct owner whose share counts.
    package struct Owner: Sendable, Equatable, Encodable {
        package let name: String
        /// Nil where the share isn't known.
        package let percent: Double?
        /// The lists it stands on; empty where it counts by its own owners.
        package let lists: [ScreeningSource]
        /// The listed owners behind it.
        package let behind: [String]
    }

    /// - Parameters:
    ///   - party: that is asked about.
    ///   - chain: who holds what of whom.
    ///   - listed: the listed owners with the lists they stand on.
    ///   - rule: the Affiliates rule on the day that is asked.
    package init(
        of party: String, in chain: OwnershipChain, listed: [String: Set<ScreeningSource>], under rule: AffiliatesRule
    ) {
        self.party = party
        self.rule = rule
        ofac = OwnershipSums(chain, listed: listed, sources: [.speciallyDesignated]).finding(of: party)
        let affiliateSums = OwnershipSums(chain, listed: listed, sources: Set(AffiliatesRule.sources))
        affiliates = affiliateSums.finding(of: party)
        let lists = affiliateSums.lists(behind: party)
        strictest =
            if ofac.outcome == .caught {
                .speciallyDesignated
            } else if rule.status.applies, affiliates.outcome == .caught {
                AffiliatesRule.sources.first(where: lists.contains)
            } else {
                nil
            }
    }

    /// Whether the two accounts of the stay's end answer differently here.
    package var isDisputed: Bool { affiliates.outcome > .notCaught && rule.isDisputed }

    /// What counts on the day: the stricter of the rules that apply.
    package var outcome: Outcome { max(ofac.outcome, rule.status.applies ? affiliates.outcome : .notCaught) }

    /// Sentences that say what was found and why.
    package var explanation: [String] {
        var lines = Self.lines("OFAC 50 percent rule", ofac)
        lines += Self.lines("Affiliates rule (\(rule.citation))", affiliates)
        lines.append(rule.sentence)
        if let strictest { lines.append("The terms of the most restrictive owner apply: \(strictest.title).") }
        if outcome == .notCaught {
            lines.append("No listed owner of 50 % or more among the stated holdings. \(PartyAnswer.noMatch)")
        }
        return lines
    }

    private static func lines(_ rule: String, _ finding: RuleFinding) -> [String] {
        let share = NumberText.fixed(finding.share, digits: 2)
        let first =
            switch finding.outcome {
            case .caught: "\(rule): listed owners hold \(share) %, 50 % or more."
            case .unsettled:
                "\(rule): listed owners hold \(share) %, and up to \(NumberText.fixed(finding.most, digits: 2)) % with "
                    + "shares that aren't known (Red Flag 29)."
            case .notCaught: "\(rule): listed owners hold \(share) %, less than 50 %."
            }
        return [first]
            + finding.owners.map { owner in
                let share = owner.percent.map { "\(NumberText.fixed($0, digits: 2)) %" } ?? "an unknown share"
                return owner.lists.isEmpty
                    ? "  \(owner.name) holds \(share) and is itself owned by \(owner.behind.joined(separator: ", "))"
                    : "  \(owner.name) holds \(share): \(owner.lists.map(\.title).joined(separator: ", "))"
            }
    }
}

extension OwnershipFinding {
    private enum CodingKeys: CodingKey {
        case party, ofac, affiliates, affiliatesStatus, position, isDisputed, strictest, date
    }

    /// See docs/json.md.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(party, forKey: .party)
        try container.encode(ofac, forKey: .ofac)
        try container.encode(affiliates, forKey: .affiliates)
        try container.encode(rule.status, forKey: .affiliatesStatus)
        try container.encode(rule.position, forKey: .position)
        try container.encode(isDisputed, forKey: .isDisputed)
        try container.encodeIfPresent(strictest, forKey: .strictest)
        try container.encode(rule.date, forKey: .date)
    }
}
