import ArgumentParser
import Documents
import Foundation

/// Where answers and complaints go.
enum Output {
    static func print(_ report: some Report, as format: OutputFormat) throws {
        write(try report.rendered(as: format), to: .standardOutput)
    }

    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    static func complain(_ line: String) { write(line + "\n", to: .standardError) }

    /// A reader that went away (a closed pipe) is no fault of ours.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}

extension OutputFormat: ExpressibleByArgument {}

/// The option that every answering command takes.
struct FormatOption: ParsableArguments {
    @Option(help: "How to print the answer: table, json, csv or markdown.")
    var format: OutputFormat = .table
}
