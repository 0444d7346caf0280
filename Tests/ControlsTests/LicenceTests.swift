import Controls
import Documents
import Foundation
import Geodesy
import Testing

/// Licence requirements, exceptions and the foundry presumption at their limits, asked as rule files ask.
struct LicenceTests {
    private func answer(_ id: String, _ facts: FactSheet, on day: String = "2026-11-22") throws -> Answer {
        let asOf = AsOf(try #require(CalendarDate(day)))
        return try Bundled.rulebook.get().instrument(named: id).bound(asOf: asOf).answer(facts)
    }

    private func facts(
        _ entry: String, to destination: String, headquarters: String, on day: String = "2026-11-22"
    ) throws -> FactSheet {
        let groups = try Bundled.rulebook.get().countryGroups
        let date = try #require(CalendarDate(day))
        return FactSheet([
            "us2023": .text(entry), "destination": .text(destination), "headquarters": .text(headquarters),
            "destinationGroups": .text(groups.words(for: destination, on: date)),
            "headquartersGroups": .text(groups.words(for: headquarters, on: date)), "activity": .text("export"),
            "partyListing": .text("not listed"), "affiliates": .text("not caught"),
            "blockedOwnership": .text("not caught"),
        ])
    }

    @Test(arguments: [
        ("3A090.a.1", "cn", "cn", "required"), ("3A090.a.1", "hk", "us", "required"),
        ("3A090.a.1", "mo", "us", "required"), ("3A090.a.1", "vn", "vn", "required"),
        ("3A090.a.1", "sa", "sa", "required"), ("3A090.a.1", "my", "my", "notRequired"),
        ("3A090.a.1", "th", "th", "notRequired"), ("3A090.a.1", "id", "id", "notRequired"),
        ("3A090.a.1", "il", "il", "notRequired"), ("3A090.a.1", "tw", "tw", "notRequired"),
        ("3A090.a.1", "ae", "ae", "disputed"), ("3A090.b.1", "ae", "ae", "required"),
        ("3A090.b.1", "sa", "sa", "required"), ("3A090.b.1", "my", "my", "notRequired"),
        // The headquarters rule goes everywhere.
        ("3A090.a.1", "us", "cn", "required"), ("3A090.b.2", "jp", "mo", "required"),
        ("3A090.a.1", "sg", "hk", "required"), ("none", "cn", "cn", "notRequired"),
    ])
    func `a licence is required by place and by headquarters`(
        entry: String, destination: String, headquarters: String, expected: String
    ) throws {
        let facts = try facts(entry, to: destination, headquarters: headquarters)
        #expect(try answer("us-licence-requirement", facts).text == expected)
    }

    @Test func `of all countries 45 and Hong Kong need a licence for a, the Emirates are disputed`() throws {
        let groups = try Bundled.rulebook.get().countryGroups
        let countries = Set(groups.names.flatMap { groups.countries(in: $0) ?? [] }).union(["hk"])
        let answers = try Dictionary(grouping: countries) { country in
            try answer("us-licence-requirement", try facts("3A090.a.1", to: country, headquarters: country)).text
        }
        #expect(answers["required"]?.count == 46)
        #expect(answers["disputed"] == ["ae"])
    }

    @Test(
        arguments: [
            // Notice, purchase order, answer: 25 calendar days are enough, 24 aren't.
            (25, true, "NAC"), (24, true, "NAC is open after 25 days' notice"),
            (25, false, "NAC is open after 25 days' notice"), (nil, true, "NAC is open after 25 days' notice"),
        ] as [(Double?, Bool, String)])
    func `NAC wants 25 days of notice and a purchase order`(days: Double?, order: Bool, expected: String) throws {
        var facts = try facts("3A090.a.1 (NAC/ACA path)", to: "cn", headquarters: "cn")
        facts.set("noticeDays", days.map { .number($0) }, from: "test")
        facts.set("hasPurchaseOrder", .truth(order), from: "test")
        #expect(try answer("us-exceptions-nac-aca", facts).text == expected)
    }

    @Test(arguments: [
        ("3A090.a.1", "cn", "none"), ("3A090.a.2", "sa", "none"), ("3A090.b.1", "sa", "ACA"),
        ("3A090.a.1 (NAC/ACA path)", "sa", "ACA"), ("3A090.b.1", "vn", "ACA"),
    ])
    func `neither exception covers a data-centre chip at the a level, and ACA asks for no notice`(
        entry: String, destination: String, expected: String
    ) throws {
        let facts = try facts(entry, to: destination, headquarters: destination)
        #expect(try answer("us-exceptions-nac-aca", facts).text == expected)
    }

    @Test func `no exception is open to a listed party`() throws {
        var facts = try facts("3A090.b.1", to: "sa", headquarters: "sa")
        facts.set("partyListing", .text("licence by the list"), from: "test")
        #expect(try answer("us-exceptions-nac-aca", facts).text == "none (a party is listed)")
    }

    @Test func `an RTX 4090 goes to China under NAC once notice was given, and not before`() throws {
        let changes: KeyValuePairs = [
            "item: { system: hgx-h200, quantity: 64 }": "item: { accelerator: nvidia-rtx-4090, quantity: 64 }",
            "use: Serving": "noticeGiven: 2026-10-28\npurchaseOrder: true\nuse: Serving",
        ]
        func decision(_ date: String) throws -> Decision {
            try Screening(
                try Example.consignment("h200-to-shenzhen", changes), catalog: try Bundled.catalog.get(),
                rulebook: try Bundled.rulebook.get(), asOf: AsOf(try #require(CalendarDate(date)))
            ).decision
        }
        #expect(try decision("2026-11-22").licence == .no)
        #expect(try decision("2026-11-21").licence == .yes)
    }

    @Test(
        arguments: [
            (2, "none", nil), (2.01, "3A090.c", "HBM"), (3.29, "3A090.c", "HBM"), (3.3, "3A090.c", "none"),
        ] as [(Double, String, String?)])
    func `memory is caught above 2 and excepted below 3.3`(density: Double, entry: String, exception: String?) throws {
        let facts = FactSheet([
            "memoryBandwidthDensity": .number(density), "isPackagedWithLogic": .truth(false),
            "isMemoryStack": .truth(true), "destination": .text("cn"), "destinationGroups": .text("D:1 D:4 D:5"),
        ])
        let (steps, _) = RulebookReading(try Bundled.rulebook.get(), asOf: AsOf(Bundled.day)).ask(facts)
        #expect(steps.first { $0.instrument.id == "us-ear-3a090-c-2024" }?.answer.text == entry)
        #expect(steps.first { $0.instrument.id == "us-exception-hbm" }?.answer.text == exception)
    }

    @Test(arguments: [
        (29.9, "2026-12-30", "not presumed (transistor count)"),
        (30, "2026-12-30", "presumed 3A090.a, for data centres"),
        (30, "2027-01-01", "not presumed (transistor count without HBM)"),
        (35, "2027-01-01", "presumed 3A090.a, for data centres"),
        (39.9, "2029-01-01", "not presumed (transistor count without HBM)"),
    ])
    func `the foundry presumption counts transistors by the year of the work`(
        transistors: Double, day: String, expected: String
    ) throws {
        let facts = FactSheet([
            "isAdvancedNode": .truth(true), "designerStatus": .text("other"), "designerAttests": .truth(false),
            "countAttestedBy": .text("fabricator"), "packagedIn": .text("tw"), "packagedInGroups": .text("A:6"),
            "transistors": .number(transistors), "holdsHBM": .truth(false),
        ])
        #expect(try answer("us-foundry-2025", facts, on: day).text == expected)
    }

    @Test(arguments: [
        ("2026-12-30", "not presumed (authorised designer)"), ("2026-12-31", "presumed 3A090.a, for data centres"),
        ("2027-01-01", "presumed 3A090.a, for data centres"),
    ])
    func `the general authorisation of designers is for the days before the last of 2026`(day: String, expected: String)
        throws
    {
        let facts = FactSheet([
            "isAdvancedNode": .truth(true), "designerStatus": .text("other"), "designerAttests": .truth(true),
            "designerReports": .truth(true), "designerHeadquarters": .text("tw"),
            "designerHeadquartersGroups": .text("A:6"), "designerHasRestrictedTies": .truth(false),
            "countAttestedBy": .text("nobody"),
        ])
        #expect(try answer("us-foundry-2025", facts, on: day).text == expected)
    }
}
