import Controls
import Testing

/// Limits as printed: "or more" includes the limit, "less than" doesn't.
struct BoundaryTests {
    struct Part: Sendable {
        let tpp: Double
        var density: Double?
        var isForDataCentres = true
        let answer: String
    }

    @Test(arguments: [
        Part(tpp: 4_800, density: 1, answer: "3A090.a.1"),
        Part(tpp: 4_799.99, density: 5.91, answer: "3A090.b.1"),
        Part(tpp: 4_799.99, density: 5.92, answer: "3A090.a.2"),
        Part(tpp: 4_799.99, density: 1.59, answer: "none"),
        Part(tpp: 1_600, density: 5.92, answer: "3A090.a.2"),
        Part(tpp: 1_599.99, density: 50, answer: "none"),
        Part(tpp: 1_600, density: 5.91, answer: "3A090.b.2"),
        Part(tpp: 1_600, density: 3.2, answer: "3A090.b.2"),
        Part(tpp: 2_399, density: 3.19, answer: "none"),
        Part(tpp: 2_400, density: 1.6, answer: "3A090.b.1"),
        Part(tpp: 2_400, density: 1.59, answer: "none"),
        Part(tpp: 2_399.99, density: 3.2, answer: "3A090.b.2"),
        // Planar dies only: no applicable area, so no density.
        Part(tpp: 4_799, density: 0, answer: "none"),
        Part(tpp: 4_799, density: 50, isForDataCentres: false, answer: "none (Note 2)"),
        Part(tpp: 4_800, density: 50, isForDataCentres: false, answer: "3A090.a.1 (NAC/ACA path)"),
        // Above 4,800 and below 1,600 the area need not be known.
        Part(tpp: 4_800, answer: "3A090.a.1"),
        Part(tpp: 1_599, answer: "none"),
        Part(tpp: 2_048, answer: "insufficientData"),
        // A sparse figure taken for a dense one moves an L2-like part from none to a.2.
        Part(tpp: 1_544, density: 5.252, answer: "none"),
        Part(tpp: 3_088, density: 10.5, answer: "3A090.a.2"),
    ])
    func `the limits of 3A090 in 2023`(part: Part) throws {
        var facts = FactSheet([
            "tpp": .number(part.tpp), "marketedForDataCentres": .truth(part.isForDataCentres),
        ])
        facts.set("performanceDensity", part.density.map { .number($0) }, from: "test")
        #expect(try Bundled.answers(to: facts)["us2023"]?.text == part.answer)
    }

    @Test(
        arguments: [
            (4_800, 600, "3A090"), (4_800, 599, "none"), (4_799.99, 600, "none"), (4_799.99, nil, "none"),
            (4_800, nil, "insufficientData"),
        ] as [(Double, Double?, String)])
    func `the limits of 3A090 in 2022`(tpp: Double, aggregate: Double?, answer: String) throws {
        var facts = FactSheet(["tpp": .number(tpp)])
        facts.set("aggregateBandwidth", aggregate.map { .number($0) }, from: "test")
        #expect(try Bundled.answers(to: facts)["us2022"]?.text == answer)
    }

    @Test(
        arguments: [
            (20_999.9, 6_499, "case-by-case eligible"), (21_000, 6_499, "presumption of denial"),
            (20_999.9, 6_500, "presumption of denial"), (15_832, 4_800, "case-by-case eligible"),
        ] as [(Double, Double, String)])
    func `the gate of January 2026`(tpp: Double, memory: Double, answer: String) throws {
        let facts = FactSheet([
            "tpp": .number(tpp), "memoryBandwidth": .number(memory), "marketedForDataCentres": .truth(true),
            "makerJurisdiction": .text("us"),
        ])
        #expect(try Bundled.answers(to: facts)["china2026"]?.text == answer)
    }

    @Test(
        arguments: [
            (1_400, 0, "caught"), (1_399, 0, "not caught"), (0, 1_100, "caught"), (0, 1_099, "not caught"),
            (1_000, 700, "caught"), (1_000, 699, "not caught"), (1_344, nil, "not caught"),
            (nil, nil, "insufficientData"),
        ] as [(Double?, Double?, String)])
    func `the letters of April 2025`(memory: Double?, aggregate: Double?, answer: String) throws {
        var facts = FactSheet(["tpp": .number(1_000)])
        facts.set("memoryBandwidth", memory.map { .number($0) }, from: "test")
        facts.set("aggregateBandwidth", aggregate.map { .number($0) }, from: "test")
        if let memory, let aggregate {
            facts.set("memoryAndAggregateBandwidth", .number(memory + aggregate), from: "test")
        }
        #expect(try Bundled.answers(to: facts)["letter2025"]?.text == answer)
    }

    @Test(
        arguments: [
            (14_000, 4_800, "-"), (14_000.1, 4_800, "band1"), (17_500, 4_800, "-"), (15_832, 4_500, "-"),
            (15_832, 5_000, "-"),
            (20_800, 6_000, "-"), (20_919.2, 6_000, "band2"), (21_100, 6_000, "-"), (20_919.2, 5_300, "-"),
        ] as [(Double, Double, String)])
    func `the duty's bands leave their ends out`(tpp: Double, memory: Double, answer: String) throws {
        let facts = FactSheet(["tpp": .number(tpp), "memoryBandwidth": .number(memory)])
        #expect(try Bundled.answers(to: facts)["section232"]?.text == answer)
    }
}
