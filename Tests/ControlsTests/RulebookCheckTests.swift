import Controls
import Documents
import Foundation
import Quantities
import TestSupport
import Testing

/// What `assay rules check` finds in the bundled rules, and in copies of them with a mistake.
struct RulebookCheckTests {
    private static let bundled = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Rules")

    /// The problems of the bundled rules after some changes: file, part of its text, and what stands there instead.
    private func problems(_ changes: [(file: String, part: String, instead: String)]) throws -> [DocumentError] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-check-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: Self.bundled, to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, part, instead) in changes {
            let file = folder.appending(path: name)
            let text = try String(contentsOf: file, encoding: .utf8)
            try #require(text.contains(part), "\(name): \(part)")
            try Data(text.replacing(part, with: instead, maxReplacements: 1).utf8).write(to: file)
        }
        return RulebookCheck(folder: folder.path).problems
    }

    @Test func `nothing is wrong with the bundled rules`() {
        let check = RulebookCheck(folder: Self.bundled.path)
        #expect(check.problems == [])
        #expect(check.instruments >= 45)
        #expect(check.rules >= 120)
        #expect(check.tests >= check.rules)
    }

    struct Mistake: Sendable {
        let file: String
        let part: String
        let instead: String
        let found: String
    }

    @Test(arguments: [
        Mistake(
            file: "us-section-232-2026.yaml", part: "id: us.232.band2", instead: "id: us.232.band1",
            found: "the rule id ‘us.232.band1’ twice"),
        Mistake(
            file: "us-section-232-2026.yaml", part: "id: us.232.band2", instead: "id: us.letter2025",
            found: "the rule id ‘us.letter2025’"),
        Mistake(
            file: "us-section-232-2026.yaml", part: "citation: proclamation-2026-01-14 }",
            instead: "citation: proclamation }", found: "the unknown citation ‘proclamation’"),
        Mistake(
            file: "us-section-232-2026.yaml", part: "url: https://www.whitehouse.gov/presidential-actions/",
            instead: "url: https://example.org/", found: "at another address than in"),
        Mistake(
            file: "us-ear-3a090-c-2024.yaml", part: "- { from: 2024-12-31, status: inForce",
            instead: "- { from: 2024-12-01, status: inForce",
            found: "a status from 2024-12-01 after one from 2024-12-02"),
        Mistake(
            file: "us-foundry-2025.yaml", part: "from: 2029-01-01", instead: "from: 2026-01-01",
            found: "‘transistorsWithoutHBM’ from 2026-01-01 after 2028-01-01"),
        Mistake(
            file: "us-licence-requirement-2022.yaml", part: "- { from: 2023-11-17, status: lapsed",
            instead: "- { from: 2023-11-18, status: lapsed", found: "‘licence’ recorded from 2023-11-17"),
        Mistake(
            file: "us-ear-3a090-2023.yaml", part: "fact: tpp, below: $low", instead: "fact: review, isOneOf: [x]",
            found: "records in the later layer reviewPolicy"),
        Mistake(
            file: "us-ear-3a090-2023.yaml", part: "{ fact: tpp, below: $low }",
            instead: "{ fact: letter2025, startsWith: caught }", found: "record and test in a circle"),
        Mistake(
            file: "us-ear-3a090-2023.yaml", part: "below: $low", instead: "below: $least",
            found: "the unknown parameter ‘least’"),
        Mistake(
            file: "us-ear-3a090-2023.yaml", part: "fact: tpp, below: $low", instead: "fact: maker, below: $low",
            found: "‘below’ for a fact that is a text"),
        Mistake(
            file: "us-ear-3a090-2023.yaml", part: "- { facts: { tpp: 4800, marketedForDataCentres: false }",
            instead: "- { facts: { tpp: 4799, marketedForDataCentres: true, performanceDensity: 1.7 }",
            found: "the answer ‘3A090.b.1’"),
        Mistake(
            file: "cn-customs-practice.yaml", part: "effect: warning", instead: "effect: denial",
            found: "the effect ‘denial’"),
        Mistake(
            file: "us-bill-gain.yaml", part: "status: bill", instead: "status: inForce",
            found: "a bill with the status ‘inForce’"),
        Mistake(
            file: "my-strategic-trade.yaml", part: "- { facts: { destination: cn, exportedFrom: my",
            instead: "- { facts: { destination: sg, exportedFrom: sg", found: "the answer ‘ask a local adviser’"),
        Mistake(
            file: "us-gp10-guidance-2025.yaml", part: "answer: not addressed", instead: "answer: insufficientData",
            found: "‘insufficientData’"),
    ])
    func `a mistake is found, with its file`(mistake: Mistake) throws {
        let problems = try problems([(mistake.file, mistake.part, mistake.instead)])
        let problem = problems.first { $0.found.contains(mistake.found) }
        #expect(problem != nil, "\(problems)")
    }

    @Test func `every problem is told, not only the first`() throws {
        let problems = try problems([
            ("us-section-232-2026.yaml", "title: Section 232", "titel: Section 232"),
            ("us-ear-3a090-2023.yaml", "fact: tpp, below: $low", "fact: tppp, below: $low"),
            ("us-ear-3a090-2023.yaml", "fact: performanceDensity, atLeast: $dense", "fact: density, atLeast: $dense"),
            ("my-strategic-trade.yaml", "kind: rule", "kind: rumour"),
        ])
        let files = Set(problems.map { ($0.file as NSString).lastPathComponent })
        #expect(
            files.isSuperset(of: ["us-section-232-2026.yaml", "us-ear-3a090-2023.yaml", "my-strategic-trade.yaml"]))
        #expect(problems.filter { $0.found.contains("the unknown fact") }.count == 2)
        #expect(problems.allSatisfy { $0.line != nil }, "\(problems)")
    }

    private static let shadowed = """
          - id: us.232.shadow
            title: Never reached
            when: { all: [ { fact: tpp, above: 15000 }, { fact: tpp, below: 16000 }, { fact: memoryBandwidth, above: 4600 }, { fact: memoryBandwidth, below: 4900 } ] }
            answer: shadow
            citations: [proclamation-2026-01-14]
        otherwise:
        """

    @Test func `a rule behind a wider one above it is unreachable`() throws {
        let problems = try problems([("us-section-232-2026.yaml", "otherwise:", Self.shadowed)])
        #expect(problems.map(\.found) == ["the rule ‘us.232.shadow’, which rules above always answer before"])
        #expect(problems.first?.line != nil)
    }

    @Test func `a rule that can be reached wants a test of its own`() throws {
        let problems = try problems([
            ("us-section-232-2026.yaml", "otherwise:", Self.shadowed.replacing("below: 4900", with: "below: 5100"))
        ])
        #expect(problems.map(\.found) == ["the rule ‘us.232.shadow’, which no test of the file answers by"])
    }

    @Test func `a condition that contradicts itself is unreachable`() throws {
        let problems = try problems([
            ("us-section-232-2026.yaml", "otherwise:", Self.shadowed.replacing("below: 16000", with: "below: 15000"))
        ])
        #expect(problems.map(\.found) == ["the rule ‘us.232.shadow’, which rules above always answer before"])
    }

    @Test func `an exception that always holds makes a rule unreachable`() throws {
        let problems = try problems([
            (
                "my-strategic-trade.yaml",
                "unless: { fact: activity, isOneOf: [use, remoteService], ifMissing: false }",
                "unless: { fact: exportedFrom, isOneOf: [my] }"
            )
        ])
        #expect(problems.contains { $0.found.hasPrefix("the rule ‘my.sta.leaving’, which rules above") })
    }

    /// Reachability against trying everything: on small random instruments both say the same.
    @Test func `what is called unreachable no facts lead to`() throws {
        var random = SplitMix64(seed: 71)
        var dead = 0
        for round in 0..<60 {
            let rules = (0..<4).map { number in
                """
                  - { id: r\(number), title: t, when: \(Self.condition(&random, depth: 2)), answer: a\(number), citations: [c] }
                """
            }
            let text = """
                id: drawn
                title: Drawn
                authority: Test
                regime: TEST
                jurisdiction: us
                kind: rule
                layer: tariff
                asks: What is tested?
                effective: { from: 2026-01-01 }
                knownSince: 2026-01-01
                enforcement: [{ from: 2026-01-01, status: inForce, citation: c }]
                citations: [{ id: c, title: C, url: "https://example.org", grade: A }]
                rules:
                \(rules.joined(separator: "\n"))
                otherwise: { answer: none, citations: [c] }
                tests: []

                """
            let folder = FileManager.default.temporaryDirectory.appending(path: "assay-drawn-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            for name in ["country-groups.yaml", "designers.yaml"] {
                try FileManager.default.copyItem(
                    at: Self.bundled.appending(path: name), to: folder.appending(path: name))
            }
            try Data(text.utf8).write(to: folder.appending(path: "drawn.yaml"))
            let instrument = try Rulebook(folder: folder.path).instrument(named: "drawn")
            let found = Set(
                RulebookCheck(folder: folder.path).problems.filter { $0.found.contains("always answer before") }
                    .map { String($0.found.dropFirst("the rule ‘".count).prefix(2)) })
            var answered: Set<String> = []
            for tpp in [0.5, 1, 1.5, 2, 2.5, 3, 3.5] {
                for density in [0.5, 1, 1.5, 2, 2.5] {
                    for isForDataCentres in [true, false] {
                        for maker in ["A", "B", "AB", "C"] {
                            let facts = FactSheet([
                                "tpp": .number(tpp), "performanceDensity": .number(density),
                                "marketedForDataCentres": .truth(isForDataCentres), "maker": .text(maker),
                            ])
                            if let rule = instrument.answer(facts).rule { answered.insert(rule) }
                        }
                    }
                }
            }
            #expect(found == Set(["r0", "r1", "r2", "r3"]).subtracting(answered), "round \(round)\n\(text)")
            dead += found.count
        }
        #expect(dead > 10)
    }

    private static func condition(_ random: inout SplitMix64, depth: Int) -> String {
        switch depth == 0 ? 3 + random.index(below: 4) : random.index(below: 7) {
        case 0: "{ all: [\(condition(&random, depth: depth - 1)), \(condition(&random, depth: depth - 1))] }"
        case 1: "{ any: [\(condition(&random, depth: depth - 1)), \(condition(&random, depth: depth - 1))] }"
        case 2: "{ not: \(condition(&random, depth: depth - 1)) }"
        case 3: "{ fact: tpp, \(random.pick(["atLeast", "above", "atMost", "below"])): \(1 + random.index(below: 3)) }"
        case 4:
            "{ fact: performanceDensity, \(random.pick(["atLeast", "above", "atMost", "below"])): \(1 + random.index(below: 2)) }"
        case 5: "{ fact: marketedForDataCentres, is: \(random.index(below: 2) == 0) }"
        default: "{ fact: maker, \(random.pick(["isOneOf: [A]", "isOneOf: [B, AB]", "startsWith: A"])) }"
        }
    }
}
