import ArgumentParser
import Controls
import Documents
import Foundation

struct EvaluateControlsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controls",
        abstract: "What the rules say of chips whose class is known, against that class.",
        discussion: """
            CSV has the columns chip, tops_dense, tpp, logic_die_mm2, pd, datacenter, dram_bw_gbs, io_bw_gbs, and the
            answers rule_2022_10, rule_2023_10, h20_letter_2025_04, cn_review_2026_01, s232_2026_01; an answer that is
            left empty isn't compared. A folder that holds classification_tests.csv will do.
            Exits with 1 when an answer is another than expected.
            """)

    @Option(help: ArgumentHelp("A table of chips with expected answers.", valueName: "CSV")) var data: String
    @Option(help: ArgumentHelp("The day whose law is read; today when left out.", valueName: "YYYY-MM-DD"))
    var on: CalendarDate?
    @OptionGroup var printing: FormatOption

    func run() throws {
        let rulebook = try Rulebook.bundled()
        let table = try ClassificationTable(
            try DocumentFile(path: path, limit: 64 << 20), designers: rulebook.designers)
        let evaluation = ControlsEvaluation(table, rulebook: rulebook, on: on ?? CalendarDate.today)
        try Output.print(evaluation, as: printing.format)
        guard evaluation.answers > 0 else {
            throw NegativeAnswer(note: "assay: the table expects no answers; nothing was compared")
        }
        if !evaluation.mismatches.isEmpty { throw NegativeAnswer(note: nil) }
    }

    private var path: String {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: data, isDirectory: &isFolder)
        return exists && isFolder.boolValue ? "\(data)/classification_tests.csv" : data
    }
}
