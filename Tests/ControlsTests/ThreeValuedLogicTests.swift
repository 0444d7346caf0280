import Controls
import Quantities
import TestSupport
import Testing

/// What isn't known never decides.
struct ThreeValuedLogicTests {
    /// Facts that rules test, with values on both sides of their limits.
    private static let values: KeyValuePairs<String, [FactValue]> = [
        "tpp": [.number(1_000), .number(1_600), .number(2_400), .number(4_800), .number(15_832), .number(21_000)],
        "performanceDensity": [.number(0), .number(1.6), .number(3.2), .number(5.92), .number(20)],
        "memoryBandwidth": [.number(300), .number(1_400), .number(4_800), .number(6_000), .number(6_500)],
        "aggregateBandwidth": [.number(64), .number(599), .number(600), .number(1_100)],
        "memoryAndAggregateBandwidth": [.number(400), .number(1_700)],
        "marketedForDataCentres": [.truth(true), .truth(false)],
        "makerJurisdiction": [.text("us"), .text("cn")],
        "us2023": [.text("none"), .text("3A090.a.1"), .text("3A090.b.2"), .text("none (Note 2)")],
        "letter2025": [.text("caught"), .text("not caught")],
        "china2026": [.text("case-by-case eligible"), .text("presumption of denial"), .text("n/a")],
        "licence": [.text("required"), .text("notRequired"), .text("disputed")],
        "destination": [.text("cn"), .text("my"), .text("ae"), .text("mo"), .text("sa")],
        "headquarters": [.text("cn"), .text("my"), .text("hk"), .text("us")],
        "destinationGroups": [.text("D:1 D:4 D:5"), .text("A:5"), .text("-"), .text("D:4 A:6")],
        "headquartersGroups": [.text("D:1 D:4 D:5"), .text("A:5"), .text("-")],
        "exportedFrom": [.text("us"), .text("sg")],
        "commerciallyAvailableInUS": [.truth(true), .truth(false)],
        "endUserKind": [.text("privateFirm"), .text("agency"), .text("university"), .text("stateFirm")],
        "stateFunded": [.truth(true), .truth(false)],
    ]

    private func assumes(_ condition: Condition) -> Bool {
        switch condition {
        case .all(let parts), .any(let parts): parts.contains { assumes($0) }
        case .not(let part): assumes(part)
        case .rule: false
        case .test(let test): test.ifMissing != nil
        }
    }

    @Test func `a fact taken away leaves an answer as it is or undecided`() throws {
        let instruments = try Bundled.rulebook.get().instruments.values
            .filter { instrument in !instrument.rules.contains { assumes($0.condition) } }
            .map { $0.bound(asOf: AsOf(Bundled.day)) }
            .sorted { $0.id < $1.id }
        #expect(instruments.count >= 25)
        var random = SplitMix64(seed: 11)
        for _ in 0..<60 {
            var facts = FactSheet()
            for (name, values) in Self.values {
                let value = random.pick(values)
                if random.index(below: 8) > 0 { facts.set(name, value, from: "test") }
            }
            for instrument in instruments {
                let answer = instrument.answer(facts).text
                for (name, _) in Self.values where facts.entries[name] != nil {
                    var fewer = facts
                    fewer.set(name, nil, from: "test")
                    let found = instrument.answer(fewer)
                    if found.text != answer {
                        #expect(found.text == Answer.insufficientData, "\(instrument.id) without \(name)")
                    }
                }
            }
        }
    }

    @Test func `an undecided answer names the facts it lacks, a decided one none`() throws {
        let rule = try instrument("us-ear-3a090-2023")
        let nothing = rule.answer(FactSheet())
        #expect(nothing.text == Answer.insufficientData)
        #expect(nothing.missing == ["marketedForDataCentres", "performanceDensity", "tpp"])
        #expect(nothing.conditions.isEmpty)
        let decided = rule.answer(FactSheet(["tpp": .number(1_000)]))
        #expect(decided.text == "none")
        #expect(decided.missing.isEmpty)
    }

    private func instrument(_ id: String) throws -> Instrument {
        try Bundled.rulebook.get().instrument(named: id).bound(asOf: AsOf(Bundled.day))
    }

    @Test func `no classification but the letters' assumes anything of a fact that is missing`() throws {
        let assuming = try Bundled.rulebook.get().instruments.values.filter { instrument in
            instrument.layer == .classification && instrument.rules.contains { assumes($0.condition) }
        }
        #expect(assuming.map(\.id) == ["us-h20-letter-2025"])
    }

    /// none < b < a
    private func rank(_ answer: String) -> Int? {
        if answer.hasPrefix("3A090.a") { return 2 }
        if answer.hasPrefix("3A090.b") { return 1 }
        return answer.hasPrefix("none") ? 0 : nil
    }

    @Test(arguments: [true, false])
    func `more performance never loosens 3A090`(keepsArea: Bool) throws {
        let rule = try instrument("us-ear-3a090-2023")
        var random = SplitMix64(seed: 12)
        for _ in 0..<1_000 {
            let area = random.number(50, 2_000)
            let density = random.number(0, 8)
            let isForDataCentres = random.index(below: 2) == 0
            func judged(_ tpp: Double) throws -> Int {
                let facts = FactSheet([
                    "tpp": .number(tpp), "performanceDensity": .number(keepsArea ? tpp / area : density),
                    "marketedForDataCentres": .truth(isForDataCentres),
                ])
                let answer = rule.answer(facts).text
                return try #require(rank(answer), "\(answer)")
            }
            let less = random.number(500, 6_000)
            let more = less + random.number(0, 3_000)
            let before = try judged(less)
            let after = try judged(more)
            #expect(before <= after, "\(less) to \(more), \(area) mm², \(density)")
        }
    }
}
