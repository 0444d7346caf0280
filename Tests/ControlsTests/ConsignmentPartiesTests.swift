import Catalog
import Documents
import Foundation
import Testing

@testable import Controls

struct ConsignmentPartiesTests {
    private static let list = ScreeningList(parties: [
        ListedParty(name: "Lanternfish Cloud Co., Ltd.", source: .entityList),
        ListedParty(name: "Kelapa Holding Berhad", source: .speciallyDesignated),
        ListedParty(name: "Quillheron Systems", source: .unverified),
    ])

    private func parties(
        endUser: String, exporter: String = "Meridian Rack Works Inc.", ownership: String? = nil
    ) throws -> (found: ConsignmentParties, consignment: Consignment) {
        let consignment = try Example.consignment(
            "h200-to-shenzhen", ["Lanternfish Cloud Co., Ltd.": endUser, "Meridian Rack Works Inc.": exporter])
        let owners = try ownership.map { try OwnershipFile(DocumentFile(name: "owners", text: $0)) }
        let stamp = ListStamp(
            Self.list, origin: "made up", retrieved: Date(timeIntervalSince1970: 1_795_305_600), digest: nil,
            now: Date(timeIntervalSince1970: 1_795_305_600))
        let found = try ConsignmentParties(
            consignment, screen: try PartyScreen(Self.list), list: stamp, ownership: owners,
            under: try AffiliatesRule(try Bundled.rulebook.get(), asOf: AsOf(Bundled.day)))
        return (found, consignment)
    }

    private func decision(_ parties: (found: ConsignmentParties, consignment: Consignment)) throws -> Decision {
        try Screening(
            parties.consignment.screened(parties.found.findings), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get()
        ).decision
    }

    @Test func `a listed end user is presumably refused, and the answer says which list`() throws {
        let parties = try parties(endUser: "Lanternfish Cloud Limited")
        #expect(parties.found.findings?.endUserLists == ["EL"])
        #expect(try decision(parties).outcome == .barred)
        #expect(parties.found.sentences.contains { $0.contains("Entity List") })
    }

    @Test func `names without a match count as screened, and none is called cleared`() throws {
        let parties = try parties(endUser: "Meadowlark Inference")
        #expect(parties.found.findings?.endUserLists == [])
        #expect(parties.found.open.isEmpty)
        #expect(parties.found.sentences.contains { $0.contains("not clearance") })
        #expect(!parties.found.sentences.contains { $0.lowercased().contains("cleared") })
        #expect(try decision(parties).outcome == .caseByCase)
    }

    @Test func `a name that may be a listed one's leaves the parties unscreened until somebody looks`() throws {
        let parties = try parties(endUser: "Lanternfisk Clowd Co., Ltd.")
        try #require(parties.found.parties.first?.hit != nil)
        guard parties.found.parties.allSatisfy(\.lists.isEmpty) else {
            #expect(parties.found.findings?.endUserLists == ["EL"])
            return
        }
        #expect(parties.found.findings == nil)
        #expect(parties.found.open.count == 1)
    }

    @Test func `a blocked owner of half bars the deal, whatever the end user's own name`() throws {
        let owners = """
            party: Meadowlark Inference
            holdings:
              - { owner: Kelapa Holding Berhad, owned: Meadowlark Inference, percent: 50 }
            """
        let parties = try parties(endUser: "Meadowlark Inference", ownership: owners)
        #expect(parties.found.findings?.blockedOwnerShare == 50)
        #expect(try decision(parties).outcome == .barred)
    }

    @Test func `a hit that bars nothing doesn't settle a name that somebody has to look at`() throws {
        let doubtful = "Lanternfisk Clowd Co., Ltd."
        let parties = try parties(endUser: doubtful, exporter: "Quillheron Systems")
        #expect(parties.found.parties.map(\.lists) == [[], [.unverified], []])
        #expect(parties.found.open.count == 1)
        #expect(parties.found.findings == nil)
        #expect(parties.found.sentences.contains { $0.contains("Unverified List") })
    }

    @Test func `owners that somebody has to look at leave the ownership unsettled`() throws {
        let owners = """
            party: Kelapa Holding
            holdings:
              - { owner: "Lanternfisk Clowd Co., Ltd.", owned: Kelapa Holding, percent: 10 }
            """
        let parties = try parties(endUser: "Kelapa Holding Berhad", ownership: owners)
        try #require(parties.found.open.count == 1)
        #expect(parties.found.findings?.ownershipIsSettled == false)
    }

    @Test func `a name without a letter to compare isn't screened`() throws {
        let owners = """
            party: "— —"
            holdings:
              - { owner: "???", owned: "— —", percent: 50 }
            """
        let parties = try parties(endUser: "— —", ownership: owners)
        #expect(parties.found.open.count == 2)
        #expect(parties.found.findings == nil)
    }

    @Test func `owners of somebody else than the end user are refused`() {
        let owners = """
            party: Thousand Peaks
            holdings:
              - { owner: Kelapa Holding Berhad, owned: Thousand Peaks, percent: 50 }
            """
        let error = #expect(throws: DocumentError.self) {
            try parties(endUser: "Meadowlark Inference", ownership: owners)
        }
        #expect(error?.found == "the owners of ‘Thousand Peaks’")
    }
}
