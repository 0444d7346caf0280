/// A listed party that a name may mean.
package struct PartyHit: Sendable {
    package let party: ListedParty
    /// Its place in the list: from 0.
    package let number: Int
    /// The listed name that was matched.
    package let matchedName: String
    /// 0 to 1.
    package let score: Double
    package let band: Band
    package let features: [Feature]

    /// How sure a hit is.
    package enum Band: String, Sendable, Codable {
        case review, likely
    }

    /// What raised or lowered the score.
    package struct Feature: Sendable, Equatable, Encodable {
        /// `name`, `word`, `country`, `kind`, `address`, `identifier`, `acronym`.
        package let feature: String
        /// The likeness (name, word), or what was added to the score.
        package let value: Double
        package let explanation: String
    }
}
