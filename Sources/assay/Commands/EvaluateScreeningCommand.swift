import ArgumentParser
import Controls
import Documents
import Foundation

struct EvaluateScreeningCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screening",
        abstract: "How many misspelt names of the list are found, how many clean names are taken for listed ones.",
        discussion: """
            DATA is the Consolidated Screening List as JSON, or a folder with one (csl*.json or consolidated*.json).
            Names drawn from the list get one slip: a letter put in, left out, replaced, or two exchanged. Clean names
            are companies and universities that aren't listed, and names made from parts. Exits with 1 below 95 % found
            or above one false hit in a thousand.
            """)

    @Option(help: ArgumentHelp("The list, or a folder with it.", valueName: "DATA")) var data: String
    @Option(help: "Of the random numbers.") var seed: UInt64 = 1
    @Option(help: "How many names are misspelt, of any kind and of first names each.") var names = 1_000
    @Option(help: "How many clean names are made.") var clean = 4_000
    @Option(help: "The least score of a hit.") var threshold: Double = ScreeningThresholds.standard.review
    @OptionGroup var printing: FormatOption

    func validate() throws {
        guard (1...1_000_000).contains(names), (0...1_000_000).contains(clean) else {
            throw ValidationError("--names takes 1 to 1,000,000, --clean 0 to 1,000,000")
        }
        guard ScreeningThresholds(review: threshold, likely: 1) != nil else {
            throw ValidationError("--threshold takes 0.5 to 1")
        }
    }

    func run() throws {
        let list = try ScreeningList(path: try ScreeningData.list(at: data))
        let standard = ScreeningThresholds.standard
        let thresholds = ScreeningThresholds(review: threshold, likely: max(threshold, standard.likely))
        let screen = try PartyScreen(list, thresholds: thresholds ?? standard)
        let progress = Progress()
        let evaluation = ScreeningEvaluation(screen, seed: seed, names: names, clean: clean) { done, all in
            progress.show("\(done) of \(all) names")
        }
        progress.clear()
        try Output.print(evaluation, as: printing.format)
        if !evaluation.isGoodEnough {
            throw NegativeAnswer(note: "assay: fewer than 95 % were found, or more than one in a thousand falsely")
        }
    }
}
