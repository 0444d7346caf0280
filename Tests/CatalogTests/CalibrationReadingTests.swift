import Catalog
import Documents
import Quantities
import Testing

/// Families' constants as `assay calibrate` writes them.
struct CalibrationReadingTests {
    static let good = """
        family: testing
        inherits: other
        software: { value: 2026-08-01, source: test-sheet, grade: B }
        groups:
          - kind: product
            variant: "fp8"
            software: "sglang"
            versions: ["0.5.14"]
            source: test-sheet
            grade: A
            errors: { rows: 100, median: 0.05, p90: 0.2, tenth: -0.1, ninetieth: 0.15 }
            constants: { launch: 2.5e-06, peakShare: 0.8 }
            seen: ["a system"]

        """

    private func load(_ text: String) throws -> Catalog {
        var small = SmallCatalog()
        small.files["calibration/testing.yaml"] = text
        return try small.load()
    }

    @Test func `a group has its constants, errors and what it was fitted on`() throws {
        let calibration = try #require(try load(Self.good).calibrations["testing"])
        let group = try #require(calibration.groups.first)
        #expect(calibration.inherits == "other")
        #expect(group.constants == ["launch": 2.5e-6, "peakShare": 0.8])
        #expect(group.errors == FitErrors(rows: 100, median: 0.05, p90: 0.2, tenth: -0.1, ninetieth: 0.15))
        #expect(group.seen == ["a system"])
        #expect(group.sources == ["test-sheet"])
    }

    @Test(arguments: [
        ("tenth: -0.1", "tenth: 0.3", "tenth ≤ ninetieth"), ("median: 0.05", "median: -1", "medians of at least 0"),
        ("launch: 2.5e-06", "launch: fast", "a number"), ("kind: product", "king: product", "did you mean ‘kind’"),
        ("    source: test-sheet\n    grade: A", "    grade: A", "‘source’"),
        ("rows: 100", "rows: -1", "a whole number"),
    ])
    func `a mistake is refused with its place`(part: String, instead: String, says: String) throws {
        let text = Self.good.replacing(part, with: instead)
        try #require(text != Self.good)
        let error = #expect(throws: DocumentError.self) { try load(text) }
        let said = try #require(error).description
        #expect(said.contains("testing.yaml:"), "\(said)")
        #expect(said.contains(says), "\(said)")
    }

    @Test func `one group twice is refused`() throws {
        let start = try #require(Self.good.firstRange(of: "  - kind")).lowerBound
        let error = #expect(throws: DocumentError.self) { try load(Self.good + Self.good[start...]) }
        #expect(try #require(error).description.contains("a second time"))
    }
}
