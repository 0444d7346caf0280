import ArgumentParser
import Catalog
import Controls
import Documents

struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "What the rules of both sides say of a consignment, layer by layer, with the trace.",
        discussion:
            "Example: assay screen Examples/h200-to-shenzhen.yaml\nExits with 1 when a rule in force stands against it."
    )

    @Argument(help: "A consignment file (YAML; see Examples/).") var file: String
    @OptionGroup var printing: FormatOption

    func run() throws {
        let consignment = try Consignment(try DocumentFile(path: file))
        let screening = try Screening(
            consignment, catalog: try Catalog.bundled(), rulebook: try Rulebook.bundled())
        try Output.print(ScreeningReport(screening), as: printing.format)
        if screening.isBlocked { throw NegativeAnswer(note: nil) }
    }
}
