import ArgumentParser
import Catalog
import Controls
import Documents

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "The rulebook: what it holds, whether it is sound, and what changed between two days.",
        subcommands: [List.self, Show.self, Check.self, Diff.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every instrument, in the order in which they are asked, with its status on a day.")

        @OptionGroup var law: LawOptions
        @OptionGroup var printing: FormatOption

        func run() throws {
            let rulebook = try Rulebook.bundled()
            let asOf = try law.asOf(else: CalendarDate.today, rulebook: rulebook)
            try Output.print(RulebookListing(rulebook, asOf: asOf), as: printing.format)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One instrument: its rules, figures, statuses and citations.")

        @Argument(help: "An instrument's id; see ‘assay rules list’.") var id: String
        @OptionGroup var law: LawOptions
        @OptionGroup var printing: FormatOption

        func run() throws {
            let rulebook = try Rulebook.bundled()
            let asOf = try law.asOf(else: CalendarDate.today, rulebook: rulebook)
            try Output.print(InstrumentReport(try rulebook.instrument(named: id), asOf: asOf), as: printing.format)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load a rulebook and say all that is wrong with it, with file and line.",
            discussion: """
                Ids are unique, citations resolve, days don't overlap, facts exist and are recorded before they are
                tested, every rule can be reached and is the answer of one of its file's own tests, and all tests hold.
                Exits with 2 when something is wrong.
                """)

        @Argument(help: "A folder in the form of Rules/; the program's own when left out.") var folder: String?
        @OptionGroup var printing: FormatOption

        func run() throws {
            let check = RulebookCheck(folder: folder ?? Rulebook.bundledFolder)
            // On a terminal the problems are sentences on standard error alone; scripts get them as an answer too.
            if check.problems.isEmpty || printing.format != .table {
                try Output.print(RulebookCheckReport(check), as: printing.format)
            }
            if !check.problems.isEmpty { throw RulebookProblems(problems: check.problems) }
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What changed between two days: in the rules, or for one consignment.",
            discussion: "Example: assay rules diff --from 2025-12-01 --to 2026-02-01 Examples/h200-to-shenzhen.yaml")

        @Argument(help: "A consignment file; the rules themselves when left out.") var file: String?
        @Option(help: ArgumentHelp("The earlier day.", valueName: "YYYY-MM-DD")) var from: CalendarDate
        @Option(help: ArgumentHelp("The later day.", valueName: "YYYY-MM-DD")) var to: CalendarDate
        @Option(help: ArgumentHelp("Leave out what became known after this day.", valueName: "YYYY-MM-DD"))
        var known: CalendarDate?
        @OptionGroup var printing: FormatOption

        func validate() throws {
            guard from <= to else { throw ValidationError("--from takes a day before that of --to") }
        }

        func run() throws {
            let rulebook = try Rulebook.bundled()
            guard let file else {
                return try Output.print(
                    RulebookDifference(rulebook, from: from, to: to, known: known), as: printing.format)
            }
            let consignment = try Consignment(try DocumentFile(path: file))
            let difference = try RulebookDifference(
                consignment, catalog: try Catalog.bundled(), rulebook: rulebook, from: AsOf(from, known: known),
                to: AsOf(to, known: known))
            try Output.print(difference, as: printing.format)
        }
    }
}
