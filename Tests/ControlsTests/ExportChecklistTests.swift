import Controls
import Documents
import TestSupport
import Testing

/// Papers as the tests make them: with digests that don't follow the files.
enum Papers {
    static func stamp(_ asOf: AsOf) -> PaperStamp {
        PaperStamp(
            asOf, rulebook: FolderDigest(hex: String(repeating: "a", count: 64)),
            catalogue: FolderDigest(hex: String(repeating: "b", count: 64)))
    }

    static func screening(_ consignment: Consignment, on date: String? = nil) throws -> Screening {
        try Screening(
            consignment, catalog: try Bundled.catalog.get(), rulebook: try Bundled.rulebook.get(),
            asOf: date.flatMap { CalendarDate($0) }.map { AsOf($0) })
    }

    static func checklist(_ consignment: Consignment, on date: String? = nil) throws -> ExportChecklist {
        let screening = try screening(consignment, on: date)
        return try ExportChecklist(screening, catalog: try Bundled.catalog.get(), stamp: stamp(screening.asOf))
    }

    /// Of the example to Shenzhen, which most tests look at: a search takes seconds.
    static let shenzhen = Result<DomesticJustification, any Error> {
        try justification(try Example.consignment("h200-to-shenzhen"))
    }

    static func justification(_ consignment: Consignment, on date: String? = nil) throws -> DomesticJustification {
        let screening = try screening(consignment, on: date)
        return try DomesticJustification(screening, catalog: try Bundled.catalog.get(), stamp: stamp(screening.asOf))
    }
}

struct ExportChecklistTests {
    /// 64 systems of eight times TPP 15,832.
    private static let shipment = 8_105_984.0

    private static func shipments(_ china: Double, _ customers: Double) -> String {
        "restricted: kp+ru\nshipments: { toChinaTPP: \(china), toUSCustomersTPP: \(customers), asOf: 2026-11-20 }"
    }

    private static func example(_ more: String) throws -> Consignment {
        try Example.consignment("h200-to-shenzhen", ["restricted: kp+ru": "restricted: kp+ru\n\(more)"])
    }

    private static let word = "by: Compliance, on: 2026-11-20, document: D-1"
    /// Everything that the rule asks for.
    private static let complete = """
        endUse: civil
        shipments: { toChinaTPP: 0, toUSCustomersTPP: 100_000_000, asOf: 2026-11-20 }
        remoteUsers: { countries: [cn], disclosed: true }
        laboratory: { name: Ridgeline, headquarters: us, independent: true, inUS: true, certificate: RTL-1 }
        screening: { endUserLists: [], listedOwnerShare: 0, blockedOwnerShare: 0, ownershipIsSettled: true }
        redFlags: { \(Consignment.RedFlag.allCases.map { "\($0.rawValue): false" }.joined(separator: ", ")) }
        """
    private static let attested = ["supply", "foundry", "knowYourCustomer", "modelWeights", "buyerSecurity"]

    private static func completed() throws -> Consignment {
        try Example.consignment(
            "h200-to-shenzhen",
            [
                "restricted: kp+ru": "restricted: kp+ru\n\(complete)",
                "certified: [knowYourCustomer, buyerSecurity]":
                    "certified: [\(attested.map { "{ demand: \($0), \(word) }" }.joined(separator: ", "))]",
            ])
    }

    @Test func `the example's checklist is the one that was reviewed`() throws {
        let document = try Papers.checklist(try Example.consignment("h200-to-shenzhen")).document
        #expect(try GoldenDocument("us-checklist.md").text(for: document.markdown) == document.markdown)
        #expect(try GoldenDocument("us-checklist.html").text(for: document.html) == document.html)
    }

    @Test func `the same consignment gives the same bytes`() throws {
        let consignment = try Example.consignment("h200-to-shenzhen")
        let papers = try (0..<2).map { _ in try Papers.checklist(consignment) }
        #expect(papers[0].document.html == papers[1].document.html)
        let json = try papers.map { try $0.rendered($0.document, as: .json) }
        #expect(json[0] == json[1])
    }

