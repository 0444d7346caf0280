import Controls
import Documents
import Foundation
import Testing

/// The law as of a day, as known on another, with its statuses.
struct BitemporalTests {
    private func asOf(
        _ date: String, known: String? = nil, whatIf: Set<String> = [], assumed: [String: Instrument.Status] = [:]
    ) throws -> AsOf {
        AsOf(
            try #require(CalendarDate(date)), known: try known.map { try #require(CalendarDate($0)) }, whatIf: whatIf,
            assumed: assumed)
    }

    private func screening(
        _ name: String, _ asOf: AsOf, _ changes: KeyValuePairs<String, String> = [:]
    ) throws -> Screening {
        try Screening(
            try Example.consignment(name, changes), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get(), asOf: asOf)
    }

    @Test(arguments: DecisionGoldenTests.examples)
    func `before the first instrument every question is answered no`(name: String) throws {
        let decision = try screening(name, try asOf("1996-12-31")).decision
        #expect(decision.controlled == .no)
        #expect(decision.licence == .no)
        #expect(decision.barred == .no)
        #expect(decision.inTheWay == .no)
        #expect(decision.outcome == .free)
    }

    @Test(arguments: [
        ("2022-10-20", "no"), ("2022-10-21", "yes"), ("2023-11-16", "yes"), ("2023-11-17", "yes"),
    ])
    func `an H100 to China needs a licence from October 2022 on`(date: String, licence: String) throws {
        let decision = try screening(
            "h200-to-shenzhen", try asOf(date), ["system: hgx-h200": "system: hgx-h100"]
        ).decision
        #expect(decision.licence.word == licence)
    }

    @Test(arguments: [("2023-11-16", "no"), ("2023-11-17", "yes")])
    func `an H800 to China needs one only from November 2023 on`(date: String, licence: String) throws {
        let decision = try screening(
            "h200-to-shenzhen", try asOf(date), ["system: hgx-h200": "system: hgx-h800"]
        ).decision
        #expect(decision.licence.word == licence)
    }

    @Test(arguments: [
        ("2026-01-14", "presumptionOfDenial"), ("2026-01-15", "caseByCase"),
    ])
    func `the gate of January 2026 opens on its day`(date: String, answer: String) throws {
        let screening = try screening("h200-to-shenzhen", try asOf(date))
        let review = screening.layer(of: "us-review-2026") ?? screening.layer(of: "us-review-2023")
        #expect(try #require(review).answer.text == answer)
    }

    @Test func `what became known later isn't seen`() throws {
        let date = "2026-11-22"
        let then = try screening("h200-to-shenzhen", try asOf(date, known: "2025-12-31"))
        #expect(then.layer(of: "us-review-2026") == nil)
        #expect(then.decision.barred == .yes)
        let now = try screening("h200-to-shenzhen", try asOf(date))
        #expect(now.layer(of: "us-review-2026") != nil)
        #expect(now.decision.barred == .no)
        #expect(then.layer(of: "cn-decree-835") == nil)
    }

    @Test(
        arguments: [
            ("2025-09-28", nil, nil), ("2025-09-29", nil, "inForce"), ("2025-11-10", nil, "stayed"),
            ("2026-11-09", nil, "stayed"), ("2026-11-10", nil, "unconfirmed"), ("2027-01-10", nil, "unconfirmed"),
            ("2027-01-11", nil, "inForce"),
            // By the rule's own text, before China's ministry spoke.
            ("2026-11-10", "2026-09-27", "inForce"), ("2026-11-10", "2025-10-01", "inForce"),
            ("2025-11-10", "2025-11-09", "inForce"),
        ] as [(String, String?, String?)])
    func `the Affiliates rule was in force, stayed, and is unconfirmed`(
        date: String, known: String?, status: String?
    ) throws {
        let rule = try Bundled.rulebook.get().instrument(named: "us-affiliates-2025")
        #expect(rule.status(asOf: try asOf(date, known: known))?.rawValue == status)
    }

    private static let halfListed: KeyValuePairs = [
        "listedOwnerShare: 20": "listedOwnerShare: 50", "headquarters: cn": "headquarters: my",
    ]

    @Test func `an unconfirmed rule is disputed, told with both positions, and the stricter counts`() throws {
        let screening = try screening(
            "nvl72-to-johor-chinese-parent", try asOf("2026-11-22"), Self.halfListed)
        guard case .disputed(let positions) = screening.decision.licence else {
            Issue.record("\(screening.decision.licence)")
            return
        }
        #expect(positions.map(\.answer) == [true, false])
        #expect(positions.map(\.citation) == ["fr-2025-19001", "mofcom-2026-09-28"])
        #expect(screening.decision.inTheWay.standsInTheWay)
        #expect(screening.decision.outcome == .open)
    }

    @Test func `what follows from an unconfirmed rule is disputed as well, and what doesn't isn't`() throws {
        // To China, a listed owner of half would break the seventh condition of the gate; a licence is required anyway.
        let decision = try screening(
            "h200-to-university", try asOf("2026-11-22"), ["listedOwnerShare: 0": "listedOwnerShare: 50"]
        ).decision
        #expect(decision.licence == .yes)
        guard case .disputed(let positions) = decision.barred else {
            Issue.record("\(decision.barred)")
            return
        }
        #expect(positions.map(\.answer) == [true, false])
        #expect(decision.outcome == .open)
        let before = try screening(
            "h200-to-university", try asOf("2026-11-09"), ["listedOwnerShare: 0": "listedOwnerShare: 50"]
        ).decision
        #expect(before.barred == .no)
    }

