import Catalog
import Documents
import Geodesy

extension Consignment.RedFlag {
    /// The fact that it was raised or ruled out.
    var fact: String { "redFlag.\(rawValue)" }
}

extension FactSheet {
    /// Adds what a consignment says, beside the facts of its chip.
    ///
    /// - Parameters:
    ///   - performance: of one accelerator; the 50 % cap counts total processing performance.
    ///   - accelerators: in one system.
    ///   - date: the day whose country groups count.
    mutating func add(
        _ consignment: Consignment, performance: Double?, accelerators: Int, groups: CountryGroups,
        on date: CalendarDate
    ) {
        let origin = "consignment \(consignment.id)"
        let details = consignment.details
        func truth(_ value: Bool?) -> FactValue? { value.map { .truth($0) } }
        set("isSystem", .truth(!consignment.isAccelerator), from: "the item, \(consignment.system)")
        set("activity", .text((details.activity ?? .export).rawValue), from: origin)
        set("exportedFrom", .text(consignment.exportedFrom), from: origin)
        set("commerciallyAvailableInUS", .truth(consignment.commerciallyAvailableInUS), from: origin)
        set("endUserKind", .text(consignment.endUser.kind.rawValue), from: origin)
        let hasStateMoney = consignment.endUser.stateFunded || (details.stateShare ?? 0) > 0
        set("stateFunded", .truth(hasStateMoney), from: origin)
        set("quantity", .number(Double(consignment.quantity)), from: origin)
        set("endUse", details.endUse.map { .text($0.rawValue) }, from: origin)
        set("tariffUse", details.tariffUse.map { .text($0.rawValue) }, from: origin)
        set("mainEntry", .text(details.mainEntry ?? "3A090"), from: origin)
        set("isTestedInUS", truth(details.isTestedInUS), from: origin)
        set("shareBuilt", details.shareBuilt.map { .number($0) }, from: origin)
        set("isHeldBefore", .truth(details.isHeldBefore ?? false), from: origin)
        set("hasPurchaseOrder", truth(details.hasPurchaseOrder), from: origin)
        set("noticeDays", details.noticeGiven.map { .number(date.days(since: $0)) }, from: origin)
        for (flag, isRaised) in details.redFlags ?? [:] { set(flag.fact, .truth(isRaised), from: origin) }
        setPlace("destination", consignment.site.country, from: origin, groups: groups, on: date)
        setPlace("headquarters", consignment.endUser.headquarters, from: origin, groups: groups, on: date)
        add(consignment.details.screening, from: origin)
        addGate(consignment, performance: performance, accelerators: accelerators, from: origin)
        if let foundry = details.foundry { add(foundry, from: origin, groups: groups, on: date) }
        set("isFoundryWork", .truth(details.foundry != nil), from: origin)
    }

    /// A place and the country groups it is in: the second follows from the first.
    mutating func setPlace(
        _ name: String, _ country: String, from origin: String, groups: CountryGroups, on date: CalendarDate
    ) {
        set(name, .text(country), from: origin)
        set(
            "\(name)Groups", .text(groups.words(for: country, on: date)),
            from: "15 CFR 740, Supplement 1, as of \(min(date, groups.effective))")
    }

    private mutating func add(_ findings: Consignment.PartyFindings?, from origin: String) {
        set("isScreened", .truth(findings != nil), from: origin)
        guard let findings else { return }
        let day = findings.on.map { ", lists of \($0)" } ?? ""
        let origin = "screening in \(origin)\(day)"
        set("endUserLists", .text(Self.words(findings.endUserLists)), from: origin)
        set("otherPartyLists", .text(Self.words(findings.otherPartyLists)), from: origin)
        set("listedOwnerShare", findings.listedOwnerShare.map { .number($0) }, from: origin)
        set("blockedOwnerShare", findings.blockedOwnerShare.map { .number($0) }, from: origin)
        set("ownershipIsSettled", findings.ownershipIsSettled.map { .truth($0) }, from: origin)
    }

    /// What the conditions of January 2026 ask for.
    private mutating func addGate(
        _ consignment: Consignment, performance: Double?, accelerators: Int, from origin: String
    ) {
        let details = consignment.details
        if let users = details.remoteUsers {
            set("remoteUserCountries", .text(Self.words(users.countries)), from: origin)
            set("remoteUsersDisclosed", .truth(users.isDisclosed), from: origin)
        }
        if let laboratory = details.laboratory {
            set("laboratoryHeadquarters", .text(laboratory.headquarters), from: origin)
            set("laboratoryIsIndependent", .truth(laboratory.isIndependent), from: origin)
            set("laboratoryInUS", .truth(laboratory.isInUS), from: origin)
            set("certificateHeld", laboratory.certificate.map { _ in .truth(true) }, from: origin)
        }
        if let shipments = details.shipments, let performance {
            let shipment = performance * Double(accelerators) * Double(consignment.quantity)
            let china = shipments.toChinaTPP + shipment
            // With nothing sold in the United States any shipment is beyond every share.
            let share = shipments.toUSCustomersTPP > 0 ? china / shipments.toUSCustomersTPP * 100 : .infinity
            set(
                "chinaTPPShare", .number(share),
                from: "\(origin): (\(FactValue.number(shipments.toChinaTPP)) shipped + "
                    + "\(FactValue.number(shipment)) now) ÷ \(FactValue.number(shipments.toUSCustomersTPP)) TPP")
        }
    }

    private mutating func add(
        _ foundry: Consignment.Foundry, from origin: String, groups: CountryGroups, on date: CalendarDate
    ) {
        set("isAdvancedNode", .truth(foundry.isAdvancedNode), from: origin)
        set("transistors", foundry.transistors.map { .number($0) }, from: origin)
        set("holdsHBM", .truth(foundry.holdsHBM), from: origin)
        set("designerStatus", .text(foundry.designer.rawValue), from: origin)
        setPlace("designerHeadquarters", foundry.designerHeadquarters, from: origin, groups: groups, on: date)
        set("designerHasRestrictedTies", .truth(foundry.designerHasRestrictedTies), from: origin)
        set("designerReports", .truth(foundry.designerReports), from: origin)
        set("designerAttests", .truth(foundry.designerAttests), from: origin)
        setPlace("packagedIn", foundry.packagedIn, from: origin, groups: groups, on: date)
        set("packagerIsApproved", .truth(foundry.packagerIsApproved), from: origin)
        set("countAttestedBy", .text(foundry.countAttestedBy.rawValue), from: origin)
    }

    /// Words between spaces, or a dash for none.
    private static func words(_ words: [String]) -> String { words.isEmpty ? "-" : words.joined(separator: " ") }
}

extension CalendarDate {
    /// Whole days from another day to this one.
    func days(since other: CalendarDate) -> Double {
        Double((secondsSince1970 - other.secondsSince1970) / 86_400)
    }
}
