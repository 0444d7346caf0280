package import Documents
package import Quantities

/// A quantity of a system from an exporter to an end user at a site, for a use: what was agreed.
package struct Consignment: Sendable, Codable, Equatable {
    package let id: String
    package let title: String
    /// The day the question is asked for.
    package let date: CalendarDate
    /// Id of the system in the catalogue, or of an accelerator that is sold by itself.
    package let system: String
    /// Whether the item is accelerators by themselves: cards, modules.
    package let isAccelerator: Bool
    package let quantity: Int
    package let exporter: Party
    /// ISO 3166 code of the country the goods leave from.
    package let exportedFrom: String
    package let commerciallyAvailableInUS: Bool
    package let endUser: EndUser
    package let site: Site
    package let use: String
    /// Regions the goods must stay out of, such as `cn+hk+mo`.
    package let restricted: String
    /// Demands that somebody has certified.
    package let attested: [Attestation]
    /// What only some rules ask for; absent where nobody said.
    package let details: Details

    /// Ids of the demands that somebody has certified.
    package var certified: [String] { attested.map(\.demand) }

    package struct Party: Sendable, Codable, Equatable {
        package let name: String
        package let country: String
    }

    package struct EndUser: Sendable, Codable, Equatable {
        package enum Kind: String, CaseIterable, Sendable, Codable { case privateFirm, stateFirm, agency, university }

        package let name: String
        package let country: String
        /// Of the ultimate parent.
        package let headquarters: String
        package let kind: Kind
        package let stateFunded: Bool
    }

    package struct Site: Sendable, Codable, Equatable {
        package let name: String
        package let country: String
        package let place: Coordinates
    }

    /// Somebody's word that a demand is met.
    package struct Attestation: Sendable, Codable, Equatable {
        /// The demand's id in the rule file.
        package let demand: String
        package let by: String?
        package let on: CalendarDate?
        /// Where the paper is: a number or a file's name.
        package let document: String?
    }
}
