import Controls
import Foundation
import TestSupport
import Testing

/// All rows of `controls/classification_tests.csv`: 38 chips under five instruments.
struct ClassificationTableTests {
    /// Our questions and the table's columns.
    private static let columns = [
        "us2022": "rule_2022_10", "us2023": "rule_2023_10", "letter2025": "h20_letter_2025_04",
        "china2026": "cn_review_2026_01", "section232": "s232_2026_01",
    ]

    /// Splits RFC 4180 text without line breaks in its cells.
    private func cells(of line: some StringProtocol) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    private func rows() throws -> [[String: String]] {
        let file = try #require(SharedData.folder).appending(path: "controls/classification_tests.csv")
        let text = try String(contentsOf: file, encoding: .utf8).replacing("\r\n", with: "\n")
        var lines = text.split(separator: "\n").map { cells(of: $0) }
        let heading = lines.removeFirst()
        return lines.map { Dictionary(uniqueKeysWithValues: zip(heading, $0)) }
    }

    private func facts(_ row: [String: String]) throws -> FactSheet {
        var facts = FactSheet()
        func number(_ column: String) -> Double? { row[column].flatMap { Double($0) } }
        let chip = try #require(row["chip"])
        let memory = try #require(number("dram_bw_gbs"))
        let aggregate = number("io_bw_gbs")
        let isChinese = ["Huawei", "Cambricon", "Biren"].contains { chip.hasPrefix($0) }
        facts.set("tpp", .number(try #require(number("tpp"))), from: chip)
        facts.set("performanceDensity", number("pd").map { .number($0) }, from: chip)
        facts.set("marketedForDataCentres", .truth(row["datacenter"] == "1"), from: chip)
        facts.set("memoryBandwidth", .number(memory), from: chip)
        facts.set("aggregateBandwidth", aggregate.map { .number($0) }, from: chip)
        facts.set("memoryAndAggregateBandwidth", aggregate.map { .number($0 + memory) }, from: chip)
        facts.set("makerJurisdiction", .text(isChinese ? "cn" : "us"), from: chip)
        return facts
    }

    @Test(.enabled(if: SharedData.hasControls, "needs the folder of shared data: set ASSAY_DATA"))
    func `every row of the table is answered as expected`() throws {
        let rows = try rows()
        #expect(rows.count == 38)
        for row in rows {
            let answers = try Bundled.answers(to: try facts(row))
            for (question, column) in Self.columns {
                let written = try #require(row[column])
                let expected = written.hasPrefix("insufficient data") ? Answer.insufficientData : written
                #expect(answers[question]?.text == expected, "\(row["chip"] ?? "?"), \(question)")
            }
        }
    }
}
