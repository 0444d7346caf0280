import Controls
import Documents
import Quantities
import TestSupport
import Testing

@testable import Catalog

/// What makes a deal more delicate never loosens what the rules say of it.
struct MonotoneDecisionTests {
    private let catalog: Catalog
    private let rulebook: Rulebook

    init() throws {
        catalog = try Bundled.catalog.get()
        rulebook = try Bundled.rulebook.get()
    }

    private static let days = [
        "2022-12-01", "2024-01-01", "2025-06-01", "2025-10-01", "2026-03-01", "2026-11-22", "2027-02-01",
    ]
    private static let systems = ["hgx-h200", "hgx-h20", "hgx-b200", "gb200-nvl72", "cloudmatrix-384", "hgx-h800"]
    private static let places = ["cn", "hk", "mo", "my", "ae", "sa", "sg", "us", "ru", "vn", "jp"]

    /// A consignment drawn at random, as text, and the day whose law is read.
    private func draw(_ random: inout SplitMix64) throws -> (text: String, asOf: AsOf) {
        let destination = random.pick(Self.places)
        let kind = random.pick(["privateFirm", "stateFirm", "agency", "university"])
        let activity = random.pick(["export", "reexport", "transfer", "use", "remoteService"])
        let text = """
            id: drawn
            title: Drawn
            date: 2026-11-22
            item: { system: \(random.pick(Self.systems)), quantity: \(1 + random.index(below: 500)) }
            exporter: { name: A, country: us }
            exportedFrom: \(random.pick(Self.places))
            commerciallyAvailableInUS: \(random.index(below: 2) == 0)
            endUser: { name: B, country: \(destination), headquarters: \(random.pick(Self.places)), kind: \(kind), stateFunded: \(random.index(below: 2) == 0) }
            site: { name: C, country: \(destination), latitude: 1, longitude: 1 }
            use: Serving
            restricted: kp
            activity: \(activity)
            endUse: \(random.pick(["civil", "militaryOrIntelligence", "weapons", "evaluation"]))

            """
        let assumed: [String: Instrument.Status] =
            random.index(below: 2) == 0
            ? [:] : ["us-affiliates-2025": random.pick([.inForce, .stayed, .unconfirmed])]
        return (text, AsOf(try #require(CalendarDate(random.pick(Self.days))), assumed: assumed))
    }

    private func decide(_ text: String, _ asOf: AsOf, _ findings: Consignment.PartyFindings) throws -> Decision {
        let consignment = try Consignment(DocumentFile(name: "drawn.yaml", text: text))
        return try Screening(
            consignment, catalog: catalog, rulebook: rulebook, asOf: asOf, findings: findings
        ).decision
    }

    private func expectNotLooser(_ after: Decision, than before: Decision, _ what: String) {
        #expect(before.licence.strictness <= after.licence.strictness || after.barred == .yes, "licence, \(what)")
        #expect(before.barred.strictness <= after.barred.strictness, "barred, \(what)")
        #expect(before.inTheWay.strictness <= after.inTheWay.strictness, "in the way, \(what)")
    }

    @Test func `adding a listed owner, or raising its share, never loosens a decision`() throws {
        var random = SplitMix64(seed: 61)
        for _ in 0..<300 {
            let (text, asOf) = try draw(&random)
            var findings = Consignment.PartyFindings(
                endUserLists: [], listedOwnerShare: 0, blockedOwnerShare: 0, ownershipIsSettled: true)
            var before = try decide(text, asOf, findings)
            for _ in 0..<4 {
                let isBlocked = random.index(below: 2) == 0
                let share = random.pick([0.1, 10, 25, 49.9, 50, 75])
                if isBlocked {
                    findings.blockedOwnerShare = min(100, (findings.blockedOwnerShare ?? 0) + share)
                } else {
                    findings.listedOwnerShare = min(100, (findings.listedOwnerShare ?? 0) + share)
                }
                let after = try decide(text, asOf, findings)
                expectNotLooser(after, than: before, "\(text)\(findings) on \(asOf.date)")
                before = after
            }
        }
    }

    @Test func `a party that turns out to be listed never loosens a decision`() throws {
        var random = SplitMix64(seed: 62)
        for _ in 0..<300 {
            let (text, asOf) = try draw(&random)
            var findings = Consignment.PartyFindings(
                endUserLists: [], listedOwnerShare: 0, blockedOwnerShare: 0, ownershipIsSettled: true)
            var before = try decide(text, asOf, findings)
            for _ in 0..<3 {
                let list = random.pick(Consignment.PartyFindings.lists)
                if random.index(below: 2) == 0 {
                    findings.endUserLists.append(list)
                } else {
                    findings.otherPartyLists.append(list)
                }
                let after = try decide(text, asOf, findings)
                expectNotLooser(after, than: before, "\(text)\(findings) on \(asOf.date)")
                before = after
            }
        }
    }

    @Test func `a system of a higher class is never treated more loosely where it goes and comes from the same`() throws
    {
        // From below 3A090 to the gate of January 2026, and beyond it.
        let rising = ["hgx-h200", "hgx-b200", "gb200-nvl72"]
        var random = SplitMix64(seed: 63)
        let findings = Consignment.PartyFindings(
            endUserLists: [], listedOwnerShare: 0, blockedOwnerShare: 0, ownershipIsSettled: true)
        for _ in 0..<200 {
            let (text, asOf) = try draw(&random)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("item:") })
            let decisions = try rising.map { system in
                let item = "item: { system: \(system), quantity: 8 }"
                return try decide(text.replacing(line, with: item), asOf, findings)
            }
            for (before, after) in zip(decisions, decisions.dropFirst()) {
                expectNotLooser(after, than: before, "\(text) on \(asOf.date)")
            }
        }
    }

    @Test func `a day before the first instrument gives no, whatever is asked`() throws {
        var random = SplitMix64(seed: 64)
        let first = try #require(rulebook.instruments.values.map(\.effective).min())
        for _ in 0..<100 {
            let (text, _) = try draw(&random)
            let day = CalendarDate(secondsSince1970: Double(first.secondsSince1970) - 86_400)
            let findings = Consignment.PartyFindings(
                endUserLists: ["EL", "SDN"], listedOwnerShare: 100, blockedOwnerShare: 100, ownershipIsSettled: false)
            let decision = try decide(text, AsOf(day), findings)
            #expect(
                [decision.controlled, decision.licence, decision.barred, decision.inTheWay] == [.no, .no, .no, .no])
        }
    }
}
