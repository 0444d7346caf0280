import ArgumentParser
import Documents
import Foundation

/// Where answers and complaints go.
enum Output {
    static func print(_ report: some Report, as format: OutputFormat) throws {
        write(try report.rendered(as: format), to: .standardOutput)
    }

    /// A text that ends its own lines.
    static func write(_ text: String) { write(text, to: .standardOutput) }

    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    static func complain(_ line: String) { write(line + "\n", to: .standardError) }

    /// Keeps a file, whole or not at all.
    static func save(_ data: Data, to path: String) throws(DocumentError) {
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw DocumentError(
                file: path, line: nil, found: "a file that can't be written", expected: "a writable path")
        }
    }

    /// Makes sure of a folder before the work whose fruits go there.
    static func prepareFolder(_ path: String) throws(DocumentError) {
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
            FileManager.default.isWritableFile(atPath: path)
        else {
            throw DocumentError(
                file: path, line: nil, found: "no folder that can be written to", expected: "a writable folder")
        }
    }

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
