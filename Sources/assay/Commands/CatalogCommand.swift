import ArgumentParser
import Catalog

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "The figures everything rests on, each with its source and grade.",
        subcommands: [List.self, Show.self, Check.self, Sources.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is in the catalogue.")

        @Argument(help: "accelerators, systems or models; all when left out.") var kind: CatalogKind?
        @OptionGroup var printing: FormatOption

        func run() throws {
            try Output.print(CatalogListing(try Catalog.bundled(), kind: kind), as: printing.format)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One entry, every figure with source and grade.")

        @Argument(help: "An accelerator, system or model by id, name or alias.") var name: String
        @OptionGroup var printing: FormatOption

        func run() throws {
            try Output.print(try CatalogEntryReport(named: name, in: try Catalog.bundled()), as: printing.format)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load a catalogue and say what is wrong with it, with file and line.")

        @Argument(help: "A folder in the form of Catalog/; the program's own when left out.") var folder: String?
        @OptionGroup var printing: FormatOption

        func run() throws {
            let catalog = try folder.map { try Catalog(folder: $0) } ?? Catalog.bundled()
            try Output.print(CatalogCheck(catalog), as: printing.format)
        }
    }

    struct Sources: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Where the figures come from.")

        @OptionGroup var printing: FormatOption

        func run() throws {
            try Output.print(SourceListing(try Catalog.bundled()), as: printing.format)
        }
    }
}

extension CatalogKind: ExpressibleByArgument {}
