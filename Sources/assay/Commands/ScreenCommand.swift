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
                      assay screen Examples/h200-to-johor.yaml --parties --ownership Examples/parties/ownership.yaml
            With --parties, or a --list or --ownership, names of end user, exporter, site and owners are held against the
            Consolidated Screening List first, in place of what the file says of a screening.
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
    @Flag(help: "Hold the parties' names against the kept list, or the one of --list.") var parties = false
    @Option(help: ArgumentHelp("Who owns the end user (YAML; see Examples/parties).", valueName: "FILE"))
    var ownership: String?
    @OptionGroup var listOptions: ListOptions
    @Flag(help: "Also say what would change the decision, one fact at a time.") var explain = false
    @OptionGroup var printing: FormatOption

    func run() throws {
        let consignment = try Consignment(try DocumentFile(path: file))
        let rulebook = try Rulebook.bundled()
        let asOf = try law.asOf(else: consignment.date, whatIf: whatIf, assume: assume, rulebook: rulebook)
        let named = try screenedParties(of: consignment, rulebook, asOf)
        let screening = try Screening(
            named.map { consignment.screened($0.findings) } ?? consignment, catalog: try Catalog.bundled(),
            rulebook: rulebook, asOf: asOf)
        let report = ScreeningReport(screening, isExplained: explain, parties: named)
        try Output.print(report, as: printing.format)
        if screening.isBlocked { throw NegativeAnswer(note: nil) }
    }

    /// Nil where nobody asks for it.
    private func screenedParties(
        of consignment: Consignment, _ rulebook: Rulebook, _ asOf: AsOf
    ) throws -> ConsignmentParties? {
        guard parties || ownership != nil || listOptions.list != nil else { return nil }
        let owners = try ownership.map { try OwnershipFile(try DocumentFile(path: $0)) }
        let loaded = try listOptions.load()
        return try ConsignmentParties(
            consignment, screen: try PartyScreen(loaded.list), list: loaded.stamp, ownership: owners,
            under: try AffiliatesRule(rulebook, asOf: asOf))
    }
}
