import ArgumentParser
import Controls
import Documents
import Foundation
import Service

struct PartiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parties",
        abstract: "Names against the Consolidated Screening List, and who owns whom.",
        discussion: "A name that isn't found is not cleared by that.",
        subcommands: [Screen.self, Ownership.self, Update.self, List.self])

    struct Screen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Which listed parties a name may mean, each with its list, notice and why.",
            discussion: """
                Example: assay parties screen "Huawei Technologies" --country cn
                --file takes CSV with a heading (name, country, aliases, kind, address, identifiers; several parted by
                semicolons), JSON, or one name a line. Exits with 1 when there is a hit. No match is not clearance.
                """)

        @Argument(help: "Names.") var names: [String] = []
        @Option(help: "A file of names: CSV, JSON or lines.") var file: String?
        @Option(help: "Where the party is, as ISO 3166 code; can be repeated.") var country: [String] = []
        @Option(help: "Another name of the one party; can be repeated.") var alias: [String] = []
        @Option(help: "entity, individual, vessel or aircraft.") var kind: PartyKind?
        @Option(help: "The address.") var address: String?
        @Option(help: "A number of a register, a passport, a ship; can be repeated.") var identifier: [String] = []
        @Option(help: "The least score that is shown, 0.5 to 1.") var threshold: Double?
        @Option(help: "The most hits of one name.") var limit = 50
        @OptionGroup var listOptions: ListOptions
        @OptionGroup var printing: FormatOption

        func validate() throws {
            guard !names.isEmpty || file != nil else { throw ValidationError("a name or --file is needed") }
            guard country.allSatisfy(PartyFile.isCountry) else {
                throw ValidationError("--country takes codes such as cn")
            }
            guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10,000") }
            guard names.count == 1 || alias.isEmpty && identifier.isEmpty && address == nil else {
                throw ValidationError("--alias, --address and --identifier go with one name")
            }
            if let threshold, !(0.5...1).contains(threshold) {
                throw ValidationError("--threshold takes 0.5 to 1")
            }
        }

        func run() throws {
            var queries = names.map {
                PartyQuery(
                    name: $0, otherNames: alias, countries: country, kind: kind, address: address,
                    identifiers: identifier)
            }
            if let file { queries += try PartyFile(try DocumentFile(path: file, limit: PartyFile.bytes)).queries }
            let loaded = try listOptions.load()
            let standard = ScreeningThresholds.standard
            let thresholds = threshold.flatMap { ScreeningThresholds(review: $0, likely: max($0, standard.likely)) }
            let screen = try PartyScreen(loaded.list, thresholds: thresholds ?? standard)
            let progress = Progress()
            var answers: [PartyAnswer] = []
            answers.reserveCapacity(queries.count)
            for (index, query) in queries.enumerated() {
                if index % 1_000 == 0, queries.count > 1_000 { progress.show("\(index) of \(queries.count) names") }
                answers.append(screen.answer(query, limit: limit))
            }
            progress.clear()
            let report = PartyReport(answers, list: loaded.stamp, thresholds: screen.thresholds)
            try Output.print(report, as: printing.format)
            if report.withHits > 0 { throw NegativeAnswer(note: nil) }
        }
    }

    struct Ownership: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What OFAC's 50 percent rule and the Affiliates rule say of a party's owners.",
            discussion: """
                Example: assay parties ownership Examples/parties/ownership.yaml --on 2026-11-22
                Owners that the file doesn't name as listed are screened, unless --stated-only. Exits with 1 when a rule
                that applies on the day catches, or could with shares that aren't known or owners that may be listed.
                """)

        @Argument(help: "A file with the holdings (YAML; see Examples/parties).") var file: String
        @Option(help: "The day whose rules are asked, as YYYY-MM-DD; today when left out.") var on: String?
        @Option(help: "On the end of the Affiliates rule's stay: asWritten (the stricter) or asReported.")
        var position: AffiliatesRule.Position = .asWritten
        @Flag(help: "Take the file's word for who is listed; ask no list.") var statedOnly = false
        @OptionGroup var listOptions: ListOptions
        @OptionGroup var printing: FormatOption

        func validate() throws {
            if let on, CalendarDate(on) == nil { throw ValidationError("--on takes a day as YYYY-MM-DD") }
        }

        func run() throws {
            let file = try OwnershipFile(try DocumentFile(path: file))
            var listed = file.listed
            var review: [String] = []
            var stamp: ListStamp?
            if !statedOnly {
                let loaded = try listOptions.load()
                (listed, review) = file.screened(by: try PartyScreen(loaded.list))
                stamp = loaded.stamp
            }
            let asOf = AsOf(on.flatMap { CalendarDate($0) } ?? .today)
            let finding = OwnershipFinding(
                of: file.party, in: file.chain, listed: listed,
                under: try AffiliatesRule(try Rulebook.bundled(), asOf: asOf, position: position))
            try Output.print(OwnershipReport(finding, review: review, list: stamp), as: printing.format)
            if finding.outcome > .notCaught || !review.isEmpty { throw NegativeAnswer(note: nil) }
        }
    }

    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch the list and keep it; on failure the last good one stays.")

        @Option(help: "The list's address, or a file.") var from = ListDownload.address
        @Option(help: ArgumentHelp("The folder to keep it in.", valueName: "DIR")) var store: String?
        @OptionGroup var printing: FormatOption

        func run() async throws {
            var options = ListOptions()
            options.list = nil
            options.store = store
            let store = options.listStore
            do {
                let isAddress = from.hasPrefix("http://") || from.hasPrefix("https://")
                let data =
                    isAddress
                    ? try await ListDownload.bytes(from: from)
                    : try DocumentFile.bytes(path: from, limit: ScreeningListBounds.bytes)
                let (list, state) = try store.keep(data, origin: from, at: Date())
                let stamp = ListStamp(
                    list, origin: from, retrieved: state.retrieved, digest: state.digest, now: state.retrieved)
                try Output.print(ListReport(list, list: stamp), as: printing.format)
            } catch {
                if let old = try? store.readState() {
                    let stale = old.isStale(at: Date()) ? ", stale" : ""
                    Output.complain(
                        "assay: the list from \(old.origin) is kept: \(old.days(at: Date())) days old\(stale), "
                            + "SHA-256 \(old.digest)")
                }
                throw error
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Which list is kept, how old it is, what it holds.")

        @OptionGroup var listOptions: ListOptions
        @OptionGroup var printing: FormatOption

        func run() throws {
            let loaded = try listOptions.load()
            try Output.print(ListReport(loaded.list, list: loaded.stamp), as: printing.format)
        }
    }
}

extension PartyKind: ExpressibleByArgument {}
extension AffiliatesRule.Position: ExpressibleByArgument {}
