import ArgumentParser
import Catalog
import Controls

struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "How export rules class an accelerator, with the figures and citations.",
        discussion: "Example: assay classify nvidia-h200-sxm --trace")

    @Argument(help: "An accelerator by id, name or alias.") var accelerator: String
    @Flag(help: "Show every test that was made.") var trace = false
    @OptionGroup var printing: FormatOption

    func run() throws {
        let accelerator = try Catalog.bundled().accelerator(named: accelerator)
        let classification = Classification(accelerator, rulebook: try Rulebook.bundled())
        try Output.print(ClassificationReport(classification, showsTrace: trace), as: printing.format)
    }
}
