import Controls
import Documents
import Quantities
import TestSupport
import Testing

struct OwnershipTests {
    private typealias Holding = OwnershipChain.Holding

    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func rule(
        _ day: CalendarDate, _ position: AffiliatesRule.Position = .asWritten,
        assumed: [String: Instrument.Status] = [:]
    ) throws -> AffiliatesRule {
        try AffiliatesRule(try Bundled.rulebook.get(), asOf: AsOf(day, assumed: assumed), position: position)
    }

    private func finding(
        _ holdings: [(String, String, Double?)], _ listed: [String: Set<ScreeningSource>],
        on day: String = "2026-11-22",
        position: AffiliatesRule.Position = .asWritten
    ) throws -> OwnershipFinding {
        let chain = try OwnershipChain(holdings.map { Holding(owner: $0.0, owned: $0.1, percent: $0.2) })
        return OwnershipFinding(of: "buyer", in: chain, listed: listed, under: try rule(try date(day), position))
    }

    @Test(arguments: [
        ("2025-09-28", AffiliatesRule.Status.notYet, AffiliatesRule.Status.notYet), ("2025-09-29", .inForce, .inForce),
        ("2025-11-09", .inForce, .inForce), ("2025-11-10", .stayed, .stayed), ("2026-11-09", .stayed, .stayed),
        ("2026-11-10", .unconfirmed, .stayed), ("2027-01-09", .unconfirmed, .stayed),
        ("2027-01-10", .unconfirmed, .stayed), ("2027-01-11", .inForce, .inForce),
    ])
    func `the Affiliates rule has its dates under both positions`(
        _ day: String, written: AffiliatesRule.Status, reported: AffiliatesRule.Status
    ) throws {
        #expect(try rule(try date(day)).status == written)
        #expect(try rule(try date(day), .asReported).status == reported)
        #expect(try rule(try date(day)).isDisputed == (written.applies != reported.applies))
    }

    @Test func `a status that is assumed settles the dispute here too`() throws {
        let rule = try rule(try date("2026-11-22"), assumed: ["us-affiliates-2025": .stayed])
        #expect(rule.status == .stayed)
        #expect(!rule.isDisputed)
    }

    @Test(arguments: [(49.99, OwnershipFinding.Outcome.notCaught), (50, .caught), (100, .caught)])
    func `half is enough, less is not`(_ percent: Double, outcome: OwnershipFinding.Outcome) throws {
        #expect(try finding([("sdn", "buyer", percent)], ["sdn": [.speciallyDesignated]]).ofac.outcome == outcome)
    }

    @Test func `shares of several listed owners are added together`() throws {
        let finding = try finding(
            [("a", "buyer", 25), ("b", "buyer", 25)], ["a": [.entityList], "b": [.militaryEndUsers]])
        #expect(finding.affiliates.outcome == .caught)
        #expect(finding.affiliates.share == 50)
        #expect(finding.ofac.outcome == .notCaught)
        #expect(finding.strictest == .entityList)
        #expect(finding.outcome == .caught)
    }

    @Test func `a share goes through a company that is itself owned by half, and through no other`() throws {
        let through = [("sdn", "middle", 50.0 as Double?), ("middle", "buyer", 50)]
        #expect(try finding(through, ["sdn": [.speciallyDesignated]]).ofac.outcome == .caught)
        let short = [("sdn", "middle", 49.0 as Double?), ("middle", "buyer", 100)]
        #expect(try finding(short, ["sdn": [.speciallyDesignated]]).ofac.share == 0)
    }

    @Test func `ten tenths are the whole, whatever binary fractions make of them`() throws {
        let holdings = (0..<5).map { ("o\($0)", "buyer", 10.0 as Double?) }
        let listed = Dictionary(uniqueKeysWithValues: (0..<5).map { ("o\($0)", Set([ScreeningSource.entityList])) })
        #expect(try finding(holdings, listed).affiliates.outcome == .caught)
        let thirds = [("a", "buyer", 16.1 as Double?), ("b", "buyer", 16.9), ("c", "buyer", 17.0)]
        let all: [String: Set<ScreeningSource>] = ["a": [.entityList], "b": [.entityList], "c": [.entityList]]
        #expect(try finding(thirds, all).affiliates.outcome == .caught)
    }

    @Test func `companies that own one another are caught by nobody but a listed owner`() throws {
        let circle = [("x", "y", 60.0 as Double?), ("y", "x", 60), ("y", "buyer", 80)]
        #expect(try finding(circle, [:]).affiliates.outcome == .notCaught)
        #expect(try finding(circle, ["x": [.entityList]]).affiliates.outcome == .caught)
    }

    @Test func `a stayed rule catches nobody, and its sum is told all the same`() throws {
        let holdings = [("a", "buyer", 60.0 as Double?)]
        let stayed = try finding(holdings, ["a": [.entityList]], position: .asReported)
        #expect(stayed.outcome == .notCaught)
        #expect(stayed.affiliates.share == 60)
        #expect(stayed.isDisputed)
        #expect(stayed.explanation.last?.contains("not clearance") == true)
        #expect(try finding(holdings, ["a": [.entityList]]).outcome == .caught)
    }

    @Test func `a share that isn't known is Red Flag 29, not an acquittal`() throws {
        let finding = try finding([("a", "buyer", nil), ("b", "buyer", 40)], ["a": [.entityList]])
        #expect(finding.affiliates.outcome == .unsettled)
        #expect(finding.affiliates.most == 60)
        #expect(finding.explanation.contains { $0.contains("Red Flag 29") })
    }

