import Documents

extension Consignment.Details {
    static let keys = [
        "activity", "endUse", "tariffUse", "mainEntry", "testedInUS", "stateShare", "shareBuilt", "heldBefore",
        "noticeGiven",
        "purchaseOrder", "shipments", "remoteUsers", "laboratory", "screening", "redFlags", "foundry",
        "workload",
    ]

    init(_ map: DocumentMapping) throws {
        activity = try map.optional("activity")?.choice()
        endUse = try map.optional("endUse")?.choice()
        tariffUse = try map.optional("tariffUse")?.choice()
        mainEntry = try map.optional("mainEntry")?.string(limit: 20)
        isTestedInUS = try map.optional("testedInUS")?.boolean()
        stateShare = try map.optional("stateShare")?.percent()
        shareBuilt = try map.optional("shareBuilt")?.percent()
        isHeldBefore = try map.optional("heldBefore")?.boolean()
        noticeGiven = try map.optional("noticeGiven")?.date()
        hasPurchaseOrder = try map.optional("purchaseOrder")?.boolean()
        shipments = try map.optional("shipments").map { try Consignment.Shipments($0) }
        remoteUsers = try map.optional("remoteUsers").map { try Consignment.RemoteUsers($0) }
        laboratory = try map.optional("laboratory").map { try Consignment.Laboratory($0) }
        screening = try map.optional("screening").map { try Consignment.PartyFindings($0) }
        redFlags = try map.optional("redFlags").map { try Self.redFlags($0) }
        foundry = try map.optional("foundry").map { try Consignment.Foundry($0) }
        workload = try map.optional("workload").map { try Consignment.StatedWorkload($0) }
    }

    /// Answered questions by the flag's name; what isn't answered stays open.
    private static func redFlags(_ node: DocumentNode) throws -> [Consignment.RedFlag: Bool] {
        let map = try node.mapping(keys: Consignment.RedFlag.allCases.map(\.rawValue))
        var flags: [Consignment.RedFlag: Bool] = [:]
        for (key, value) in map.pairs {
            guard let flag = Consignment.RedFlag(rawValue: key) else { continue }
            flags[flag] = try value.boolean()
        }
        return flags
    }
}

extension Consignment.Shipments {
    /// A quintillion is beyond all chips ever made.
    private static let most = 1e18

    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["toChinaTPP", "toUSCustomersTPP", "asOf"])
        func total(_ key: String) throws -> Double {
            try map.require(key).number(in: 0...Self.most, expected: "a sum of TPP, at least 0")
        }
        self.init(
            toChinaTPP: try total("toChinaTPP"), toUSCustomersTPP: try total("toUSCustomersTPP"),
            asOf: try map.optional("asOf")?.date())
    }
}

extension Consignment.RemoteUsers {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["countries", "disclosed"])
        self.init(
            countries: try map.require("countries").items(limit: 250).map { try $0.country() },
            isDisclosed: try map.require("disclosed").boolean())
    }
}

extension Consignment.Laboratory {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["name", "headquarters", "independent", "inUS", "certificate"])
        self.init(
            name: try map.require("name").string(limit: 200),
            headquarters: try map.require("headquarters").country(),
            isIndependent: try map.require("independent").boolean(), isInUS: try map.require("inUS").boolean(),
            certificate: try map.optional("certificate")?.string(limit: 200))
    }
}

extension Consignment.PartyFindings {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: [
            "endUserLists", "otherPartyLists", "listedOwnerShare", "blockedOwnerShare", "ownershipIsSettled", "on",
            "by",
        ])
        func lists(_ node: DocumentNode?) throws -> [String] {
            try node?.items(limit: 20).map { item in
                let name = try item.string(limit: 10)
                guard Self.lists.contains(name) else {
                    throw item.problem(
                        found: item.summary, expected: "one of \(Self.lists.joined(separator: ", "))")
                }
                return name
            } ?? []
        }
        self.init(
            endUserLists: try lists(try map.require("endUserLists")),
            otherPartyLists: try lists(map.optional("otherPartyLists")),
            listedOwnerShare: try map.optional("listedOwnerShare")?.percent(),
            blockedOwnerShare: try map.optional("blockedOwnerShare")?.percent(),
            ownershipIsSettled: try map.optional("ownershipIsSettled")?.boolean(),
            on: try map.optional("on")?.date(), by: try map.optional("by")?.string(limit: 200))
    }
}

extension Consignment.Foundry {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: [
            "advancedNode", "transistors", "holdsHBM", "designer", "designerHeadquarters", "designerHasRestrictedTies",
            "designerReports", "designerAttests", "packagedIn", "packagerIsApproved", "countAttestedBy",
        ])
        self.init(
            isAdvancedNode: try map.require("advancedNode").boolean(),
            transistors: try map.optional("transistors")?.number(in: 0...1e6, expected: "billions of transistors"),
            holdsHBM: try map.require("holdsHBM").boolean(),
            designer: try map.require("designer").choice(),
            designerHeadquarters: try map.require("designerHeadquarters").country(),
            designerHasRestrictedTies: try map.require("designerHasRestrictedTies").boolean(),
            designerReports: try map.require("designerReports").boolean(),
            designerAttests: try map.require("designerAttests").boolean(),
            packagedIn: try map.require("packagedIn").country(),
            packagerIsApproved: try map.require("packagerIsApproved").boolean(),
            countAttestedBy: try map.require("countAttestedBy").choice())
    }
}
