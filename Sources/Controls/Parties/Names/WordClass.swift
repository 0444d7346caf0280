/// What a word of a name does there, which decides how much it tells of who is meant.
package enum WordClass: Sendable {
    /// A word of the party's own.
    case own
    /// A place: tells branches of one party apart, and says little by itself.
    case place
    /// What kind of body it is, such as ‘university’ or ‘bank’: no name, but not to be confused either.
    case institution
    /// A word of a whole trade, such as ‘technology’ or ‘trading’.
    case generic
    /// An article, a preposition, a conjunction, ‘bin’ or ‘al’.
    case particle
    /// A legal form, such as ‘GmbH’.
    case legal

    /// The share of a word's rarity that counts. Ours; `assay evaluate screening` holds the result against the list.
    var share: Double {
        switch self {
        case .own: 1
        case .institution: 0.5
        case .place: 0.4
        case .generic: 0.3
        case .particle: 0.1
        case .legal: 0.02
        }
    }

    /// Whether it describes a party without naming it.
    var isDescriptive: Bool { self == .place || self == .generic || self == .institution }

    /// Whether a name can be recognised by a word of this class.
    var identifies: Bool { self == .own }
}
