import ArgumentParser
import Capability
import Catalog
import Documents

struct EvaluateCapabilityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capability",
        abstract: "What the performance model says of published measurements, and how far off it is.",
        discussion: """
            DIR holds serving points, throughput tables, published results and operator files in the forms that
            docs/performance-data.md describes, up to four folders deep, operator files up to six. Prints the mean absolute error by table, system and
            model, the share of measurements inside the stated 80 % band, and the worst rows with what is most doubtful.
            Nothing is fitted here, the constants are the catalogue's, but with --leave-one-out.
            """)

    @Option(help: ArgumentHelp("A folder with published measurements.", valueName: "DIR")) var data: String
    @Flag(help: "Leave operator files out.") var servingOnly = false
    @Flag(
        help: """
            Fit each family again without each of its systems, and whole steps without each system and model, and say
            how far off those are then: minutes.
            """)
    var leaveOneOut = false
    @OptionGroup var printing: FormatOption

    func run() async throws {
        let catalog = try Catalog.bundled()
        let measurements = try PublishedMeasurements(under: data)
        let progress = Progress()
        var operators: [OperatorEvaluation.Line] = []
        if !servingOnly, !measurements.operators.isEmpty {
            operators =
                try OperatorEvaluation(data: data, catalog: catalog, leaveOneOut: leaveOneOut) {
                    progress.show($0.description)
                }.lines
        }
        let heldOut =
            !leaveOneOut
            ? []
            : HeldOutServices(measurements, catalog: catalog) {
                progress.show("fitted \($0) of \($1) services' steps without one system and model")
            }.groups
        let evaluation = CapabilityEvaluation(
            measurements, operators: operators, heldOut: heldOut, catalog: catalog, progress: progress.show)
        progress.clear()
        try Output.print(evaluation, as: printing.format)
        if !evaluation.hasJudged { throw NegativeAnswer(note: "assay: nothing could be predicted; see above") }
    }
}