    @Test func `shares that can't be are refused`() throws {
        #expect(throws: OwnershipProblem.moreThanWhole(owned: "b", sum: 120)) {
            try OwnershipChain([
                Holding(owner: "a", owned: "b", percent: 60), Holding(owner: "c", owned: "b", percent: 60),
            ])
        }
        #expect(throws: OwnershipProblem.noShare(owner: "a", owned: "b", percent: -1)) {
            try OwnershipChain([Holding(owner: "a", owned: "b", percent: -1)])
        }
        #expect(throws: OwnershipProblem.self) { try OwnershipChain([Holding(owner: "a", owned: "b", percent: .nan)]) }
    }

    @Test func `adding a listed owner or raising its share never loosens the finding`() throws {
        var random = SplitMix64(seed: 77)
        for _ in 0..<400 {
            let names = ["buyer", "a", "b", "c", "d", "e"]
            var room = Dictionary(uniqueKeysWithValues: names.map { ($0, 100.0) })
            var holdings: [Holding] = []
            for _ in 0..<random.index(below: 9) {
                let owned = random.pick(names)
                let share = (random.number(0, room[owned] ?? 0)).rounded(.down)
                room[owned, default: 0] -= share
                holdings.append(
                    Holding(owner: random.pick(names), owned: owned, percent: random.index(below: 6) == 0 ? nil : share)
                )
            }
            var listed: [String: Set<ScreeningSource>] = [:]
            for name in ["a", "b"] where random.index(below: 2) == 0 {
                listed[name] = [random.pick(AffiliatesRule.sources)]
            }
            let day = try date(random.pick(["2025-10-01", "2026-01-01", "2026-11-22", "2027-02-01"]))
            let rule = try rule(day, random.pick(AffiliatesRule.Position.allCases))
            func outcome(_ holdings: [Holding], _ listed: [String: Set<ScreeningSource>]) throws -> [OwnershipFinding
                .Outcome]
            {
                let finding = OwnershipFinding(
                    of: "buyer", in: try OwnershipChain(holdings), listed: listed, under: rule)
                return [finding.outcome, finding.ofac.outcome, finding.affiliates.outcome]
            }
            let before = try outcome(holdings, listed)
            var more = listed
            more[random.pick(["a", "b", "c", "d", "e", "new"]), default: []].insert(random.pick(AffiliatesRule.sources))
            let owned = random.pick(names)
            let owner = random.pick(Array(more.keys).sorted())
            let added = holdings + [Holding(owner: owner, owned: owned, percent: random.number(0, room[owned] ?? 0))]
            for (first, second) in zip(before, try outcome(holdings, more)) { #expect(first <= second) }
            for (first, second) in zip(try outcome(holdings, more), try outcome(added, more)) {
                #expect(first <= second)
            }
        }
    }

    @Test func `a file of holdings is read, and its mistakes are told with their line`() throws {
        let good = try OwnershipFile(
            DocumentFile(
                name: "o.yaml",
                text: """
                    party: buyer
                    holdings:
                      - { owner: a, owned: buyer, percent: 60 }
                      - { owner: b, owned: buyer }
                    listed:
                      - { name: a, lists: [EL, SDN] }
                    """))
        #expect(good.owners == ["a", "b"])
        #expect(good.listed == ["a": [.entityList, .speciallyDesignated]])
        let bad = [
            ("party: p\nholdings:\n  - { owner: a, owned: b, percent: 101 }\n", 3),
            ("party: p\nholdings:\n  - { owner: a, owner2: b }\n", 3), ("party: p\n", 1),
            ("party: p\nholdings:\n  - { owner: a, owned: p }\nlisted:\n  - { name: a, lists: [XX] }\n", 5),
            ("party: p\nholdings: []\n", 1), ("party: q\nholdings:\n  - { owner: a, owned: p }\n", 1),
            ("party: p\nholdings:\n  - { owner: a, owned: p }\nlisted:\n  - { name: A, lists: [EL] }\n", 5),
        ]
        for (text, line) in bad {
            let error = #expect(throws: DocumentError.self) {
                try OwnershipFile(DocumentFile(name: "o.yaml", text: text))
            }
            #expect(error?.line == line, "\(text)")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `as many owners as a question may have are added up without looking at all for each`() throws {
        let count = OwnershipChain.limit
        let owners = (0..<count).map { "o\($0)" }
        let finding = try finding(
            owners.map { ($0, "buyer", 100 / Double(count)) },
            Dictionary(owners.map { ($0, [.entityList]) }) { first, _ in first })
        #expect(finding.affiliates.outcome == .caught)
        #expect(abs(finding.affiliates.share - 100) < 1e-6)
    }

    @Test func `owners are screened by name, and doubtful ones are told`() throws {
        let screen = try PartyScreen(ScreeningList(parties: [ListedParty(name: "Quillheron", source: .entityList)]))
        let file = try OwnershipFile(
            DocumentFile(
                name: "o.yaml",
                text: """
                    party: buyer
                    holdings:
                      - { owner: Quillheron Ltd, owned: buyer, percent: 30 }
                      - { owner: Quilheron, owned: buyer, percent: 30 }
                    """))
        let (listed, review) = file.screened(by: screen)
        #expect(listed == ["Quillheron Ltd": [.entityList]])
        #expect(review == ["Quilheron may be Quillheron"])
    }
}
