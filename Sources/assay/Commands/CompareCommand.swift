import ArgumentParser
import Capability
import Catalog
import Quantities

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "What systems deliver on a model and workload, side by side, in intervals.",
        discussion: """
            Example: assay compare cloudmatrix-384 gb200-nvl72 hgx-h200 --model deepseek-r1 --tpot 50ms
            'assay catalog list systems' and 'assay catalog list models' show the names.
            """)

    @Argument(help: "Systems by id or name.") var systems: [String]
    @Option(help: "The language model.") var model: String
    @Option(help: "Prompt length in tokens.") var input = Workload.Usual.input
    @Option(help: "Answer length in tokens.") var output = Workload.Usual.output
    @Option(help: "The most one output token may take, such as 50ms or 0.05s.") var tpot = TimeArgument(
        Workload.Usual.timePerOutputToken)
    @OptionGroup var printing: FormatOption

    func run() async throws {
        let catalog = try Catalog.bundled()
        let workload = Workload(
            model: try catalog.model(named: model), input: input, output: output, timePerOutputToken: tpot.seconds)
        guard let workload else {
            throw ValidationError("expected 1 to 10,000,000 tokens in and out, and a time above zero")
        }
        let comparison = try Comparison(systems: systems, workload: workload, catalog: catalog)
        try Output.print(comparison, as: printing.format)
        if comparison.systems.contains(where: { $0.decode.tokensPerSecond == nil }) { throw NegativeAnswer(note: nil) }
    }
}

/// A time with its unit: `50ms`, `0.05s`.
struct TimeArgument: ExpressibleByArgument {
    let seconds: Seconds

    init(_ seconds: Seconds) { self.seconds = seconds }

    init?(argument: String) {
        let (digits, factor): (Substring, Double) =
            argument.hasSuffix("ms") ? (argument.dropLast(2), 1e-3) : (argument.dropLast(), 1)
        guard argument.hasSuffix("s"), let number = Double(digits), number > 0, number.isFinite else { return nil }
        seconds = Seconds(number * factor)
    }

    var defaultValueDescription: String { "50ms" }
}