    @Test func `all nine certifications stand in the order of the rule, each with who attests and a citation`() throws {
        let checklist = try Papers.checklist(try Example.consignment("h200-to-shenzhen"))
        #expect(checklist.standing == .eligible)
        #expect(
            checklist.certifications.map(\.id) == [
                "supply", "foundry", "volumeCap", "knowYourCustomer", "remoteUsers", "modelWeights", "endUse",
                "laboratoryTest", "buyerSecurity",
            ])
        let cited = Set(checklist.citations.map(\.id))
        for item in checklist.certifications + checklist.duties + checklist.redFlags.map(\.certification) {
            #expect(item.by != nil, "\(item.id)")
            #expect(cited.contains(item.citation), "\(item.id)")
        }
    }

    @Test func `what nobody gave is missing, by whose part`() throws {
        let checklist = try Papers.checklist(try Example.consignment("h200-to-shenzhen"))
        #expect(!checklist.isComplete)
        let missing = Dictionary(grouping: checklist.missing, by: \.demand)
        #expect(missing["supply"]?.map(\.by) == ["exporter"])
        #expect(missing["laboratoryTest"]?.map(\.by) == ["laboratory"])
        #expect(missing["volumeCap"]?.first?.what.contains("toUSCustomersTPP") == true)
        // Attested, but nobody says by whom, when and in which paper.
        #expect(missing["knowYourCustomer"]?.first?.what.contains("who signed, the day, the document's id") == true)
        #expect(checklist.document.markdown.contains("- \\[ \\]") == false)
        #expect(checklist.document.markdown.contains("\n- [x] 4. A know-your-customer programme"))
    }

    @Test func `with everything given nothing is missing`() throws {
        let checklist = try Papers.checklist(try Self.completed())
        #expect(checklist.missing.map(\.demand) == [])
        #expect(checklist.standing == .eligible)
        #expect(checklist.isComplete)
        #expect(checklist.certifications.allSatisfy { $0.state == .met || $0.state == .certified })
        let text = checklist.document.markdown
        #expect(text.contains("Attested by Compliance on 2026-11-20, document D-1."))
        #expect(text.contains("laboratory: Ridgeline; certificate: RTL-1"))
        #expect(text.contains("11 ruled out"))
    }

    @Test(arguments: [
        // Exactly half is allowed; one TPP more before, or two less to US customers, isn't.
        (0.0, 2 * shipment, 50.0, 0.0, DemandState.met), (1, 2 * shipment, 50.0, -1, .broken),
        (0, 2 * shipment - 2, 50.0, -1, .broken), (1_000_000, 40_000_000, 22.765, 10_894_016, .met),
    ])
    func `the cap is computed from the running sums`(
        china: Double, customers: Double, share: Double, left: Double, state: DemandState
    ) throws {
        let checklist = try Papers.checklist(
            try Example.consignment(
                "h200-to-shenzhen", ["restricted: kp+ru": Self.shipments(china, customers)]))
        if state == .met {
            let cap = try #require(checklist.volumeCap)
            #expect(cap.thisShipment == Self.shipment)
            #expect(abs((cap.share ?? 0) - share) < 0.005)
            #expect(cap.left == left)
            #expect(cap.systemsLeft == (left / 126_656).rounded(.down))
            #expect(checklist.certifications.first { $0.id == "volumeCap" }?.state == state)
        } else {
            #expect(checklist.standing == .refused)
            let cap = try #require(checklist.volumeCap)
            #expect((cap.left ?? 0) < 0)
            #expect(checklist.document.markdown.contains("Over the cap: this shipment is 1 TPP too much."))
        }
    }

    @Test func `with nothing sold in the United States no share can be told`() throws {
        let checklist = try Papers.checklist(
            try Example.consignment("h200-to-shenzhen", ["restricted: kp+ru": Self.shipments(0, 0)]))
        #expect(checklist.volumeCap?.share == nil)
        #expect(checklist.volumeCap?.left == -Self.shipment)
        #expect(checklist.standing == .refused)
    }

    @Test func `who isn't eligible is told so first, and which figure fails`() throws {
        let checklist = try Papers.checklist(try Example.consignment("b200-to-beijing"))
        #expect(checklist.standing == .refused)
        #expect(!checklist.isComplete)
        let lines = checklist.document.markdown.split(separator: "\n")
        #expect(lines[1].hasPrefix("> NOT ELIGIBLE."))
        #expect(lines.contains { $0.contains("(TPP): found 36000; has to be below 21000") })
    }

    @Test func `a raised red flag is raised, with what the consignment says`() throws {
        let checklist = try Papers.checklist(try Self.example("redFlags: { siteLacksPower: true, lateChange: false }"))
        let flags = Dictionary(uniqueKeysWithValues: checklist.redFlags.map { ($0.certification.id, $0) })
        #expect(flags.count == Consignment.RedFlag.allCases.count)
        #expect(flags["redFlag.siteLacksPower"]?.finding == .raised)
        #expect(
            flags["redFlag.siteLacksPower"]?.certification.evidence.contains { $0.contains("653 (544–701) kW") } == true
        )
        #expect(flags["redFlag.lateChange"]?.finding == .ruledOut)
        #expect(flags["redFlag.newCustomer"]?.finding == .open)
        #expect(checklist.document.markdown.contains("1 raised, 9 not looked at, 1 ruled out."))
    }

    @Test func `duties after a licence name the place, the reports and the records`() throws {
        let duties = try Papers.checklist(try Example.consignment("h200-to-shenzhen")).duties.map(\.id)
        #expect(
            Set(duties).isSuperset(of: [
                "duty.certificate", "duty.place", "duty.location", "duty.diversion", "duty.records",
            ]))
        #expect(try Papers.checklist(try Example.consignment("b200-to-beijing")).duties.isEmpty)
    }

    @Test func `before the rule nothing of it is asked`() throws {
        let checklist = try Papers.checklist(try Example.consignment("h200-to-shenzhen"), on: "2025-12-31")
        #expect(checklist.standing == .refused)
        #expect(checklist.certifications.isEmpty)
        #expect(checklist.volumeCap == nil)
        #expect(checklist.document.markdown.contains("| law as of | 2025-12-31 |"))
    }

    @Test func `where no licence is needed nothing is asked, and nothing is missing but red flags`() throws {
        let checklist = try Papers.checklist(try Example.consignment("h200-to-johor"))
        #expect(checklist.standing == .notAsked)
        #expect(checklist.certifications.isEmpty)
        #expect(checklist.missing.allSatisfy { $0.demand.hasPrefix("redFlag.") })
    }
}
