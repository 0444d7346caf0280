import ArgumentParser
import Capability
import Catalog
import Documents
import Foundation

struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Fit the constants of operators, collectives and serving steps on published measurements.",
        discussion: """
            DIR holds operator files (<system>/<operation>__<framework>-<version>.csv[.gz]), serving points and tables, in
            the forms that docs/performance-data.md describes, serving tables up to four and operator files up to six
            folders deep. What was fitted is written as <family>.yaml into --output, in the form of Catalog/calibration;
            groups that DIR has no data for stay as they are.
            """)

    @Option(help: ArgumentHelp("A folder with published measurements.", valueName: "DIR")) var data: String
    @Option(help: ArgumentHelp("Where the families' files go; nothing is written when left out.", valueName: "DIR"))
    var output: String?
    @OptionGroup var printing: FormatOption

    func run() async throws {
        if let output { try Output.prepareFolder(output) }
        let catalog = try Catalog.bundled()
        let progress = Progress()
        let calibration = try CapabilityCalibration(data: data, catalog: catalog) { progress.show($0) }
        progress.clear()
        if let output { try calibration.write(to: output) }
        try Output.print(calibration, as: printing.format)
    }
}
