package import Documents

/// Chips from a table, by its own columns: those of `classification_tests.csv`.
///
/// | column | what it holds |
/// | --- | --- |
/// | `chip` | the name; the designer's jurisdiction follows from it |
/// | `tops_dense` | dense TOPS by format, such as `FP16=312;INT8=624`; read where `tpp` is empty |
/// | `tpp` | total processing performance |
/// | `logic_die_mm2` | applicable die area in mm²; 0 for planar dies alone |
/// | `pd` | performance density; where it is empty, TPP over the area |
/// | `datacenter` | 1 designed or marketed for data centres, 0 not |
/// | `dram_bw_gbs`, `io_bw_gbs` | bandwidths in GB/s |
///
/// An empty cell is a figure that isn't known. The columns with answers are read by ``ControlsEvaluation``.
package struct ClassificationTable: Sendable {
    package struct Row: Sendable {
        package let chip: String
        package let line: Int
        package let facts: FactSheet
        /// Nil where the designer isn't in the rulebook's list; then the design isn't taken to be Chinese.
        package let designer: Designers.Designer?
        /// Answers that the table expects, by column; only those that it gives.
        package let expected: [String: String]
    }

    package let rows: [Row]

    /// The columns with answers, and the questions that they are about.
    package static let questions: KeyValuePairs<String, String> = [
        "rule_2022_10": "us2022", "rule_2023_10": "us2023", "h20_letter_2025_04": "letter2025",
        "cn_review_2026_01": "china2026", "s232_2026_01": "section232",
    ]

    /// - Throws: `DocumentError` for a missing column or a cell that isn't what its heading says.
    package init(_ file: DocumentFile, designers: Designers) throws {
        let text = try DelimitedText(file, columns: ["chip", "tpp"], limit: 100_000)
        rows = try text.rows.map { try Row($0, designers: designers) }
    }
}

extension ClassificationTable.Row {
    init(_ row: DelimitedText.Row, designers: Designers) throws {
        chip = row.text("chip")
        line = row.line
        guard !chip.isEmpty else { throw row.error("chip", expected: "a name") }
        designer = designers.designer(of: chip)
        let rates = try Self.rates(row)
        let performance = try Self.number(row, "tpp") ?? rates.map(\.product).max()
        let area = try Self.number(row, "logic_die_mm2")
        let density = try Self.density(performance: performance, area: area, printed: Self.number(row, "pd"))
        let memory = try Self.number(row, "dram_bw_gbs")
        let aggregate = try Self.number(row, "io_bw_gbs")
        var facts = FactSheet()
        let origin = "line \(row.line) of the table"
        func set(_ name: String, _ number: Double?) { facts.set(name, number.map { .number($0) }, from: origin) }
        set("tpp", performance)
        set("performanceDensity", density)
        set("tops", rates.map(\.tops).max())
        set("memoryBandwidth", memory)
        set("aggregateBandwidth", aggregate)
        if let memory, let aggregate { set("memoryAndAggregateBandwidth", memory + aggregate) }
        facts.set("marketedForDataCentres", try Self.flag(row, "datacenter").map { .truth($0) }, from: origin)
        facts.set(
            "makerJurisdiction", .text(designer?.jurisdiction ?? Self.unknownPlace),
            from: designer?.name ?? "no designer of that name is known")
        facts.set("isMemoryStack", .truth(false), from: origin)
        facts.set("isSystem", .truth(false), from: origin)
        self.facts = facts
        var expected: [String: String] = [:]
        for (column, question) in ClassificationTable.questions where !row.text(column).isEmpty {
            expected[question] = row.text(column)
        }
        self.expected = expected
    }

    /// The user-assigned code of ISO 3166 for a place that isn't known.
    private static let unknownPlace = "zz"

    private static let numbers = 0.0...1e12

    private static func number(_ row: DelimitedText.Row, _ column: String) throws -> Double? {
        row.text(column).isEmpty
            ? nil : try row.number(column, in: numbers, expected: "a number from 0, or nothing where it isn't known")
    }

    private static func flag(_ row: DelimitedText.Row, _ column: String) throws -> Bool? {
        switch row.text(column).lowercased() {
        case "": nil
        case "1", "true", "yes": true
        case "0", "false", "no": false
        default: throw row.error(column, expected: "1, 0, or nothing where it isn't known")
        }
    }

    /// With planar dies alone the applicable area is 0 and the density undefined: it reaches no limit.
    private static func density(performance: Double?, area: Double?, printed: Double?) -> Double? {
        if let printed { return printed }
        guard let performance, let area else { return nil }
        return area > 0 ? performance / area : 0
    }

    /// Rates by format with total processing performance: TOPS times the larger operand's bits.
    private static func rates(_ row: DelimitedText.Row) throws -> [(tops: Double, product: Double)] {
        try row.text("tops_dense").split(separator: ";").map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimming(while: \.isWhitespace) }
            guard pair.count == 2, let bits = Self.bits(pair[0]), let tops = Double(pair[1]), numbers.contains(tops)
            else { throw row.error("tops_dense", expected: "formats and dense TOPS, such as FP16=312;INT8=624") }
            return (tops, tops * bits)
        }
    }

    /// The larger width that a format's name gives: 8 of W4A8, 16 of BF16, 32 of TF32, which is stored so.
    private static func bits(_ format: String) -> Double? {
        format.split { !$0.isASCII || !$0.isNumber }.compactMap { Double($0) }.filter { (1...128).contains($0) }.max()
    }
}

extension Substring {
    fileprivate func trimming(while isDropped: (Character) -> Bool) -> String {
        var rest = drop(while: isDropped)
        while let last = rest.last, isDropped(last) { rest.removeLast() }
        return String(rest)
    }
}
