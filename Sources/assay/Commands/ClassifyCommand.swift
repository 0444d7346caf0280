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
            A table has the columns chip, tops_dense, tpp, logic_die_mm2, pd, datacenter, dram_bw_gbs and io_bw_gbs;
            an empty cell is a figure that isn't known. Every rule is asked, whether it applies on the day or not.
            """)

    @Argument(help: "An accelerator by id, name or alias; a table of chips (a file that ends in .csv); or all.")
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
        let accelerator = try Catalog.bundled().accelerator(named: accelerator)
        let classification = Classification(accelerator, rulebook: rulebook, on: date)
        try Output.print(
            ClassificationReport(classification, on: date, showsTrace: trace), as: printing.format)
    }
}