    @Test(arguments: [(Instrument.Status.stayed, "no"), (.inForce, "yes")])
    func `whoever asks may settle what is disputed`(status: Instrument.Status, licence: String) throws {
        let asOf = try asOf("2026-11-22", assumed: ["us-affiliates-2025": status])
        let decision = try screening("nvl72-to-johor-chinese-parent", asOf, Self.halfListed).decision
        #expect(decision.licence.word == licence)
    }

    @Test func `what rests on background knowledge alone is told and never blocks`() throws {
        let screening = try screening(
            "h200-to-shenzhen", try asOf("2022-09-15"), ["system: hgx-h200": "system: hgx-h100"])
        let letters = try #require(screening.layer(of: "us-letters-2022"))
        #expect(letters.answer.effect == .licence)
        #expect(letters.answer.citations.map(\.grade) == [.c])
        #expect(!letters.step.mayBlock)
        #expect(screening.decision.licence == .no)
    }

    @Test(arguments: DecisionGoldenTests.examples)
    func `nothing that is only reported, recalled or printed may block`(name: String) throws {
        for layer in try screening(name, try asOf("2026-11-22")).layers {
            let isWeak =
                layer.instrument.kind == .reported || layer.step.status == .notEnforced
                || layer.answer.citations.allSatisfy { $0.grade == .c }
            #expect(layer.step.mayBlock == !isWeak, "\(layer.instrument.id)")
        }
    }

    @Test func `the AI Diffusion rule is shown as printed and stands in nobody's way`() throws {
        let screening = try screening("h200-to-johor", try asOf("2026-11-22"))
        let printed = try #require(screening.layer(of: "us-ai-diffusion-2025"))
        #expect(printed.step.status == .notEnforced)
        #expect(printed.answer.effect == .licence)
        #expect(!printed.step.mayBlock)
        #expect(screening.decision.licence == .no)
    }

    @Test(arguments: [
        ("us-bill-remote-access", "training-abroad", "us-bill-remote-access"),
        ("us-bill-overwatch", "h200-to-shenzhen", "us-bill-overwatch"),
        ("us-bill-chip-security", "h200-to-johor", "us-bill-chip-security"),
        ("us-bill-gain", "h200-to-shenzhen", "us-bill-gain"),
    ])
    func `a bill is looked at only when somebody asks what if`(bill: String, example: String, layer: String) throws {
        let date = "2026-11-22"
        #expect(try screening(example, try asOf(date)).layer(of: layer) == nil)
        let asked = try #require(try screening(example, try asOf(date, whatIf: [bill])).layer(of: layer))
        #expect(asked.step.status == .bill)
        #expect(asked.answer.effect != .none)
    }

    @Test func `the Remote Access bill would ask for a licence for training abroad`() throws {
        #expect(try screening("training-abroad", try asOf("2026-11-22")).decision.inTheWay == .no)
        let asked = try screening("training-abroad", try asOf("2026-11-22", whatIf: ["us-bill-remote-access"]))
        #expect(asked.decision.licence == .yes)
    }

    @Test(arguments: [("2026-07-22", "yes"), ("2026-07-23", "disputed")])
    func `the Emirates left D:4 for A:5 in July 2026`(date: String, licence: String) throws {
        let decision = try screening(
            "h200-to-johor", try asOf(date),
            [
                "country: my\n  headquarters: my": "country: ae\n  headquarters: ae",
                "name: Sedenak Hall 2, country: my": "name: Sedenak Hall 2, country: ae",
            ]
        ).decision
        #expect(decision.licence.word == licence)
    }

    @Test func `what changed for a consignment between two days is told with its citations`() throws {
        let difference = try RulebookDifference(
            try Example.consignment("h200-to-shenzhen"), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get(), from: try asOf("2026-01-14"), to: try asOf("2026-01-15"))
        let decision = difference.differences.filter { $0.subject == "decision" }
        #expect(decision.map(\.aspect) == ["outcome", "barred"])
        #expect(decision.first?.before == "barred")
        #expect(decision.first?.after == "caseByCase")
        let review = try #require(difference.differences.first { $0.subject == "us-review-2026" })
        #expect(review.before == nil)
        #expect(review.citations == ["fr-2026-00789"])
        #expect(difference.differences.contains { $0.subject == "us-section-232-2026" })
    }

    @Test func `what changed in the rules over the end of 2026 is the foundries' authorisation`() throws {
        let difference = RulebookDifference(
            try Bundled.rulebook.get(), from: try #require(CalendarDate("2026-12-30")),
            to: try #require(CalendarDate("2027-01-01")))
        #expect(difference.differences.map(\.subject) == ["us-foundry-2025", "us-foundry-2025"])
        #expect(difference.differences.map(\.aspect) == ["allDesignersAuthorised", "transistorsWithoutHBM"])
    }
}
