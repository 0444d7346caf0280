import ArgumentParser
import Capability
import Catalog
import Charts
import Documents
import Foundation
import Quantities
import Service

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "What systems deliver on a model and workload, side by side, in intervals.",
        discussion: """
            Example: assay compare cloudmatrix-384 gb200-nvl72 hgx-h200 --model deepseek-r1 --tpot 15ms,30ms,50ms,100ms
            Every deployment of each system is weighed; --chart draws throughput against speed for one user.
            'assay catalog list systems' and 'assay catalog list models' show the names.
            """)

    @Argument(help: "Systems by id or name.") var systems: [String]
    @OptionGroup var workload: WorkloadOptions
    @Option(help: "Dollars for an hour of one accelerator; the catalogue's dated figures when left out.")
    var hourly: Double?
    @Option(help: "The day whose costs and level of software are taken, as YYYY-MM-DD; today when left out.") var on:
        String?
    @Option(help: "Write a chart (SVG) of throughput against speed for one user to this file.") var chart: String?
    @Flag(help: "Add each system's best deployment under the first limit, operator by operator, as estimate does.")
    var explain = false
    @OptionGroup var printing: FormatOption

    func validate() throws {
        if let hourly, !(0...1e6).contains(hourly) { throw ValidationError("--hourly takes 0 to 1,000,000 dollars") }
        if let on, CalendarDate(on) == nil { throw ValidationError("--on takes a day as YYYY-MM-DD") }
    }

    func run() async throws {
        let catalog = try Catalog.bundled()
        let progress = Progress()
        let date = on.flatMap { CalendarDate($0) } ?? .today
        let workload = try workload.workload(catalog, on: date)
        let comparison = try Comparison(
            systems: systems, workload: workload, catalog: catalog, on: date, hourly: hourly
        ) { system, done, all in progress.show("\(system): \(done) of \(all) engines") }
        progress.clear()
        if let chart {
            try Output.save(Data(comparison.chart.svg().utf8), to: chart)
        }
        if explain {
            let explained = try ExplainedComparison(comparison, workload: workload, catalog: catalog)
            try Output.print(explained, as: printing.format)
        } else {
            try Output.print(comparison, as: printing.format)
        }
        if comparison.systems.contains(where: { $0.decode.tokensPerSecond == nil }) { throw NegativeAnswer(note: nil) }
    }
}
