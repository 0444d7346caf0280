import ArgumentParser
import Catalog
import Controls
import Crypto
import Documents
import Foundation

struct PapersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "papers",
        abstract: "The papers that the rules of both sides demand, filled in from a consignment.",
        discussion: """
            Examples: assay papers Examples/h200-to-shenzhen.yaml --kind us-checklist --format html --output checklist.html
                      assay papers Examples/h200-to-shenzhen.yaml --kind cn-justification --language zh
            us-checklist: the certifications of the rule of January 2026, red flags, and what goes on after a licence.
            cn-justification: the buyer's reasons for a foreign chip, with figures for the consignment's workload on every
            domestic system of the catalogue.
            Exits with 1 when something is missing or the answer is negative: not eligible, not asked of this buyer, no
            figures, a workload that the consignment doesn't state, or a domestic system that does as well. Blanks that only
            the buyer fills don't count.
            """
    )

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case checklist = "us-checklist"
        case justification = "cn-justification"
    }

    @Argument(help: "A consignment file (YAML; see Examples/).") var file: String
    @Option(help: "Which paper: us-checklist or cn-justification.") var kind: Kind
    @Option(help: "en or zh; the checklist is in English only.") var language: PaperLanguage = .english
    @Option(help: "How to print it: markdown, html or json.") var format: PaperFormat = .markdown
    @Option(help: ArgumentHelp("Write it to this file instead.", valueName: "FILE")) var output: String?
    @OptionGroup var law: LawOptions

    func validate() throws {
        if kind == .checklist, language != .english {
            throw ValidationError("--kind us-checklist is in English: it goes to an authority of the United States")
        }
    }

    func run() throws {
        let consignment = try Consignment(try DocumentFile(path: file))
        let catalog = try Catalog.bundled()
        let rulebook = try Rulebook.bundled()
        let asOf = try law.asOf(else: consignment.date, rulebook: rulebook)
        let stamp = PaperStamp(
            asOf, rulebook: try FolderDigest(folder: Rulebook.bundledFolder, digest: SHA256.hex),
            catalogue: try FolderDigest(folder: Catalog.bundledFolder, digest: SHA256.hex))
        let screening = try Screening(consignment, catalog: catalog, rulebook: rulebook, asOf: asOf)
        switch kind {
        case .checklist:
            let checklist = try ExportChecklist(screening, catalog: catalog, stamp: stamp)
            try hand(out: checklist, as: checklist.document)
            if !checklist.isComplete { throw NegativeAnswer(note: nil) }
        case .justification:
            let progress = Progress()
            let justification = try DomesticJustification(screening, catalog: catalog, stamp: stamp) {
                system, done, all in progress.show("\(system): \(done) of \(all) engines")
            }
            progress.clear()
            try hand(out: justification, as: justification.document(in: language))
            if !justification.stands { throw NegativeAnswer(note: nil) }
        }
    }

    private func hand(out paper: some Paper, as document: PaperDocument) throws {
        let text = try paper.rendered(document, as: format)
        if let output {
            try Output.save(Data(text.utf8), to: output)
        } else {
            Output.write(text)
        }
    }
}

extension PaperLanguage: ExpressibleByArgument {}
extension PaperFormat: ExpressibleByArgument {}
