import ArgumentParser
import Capability
import Catalog
import Documents

struct EstimateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "One system on a model and workload: the best deployment or a given one, operator by operator.",
        discussion: """
            Example: assay estimate gb200-nvl72 --model deepseek-r1 --tpot 30ms
            With --deployment nothing is searched: 'DP72 EP72 redundant 32 batch 64', 'TP8 batch 16', 'TP4 PP2 batch 8',
            'DP16 EP16 two streams batch 48'. Batch is of one attention replica; ranks are dies on Ascend 910C.
            """)

    @Argument(help: "A system by id or name.") var system: String
    @OptionGroup var workload: WorkloadOptions
    @Option(help: "The deployment to cost.") var deployment: String?
    @Flag(inversion: .prefixedNo, help: "Show operators and what the interval comes from, beside the answer.")
    var explain = true
    @OptionGroup var printing: FormatOption

    func run() async throws {
        let catalog = try Catalog.bundled()
        let pinned: PinnedDeployment?
        do { pinned = try deployment.map { text in try PinnedDeployment(text) } } catch {
            throw ValidationError("--deployment: \(error)")
        }
        let hardware = try Hardware(systemNamed: system, in: catalog)
        let workload = try workload.workload(catalog, on: .today)
        let estimate: Estimate
        do { estimate = try Estimate(hardware, workload: workload, pinned: pinned) } catch EstimateError.noDeployment(
            let why)
        {
            throw NegativeAnswer(note: "assay: \(why)")
        }
        if explain {
            try Output.print(estimate, as: printing.format)
        } else {
            try Output.print(BriefReport(estimate), as: printing.format)
        }
        if estimate.excess > 0 { throw NegativeAnswer(note: nil) }
    }
}
