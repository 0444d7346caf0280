/// What kind of party a record is of.
package enum PartyKind: String, Sendable, Codable, CaseIterable {
    case entity, individual, vessel, aircraft
}

/// One record of a screening list.
package struct ListedParty: Sendable, Equatable {
    package var name: String
    package var otherNames: [String] = []
    package var source: ScreeningSource
    /// Nil where the list doesn't say.
    package var kind: PartyKind?
    /// ISO 3166 codes in lower case, of addresses and of the party itself.
    package var countries: [String] = []
    /// The list's own number of the party.
    package var entityNumber: String?
    /// Federal Register notices.
    package var notice: String?
    package var licenceRequirement: String?
    package var licencePolicy: String?
    package var programmes: [String] = []
    package var addresses: [String] = []
    /// Numbers of registers, passports, ships and aircraft, as the list writes them.
    package var identifiers: [String] = []
    package var startDate: String?
    package var endDate: String?
    package var remarks: String?
    package var url: String?

    package init(name: String, source: ScreeningSource) {
        self.name = name
        self.source = source
    }
}
