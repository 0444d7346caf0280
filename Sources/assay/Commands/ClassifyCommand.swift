import ArgumentParser
import Catalog
import Controls
import Documents

struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "How export rules class an accelerator, with the figures and citations.",
        discussion: """
            Examples: assay classify nvidia-h200-sxm --trace
                      assay classify all --format csv
                      assay classify chips.csv
                      assay classify my-chip.yaml
            A table has the columns chip, tops_dense, tpp, logic_die_mm2, pd, datacenter, dram_bw_gbs and io_bw_gbs;
            an empty cell is a figure that isn't known. A YAML file is one accelerator as in Catalog/accelerators. Every rule is asked, whether it applies on the day or not.
            """)

    @Argument(
        help: "An accelerator by id, name or alias; a file of one (.yaml) or a table of chips (.csv); or all.")
    var accelerator: String
    @Flag(help: "Show every test that was made.") var trace = false
    @Option(help: ArgumentHelp("The day whose law is read; today when left out.", valueName: "YYYY-MM-DD"))
    var on: CalendarDate?
    @OptionGroup var printing: FormatOption

    func run() throws {
        let rulebook = try Rulebook.bundled()
        let date = on ?? CalendarDate.today
        if accelerator == "all" {
            let report = ClassificationTableReport(try Catalog.bundled(), rulebook: rulebook, on: date)
            return try Output.print(report, as: printing.format)
        }
        if accelerator.lowercased().hasSuffix(".csv") {
            let table = try ClassificationTable(
                try DocumentFile(path: accelerator, limit: 16 << 20), designers: rulebook.designers)
            return try Output.print(
                ClassificationTableReport(table, rulebook: rulebook, on: date), as: printing.format)
        }
        let catalog = try Catalog.bundled()
        let isFile = [".yaml", ".yml"].contains { self.accelerator.lowercased().hasSuffix($0) }
        let chip =
            isFile
            ? try catalog.accelerator(reading: try DocumentFile(path: accelerator))
            : try catalog.accelerator(named: accelerator)
        let classification = Classification(chip, rulebook: rulebook, on: date)
        try Output.print(
            ClassificationReport(classification, on: date, showsTrace: trace), as: printing.format)
    }
}
