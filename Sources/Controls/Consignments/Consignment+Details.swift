package import Documents

extension Consignment {
    /// What only some rules ask for. Each part may be absent: then the facts in it aren't known.
    package struct Details: Sendable, Codable, Equatable {
        package var activity: Activity?
        package var endUse: EndUse?
        package var tariffUse: TariffUse?
        /// The entry of the control list that governs where it isn't 3A090, usually because of encryption.
        package var mainEntry: String?
        /// Whether the goods enter the United States for the test before they go on.
        package var isTestedInUS: Bool?
        /// Of the money for the data centre, in percent; any at all makes it state-funded.
        package var stateShare: Double?
        /// How much of the data centre is built, in percent.
        package var shareBuilt: Double?
        /// Whether the end user held the goods there in good faith before the question arose.
        package var isHeldBefore: Bool?
        /// When the notice that an exception asks for was given.
        package var noticeGiven: CalendarDate?
        package var hasPurchaseOrder: Bool?
        package var shipments: Shipments?
        package var remoteUsers: RemoteUsers?
        package var laboratory: Laboratory?
        package var screening: PartyFindings?
        package var redFlags: [RedFlag: Bool]?
        package var foundry: Foundry?
        package var workload: StatedWorkload?

        package init() {}
    }

    /// What is done with the goods.
    package enum Activity: String, CaseIterable, Sendable, Codable {
        case export, reexport, transfer, use
        /// Computing power is let; the goods stay where they are.
        case remoteService
    }

    package enum EndUse: String, CaseIterable, Sendable, Codable {
        case civil, militaryOrIntelligence, weapons
        /// Bought to be taken apart or measured, not to be used.
        case evaluation
    }

    /// Uses that the duty under Section 232 spares, or none of them.
    package enum TariffUse: String, CaseIterable, Sendable, Codable {
        case usDataCentre, repair, usResearch, startUp, consumer, civilIndustry, usPublicSector, other
    }

    /// What of this product was shipped before, in total processing performance.
    package struct Shipments: Sendable, Codable, Equatable {
        /// To China and Macau.
        package let toChinaTPP: Double
        /// To customers in the United States, for use there.
        package let toUSCustomersTPP: Double
        package let asOf: CalendarDate?
    }

    package struct RemoteUsers: Sendable, Codable, Equatable {
        /// ISO 3166 codes of where they are or have their headquarters.
        package let countries: [String]
        package let isDisclosed: Bool
    }

    /// Who tested a sample of the lot.
    package struct Laboratory: Sendable, Codable, Equatable {
        package let name: String
        package let headquarters: String
        /// Not controlled from D:5 or Macau, and without a financial interest.
        package let isIndependent: Bool
        package let isInUS: Bool
        package let certificate: String?
    }

    /// What a screening of the parties found; shares in percent, added up over listed owners.
    package struct PartyFindings: Sendable, Codable, Equatable {
        /// Short names of the lists that the end user is on: `EL`, `MEU`, `SDN`, `DPL`, `UVL`.
        package var endUserLists: [String]
        /// The same of everybody else in the deal.
        package var otherPartyLists: [String]
        /// Held by parties on the Entity List, the Military End-User List, or the sanctions lists that the
        /// Affiliates rule names.
        package var listedOwnerShare: Double?
        /// Held by parties whose property is blocked.
        package var blockedOwnerShare: Double?
        /// Whether the owners could be found out.
        package var ownershipIsSettled: Bool?
        /// Day of the lists, and who screened.
        package var on: CalendarDate?
        package var by: String?

        package init(
            endUserLists: [String], otherPartyLists: [String] = [], listedOwnerShare: Double? = nil,
            blockedOwnerShare: Double? = nil, ownershipIsSettled: Bool? = nil, on: CalendarDate? = nil,
            by: String? = nil
        ) {
            self.endUserLists = endUserLists
            self.otherPartyLists = otherPartyLists
            self.listedOwnerShare = listedOwnerShare
            self.blockedOwnerShare = blockedOwnerShare
            self.ownershipIsSettled = ownershipIsSettled
            self.on = on
            self.by = by
        }

        package static let lists = ["EL", "MEU", "SDN", "DPL", "UVL"]
    }

    /// Red flags of Supplement 3 to Part 732 and of the guidance of 2025-05-13.
    package enum RedFlag: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
        case newCustomer, unnamedSite, siteLacksPower, sharedAddress, lateChange, refusesCertificate, thirdPartyPayment
        case unclearParent, withoutService, oddQuantity, unnamedRemoteUsers
    }

    /// A front-end fabricator's or packaging house's own work.
    package struct Foundry: Sendable, Codable, Equatable {
        package enum DesignerStatus: String, CaseIterable, Sendable, Codable { case approved, applied, other }
        package enum Attester: String, CaseIterable, Sendable, Codable { case fabricator, packager, nobody }

        /// "16/14 nm node or below", or non-planar transistors.
        package let isAdvancedNode: Bool
        /// In billions, as attested.
        package let transistors: Double?
        package let holdsHBM: Bool
        package let designer: DesignerStatus
        package let designerHeadquarters: String
        /// A site or parent in D:5 or Macau.
        package let designerHasRestrictedTies: Bool
        package let designerReports: Bool
        /// That total processing performance and performance density are below the limits.
        package let designerAttests: Bool
        package let packagedIn: String
        package let packagerIsApproved: Bool
        package let countAttestedBy: Attester
    }
}
