import Controls
import Testing

/// Screening on a list of a few invented parties.
struct PartyScreenTests {
    private static func list() -> ScreeningList {
        var heron = ListedParty(name: "Quillheron Precision Co., Ltd. (Quillheron)", source: .entityList)
        heron.otherNames = ["Quillheron"]
        heron.countries = ["cn"]
        heron.notice = "90 FR 1"
        heron.licenceRequirement = "For all items subject to the EAR"
        heron.licencePolicy = "Presumption of denial"
        heron.identifiers = ["91310115-ZZ77"]
        heron.addresses = ["12 Lantern Road, Sedenak, CN"]
        var ship = ListedParty(name: "VELMARINE", source: .speciallyDesignated)
        ship.kind = .vessel
        var academy = ListedParty(name: "Brandor Overland Lattice Tessera Academy", source: .entityList)
        academy.countries = ["ru"]
        var person = ListedParty(name: "AL-TESSARI, Muhammad Qorvain", source: .speciallyDesignated)
        person.kind = .individual
        return ScreeningList(parties: [heron, ship, academy, person])
    }

    private func hits(_ query: PartyQuery) throws -> [PartyHit] { try PartyScreen(Self.list()).answer(query).hits }

    @Test func `a hit tells list, notice, licence requirement, policy and why`() throws {
        let hit = try #require(try hits(PartyQuery(name: "Quillheron Precision GmbH", countries: ["CN"])).first)
        #expect(hit.party.source == .entityList)
        #expect(hit.party.notice == "90 FR 1")
        #expect(hit.party.licencePolicy == "Presumption of denial")
        #expect(hit.band == .likely)
        #expect(hit.features.contains { $0.feature == "word" && $0.explanation == "‘quillheron’ is the same" })
        #expect(hit.features.contains { $0.feature == "country" && $0.explanation == "both in cn" })
    }

    @Test func `another country lowers the score, the same one doesn't`() throws {
        let same = try #require(try hits(PartyQuery(name: "Quilheron Precision", countries: ["cn"])).first)
        let other = try #require(try hits(PartyQuery(name: "Quilheron Precision", countries: ["fr"])).first)
        #expect(other.score < same.score)
    }

    @Test func `an identifier finds a party whatever the name`() throws {
        let hit = try #require(try hits(PartyQuery(name: "Nobody", identifiers: ["91310115 zz77"])).first)
        #expect(hit.band == .likely)
        #expect(hit.features.map(\.feature) == ["identifier"])
    }

    @Test func `the same address raises the score`() throws {
        let plain = try #require(try hits(PartyQuery(name: "Quilheron Precision")).first)
        let placed = try #require(
            try hits(PartyQuery(name: "Quilheron Precision", address: "Lantern Road 12, Sedenak")).first)
        #expect(placed.score > plain.score)
    }

    @Test func `a company is no ship of the same name`() throws {
        #expect(try hits(PartyQuery(name: "Velmarine GmbH")).isEmpty)
        #expect(try hits(PartyQuery(name: "Velmarine")).count == 1)
        #expect(try hits(PartyQuery(name: "Velmarine", kind: .entity)).isEmpty)
    }

    @Test func `an acronym counts with the country alone`() throws {
        #expect(try hits(PartyQuery(name: "BOLTA", countries: ["ru"])).count == 1)
        #expect(try hits(PartyQuery(name: "BOLTA")).isEmpty)
        #expect(try hits(PartyQuery(name: "BOLTA", countries: ["de"])).isEmpty)
    }

    @Test func `a person is found in any order and spelling`() throws {
        for name in ["Mohammed Qorvain Al-Tessari", "Qorvain Muhammad al Tessari", "AL TESSARI, Muhamad Qorvain"] {
            #expect(try hits(PartyQuery(name: name)).first?.party.kind == .individual, "\(name)")
        }
    }

    @Test func `one of other names is enough`() throws {
        #expect(try hits(PartyQuery(name: "Kelapa Compute", otherNames: ["Quillheron"])).count == 1)
    }

    @Test func `a stricter threshold leaves less`() throws {
        let strict = try #require(ScreeningThresholds(review: 0.99, likely: 1))
        let screen = try PartyScreen(Self.list(), thresholds: strict)
        #expect(screen.answer(PartyQuery(name: "Quilheron Precision")).hits.isEmpty)
        #expect(ScreeningThresholds(review: 0.2, likely: 0.9) == nil)
        #expect(ScreeningThresholds(review: 0.9, likely: 0.8) == nil)
    }

    @Test(arguments: ["", " ", "…", "\u{0}", "、。", String(repeating: "x ", count: 5_000), "Co., Ltd.", "🚢"])
    func `a name that names nobody has no hit`(_ name: String) throws {
        #expect(try hits(PartyQuery(name: name)).isEmpty)
    }
}
