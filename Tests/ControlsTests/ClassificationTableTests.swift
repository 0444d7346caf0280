import Controls
import Documents
import Foundation
import TestSupport
import Testing

/// All rows of `controls/classification_tests.csv`: 38 chips under five instruments, each by the table's own columns.
struct ClassificationTableTests {
    private func table(_ text: String) throws -> ClassificationTable {
        try ClassificationTable(
            DocumentFile(name: "chips.csv", text: text), designers: try Bundled.rulebook.get().designers)
    }

    private func evaluation(_ text: String) throws -> ControlsEvaluation {
        ControlsEvaluation(try table(text), rulebook: try Bundled.rulebook.get(), on: Bundled.day)
    }

    @Test(.enabled(if: SharedData.hasControls, "needs the folder of shared data: set ASSAY_DATA"))
    func `every row of the table is answered as expected`() throws {
        let file = try #require(SharedData.folder).appending(path: "controls/classification_tests.csv")
        let evaluation = try evaluation(try String(contentsOf: file, encoding: .utf8))
        #expect(evaluation.rows == 38)
        #expect(evaluation.answers == 38 * 5)
        #expect(evaluation.mismatches == [])
        #expect(evaluation.matched == 38)
        #expect(evaluation.unknownDesigners == [])
    }

    private static let heading =
        "chip,tops_dense,tpp,logic_die_mm2,pd,datacenter,dram_bw_gbs,io_bw_gbs,rule_2023_10,h20_letter_2025_04\n"

    @Test func `a wrong expectation is told with chip, column, what was expected and what was found`() throws {
        let row = "NVIDIA H20,FP8=296,2368,814,2.909,1,4000,1028,3A090.b.2,caught\n"
        let evaluation = try evaluation(Self.heading + row)
        let mismatch = try #require(evaluation.mismatches.first)
        #expect(evaluation.mismatches.count == 1)
        #expect([mismatch.chip, mismatch.column] == ["NVIDIA H20", "rule_2023_10"])
        #expect([mismatch.expected, mismatch.got] == ["3A090.b.2", "none"])
        #expect(mismatch.line == 2)
        #expect(evaluation.matched == 0)
        #expect(evaluation.answers == 2)
    }

    @Test(arguments: [
        // Performance from the rates, dense figures, the larger operand's width.
        ("FP16=312;INT8=624,,826,,1,2039,664", "3A090.a.1"), ("W4A8=500,,814,,1,2039,664", "3A090.b.1"),
        // A density that is given counts; else it is TPP over the area.
        ("FP8=296,2368,,2.909,1,4000,1028", "none"), ("INT8=200,1600,,5.92,1,933,264", "3A090.a.2"),
        ("INT8=330,2640,826,,1,933,264", "3A090.b.1"), ("INT8=300,2400,405.5,,1,933,264", "3A090.b.1"),
        ("INT8=300,2400,405,,1,933,264", "3A090.a.2"),
        // Planar dies alone: no density.
        ("INT8=500,4000,0,,1,100,10", "none"),
        // What isn't known.
        ("INT8=256,2048,,,1,614,", "insufficient data (area)"),
        (",,814,,1,614,", "insufficient data (TPP)"),
        ("FP8=900,7200,814,8.8,,614,", "insufficient data (data centre)"),
    ])
    func `a row is classed by its own figures`(cells: String, expected: String) throws {
        let evaluation = try evaluation(Self.heading + "Some Chip,\(cells),\(expected),\n")
        #expect(evaluation.mismatches == [])
        let (answers, _) = Classification.classify(
            try table(Self.heading + "Some Chip,\(cells),,\n").rows[0].facts, rulebook: try Bundled.rulebook.get(),
            on: Bundled.day)
        let answer = try #require(answers.first { $0.question == "us2023" }?.answer)
        #expect(ControlsEvaluation.words(answer) == expected)
    }

    @Test(
        arguments: [
            ("NVIDIA H20", "us"), ("Moore Threads MTT S4000", "cn"), ("moore  threads S80", "cn"), ("Metax C500", "cn"),
            ("Meta MTIA v2", "us"), ("Huawei Ascend 910C", "cn"), ("Rebellions Rebel-Quad", "kr"),
            ("Iluvatar BI-V150", "cn"),
            ("华为昇腾910C", "cn"), ("Nobody Z1", nil), ("Armada X", nil),
        ] as [(String, String?)])
    func `a chip's name tells who designs it, word by word`(chip: String, jurisdiction: String?) throws {
        #expect(try Bundled.rulebook.get().designers.designer(of: chip)?.jurisdiction == jurisdiction)
    }

    @Test(arguments: [
        ("X,FP16=fast,,,,1,1,1,,", "tops_dense"), ("X,,-1,,,1,1,1,,", "tpp"), ("X,,nan,,,1,1,1,,", "tpp"),
        ("X,,1,,,maybe,1,1,,", "datacenter"), (",,1,,,1,1,1,,", "chip"), ("X,HUGE=1,,,,1,1,1,,", "tops_dense"),
    ])
    func `a cell that isn't what its heading says is refused with its line`(row: String, column: String) throws {
        let error = try #require(throws: DocumentError.self) { try table(Self.heading + row + "\n") }
        #expect(error.description.hasPrefix("chips.csv:2: found \(column) "), "\(error)")
    }
}
