import ArgumentParser
import Catalog
import Controls
import Documents

struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "What the rules of both sides say of a consignment, layer by layer, with the trace.",
        discussion: """
            Examples: assay screen Examples/h200-to-shenzhen.yaml
                      assay screen Examples/h200-to-shenzhen.yaml --on 2025-12-01 --explain
                      assay screen Examples/h200-to-shenzhen.yaml --what-if us-bill-overwatch
            Exits with 1 when a rule in force stands against it, or when that is disputed or can't be told.
            """
    )

    @Argument(help: "A consignment file (YAML; see Examples/).") var file: String
    @OptionGroup var law: LawOptions
    @Option(
        name: .customLong("what-if"),
        help: ArgumentHelp(
            "Take a bill as enacted; may be repeated. Bills aren't looked at otherwise.", valueName: "BILL"))
    var whatIf: [String] = []
    @Option(
        help: ArgumentHelp(
            "Take an instrument's status as this where it is disputed; may be repeated.", valueName: "ID=STATUS"))
    var assume: [String] = []
    @Flag(help: "Also say what would change the decision, one fact at a time.") var explain = false
    @OptionGroup var printing: FormatOption

    func run() throws {
        let consignment = try Consignment(try DocumentFile(path: file))
        let rulebook = try Rulebook.bundled()
        let asOf = try law.asOf(else: consignment.date, whatIf: whatIf, assume: assume, rulebook: rulebook)
        let screening = try Screening(consignment, catalog: try Catalog.bundled(), rulebook: rulebook, asOf: asOf)
        try Output.print(ScreeningReport(screening, isExplained: explain), as: printing.format)
        if screening.isBlocked { throw NegativeAnswer(note: nil) }
    }
}
