/// Every fact that the program sets, with its kind. Rule files may test these, and what other files record.
///
/// A misspelt name would be unknown for ever, and a number compared with a word would never hold: both are refused.
package enum FactVocabulary {
    package enum Kind: String, Sendable { case number, truth, text }

    package static let facts: [String: Kind] = item.merging(deal) { first, _ in first }
        .merging(parties) { first, _ in first }.merging(foundry) { first, _ in first }
        .merging(Consignment.RedFlag.allCases.map { ($0.fact, .truth) }) { first, _ in first }

    /// Of the chip and the system: TOPS, GB/s, GB/s per mm², and words.
    private static let item: [String: Kind] = [
        "tpp": .number, "performanceDensity": .number, "tops": .number, "marketedForDataCentres": .truth,
        "memoryBandwidth": .number, "aggregateBandwidth": .number, "memoryAndAggregateBandwidth": .number,
        "maker": .text, "makerJurisdiction": .text, "accelerator": .text, "isMemoryStack": .truth,
        "isPackagedWithLogic": .truth, "memoryBandwidthDensity": .number, "isSystem": .truth, "mainEntry": .text,
    ]

    /// Of the deal: places are ISO 3166 codes, groups and lists of countries are words between spaces.
    private static let deal: [String: Kind] = [
        "activity": .text, "destination": .text, "headquarters": .text, "exportedFrom": .text,
        "destinationGroups": .text, "headquartersGroups": .text, "commerciallyAvailableInUS": .truth,
        "endUserKind": .text, "stateFunded": .truth, "shareBuilt": .number, "endUse": .text, "tariffUse": .text,
        "isTestedInUS": .truth, "chinaTPPShare": .number, "noticeDays": .number, "hasPurchaseOrder": .truth,
        "remoteUserCountries": .text, "remoteUsersDisclosed": .truth, "laboratoryHeadquarters": .text,
        "laboratoryIsIndependent": .truth, "laboratoryInUS": .truth, "certificateHeld": .truth,
        "isHeldBefore": .truth, "quantity": .number,
    ]

    /// Of the screening of the parties: lists are words between spaces, shares are in percent.
    private static let parties: [String: Kind] = [
        "isScreened": .truth, "endUserLists": .text, "otherPartyLists": .text, "listedOwnerShare": .number,
        "blockedOwnerShare": .number, "ownershipIsSettled": .truth,
    ]

    /// Of a front-end fabricator's or packaging house's own work: billions of transistors, and words.
    private static let foundry: [String: Kind] = [
        "isFoundryWork": .truth, "isAdvancedNode": .truth, "transistors": .number, "holdsHBM": .truth,
        "designerStatus": .text, "designerHeadquarters": .text, "designerHeadquartersGroups": .text,
        "designerHasRestrictedTies": .truth, "designerReports": .truth, "designerAttests": .truth,
        "packagedIn": .text, "packagedInGroups": .text, "packagerIsApproved": .truth, "countAttestedBy": .text,
    ]
}
