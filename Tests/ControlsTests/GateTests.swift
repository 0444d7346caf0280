import Controls
import Documents
import Testing

/// The nine conditions of January 2026 on whole consignments.
struct GateTests {
    private func review(_ changes: KeyValuePairs<String, String>) throws -> Screening.Layer {
        let screening = try Screening(
            try Example.consignment("h200-to-university", changes), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get())
        return try #require(screening.layer(of: "us-review-2026"))
    }

    private func state(_ demand: String, of layer: Screening.Layer) -> DemandState? {
        layer.demands.first { $0.demand.id == demand }?.state
    }

    @Test func `there are nine, and the figures alone meet three of them`() throws {
        let review = try review([:])
        #expect(review.answer.text == "caseByCase")
        #expect(review.demands.count == 9)
        #expect(
            review.demands.filter { $0.state == .met }.map(\.demand.id) == ["remoteUsers", "endUse", "laboratoryTest"])
        #expect(
            review.missing == ["supply", "foundry", "volumeCap", "knowYourCustomer", "modelWeights", "buyerSecurity"])
    }

    @Test(arguments: [
        // Four HGX H200 are 32 × 15,832 = 506,624 TPP. Shipped before, sold in the United States, answer.
        ("0", "1_013_248", "caseByCase"), ("0", "1_013_247", "presumptionOfDenial"),
        ("493_376", "2_000_000", "caseByCase"), ("493_377", "2_000_000", "presumptionOfDenial"),
        ("0", "0", "presumptionOfDenial"),
    ])
    func `the cap of 50 % counts what was shipped and this shipment`(
        china: String, customers: String, expected: String
    ) throws {
        let shipments = "shipments: { toChinaTPP: \(china), toUSCustomersTPP: \(customers) }\nuse: "
        let review = try review(["use: ": shipments])
        #expect(review.answer.text == expected)
        if expected == "caseByCase" { #expect(state("volumeCap", of: review) == .met) }
    }

    @Test(arguments: [
        ("endUse: civil", "endUse: weapons"), ("disclosed: true", "disclosed: false"),
        ("independent: true", "independent: false"), ("inUS: true", "inUS: false"),
        ("headquarters: us, independent", "headquarters: tw, independent"),
        ("exportedFrom: us", "exportedFrom: tw"),
        ("commerciallyAvailableInUS: true", "commerciallyAvailableInUS: false"),
        ("endUserLists: []", "endUserLists: [EL]"), ("endUserLists: []", "endUserLists: [MEU]"),
        ("restricted: kp+ru", "restricted: kp+ru\nactivity: reexport"),
    ])
    func `failing one of them leaves the presumption of denial`(part: String, instead: String) throws {
        #expect(try review([part: instead]).answer.text.hasPrefix("presumptionOfDenial"))
    }

    @Test func `a certificate that isn't there yet leaves the test open`() throws {
        let review = try review([", certificate: RTL-0931": ""])
        #expect(review.answer.text == "caseByCase")
        #expect(state("laboratoryTest", of: review) == .open)
    }

    @Test func `what somebody certified is told with who, when and in which paper`() throws {
        let consignment = try Example.consignment("h200-to-state-centre")
        let attestation = try #require(consignment.attested.first)
        #expect(attestation.demand == "supply")
        #expect(attestation.by == "Meridian Rack Works Inc.")
        #expect(attestation.on == CalendarDate("2026-11-18"))
        #expect(attestation.document == "C-2026-114")
        #expect(consignment.certified == ["supply"])
    }

    @Test func `a blocked party is prohibited, whatever else is so`() throws {
        let screening = try Screening(
            try Example.consignment("h200-to-johor"), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get(),
            findings: Consignment.PartyFindings(endUserLists: ["SDN"]))
        #expect(screening.decision.barred == .yes)
        #expect(screening.decision.outcome == .barred)
    }
}
