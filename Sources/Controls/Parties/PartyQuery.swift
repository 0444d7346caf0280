/// A party to be screened.
package struct PartyQuery: Sendable, Equatable {
    package var name: String
    package var otherNames: [String] = []
    /// ISO 3166 codes in lower case: where the party is, is registered or comes from.
    package var countries: [String] = []
    package var kind: PartyKind?
    package var address: String?
    /// Numbers of registers, tax, passports, ships.
    package var identifiers: [String] = []

    package init(
        name: String, otherNames: [String] = [], countries: [String] = [], kind: PartyKind? = nil,
        address: String? = nil, identifiers: [String] = []
    ) {
        self.name = name
        self.otherNames = otherNames
        self.countries = countries.map { $0.lowercased() }
        self.kind = kind
        self.address = address
        self.identifiers = identifiers
    }
}

/// From which scores on a listed party is shown. Scores go from 0 to 1.
package struct ScreeningThresholds: Sendable, Equatable, Encodable {
    /// Somebody should look at it.
    package let review: Double
    /// Very probably the listed party.
    package let likely: Double

    /// Calibrated with `assay evaluate screening` against the list of 2026-07-31.
    package static let standard = ScreeningThresholds(unchecked: 0.78, likely: 0.92)

    /// - Returns: nil unless 0.5 ≤ review ≤ likely ≤ 1.
    package init?(review: Double, likely: Double) {
        guard review >= 0.5, likely >= review, likely <= 1 else { return nil }
        self.init(unchecked: review, likely: likely)
    }

    private init(unchecked review: Double, likely: Double) {
        self.review = review
        self.likely = likely
    }
}
