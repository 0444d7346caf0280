import ArgumentParser
import Foundation

/// The command line. It reads arguments, asks a room, prints the answer; it decides nothing itself.
@main
struct Assay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "What AI accelerators deliver, where they may go, and whether they are still there.",
        discussion: """
            Exit codes: 0 answered, 1 a finding or a negative answer, 2 bad input, 70 a fault of ours.
            Every answer that takes --format json keeps its form from version to version; see docs/json.md.
            """,
        version: "0.1.0",
        subcommands: [
            CompareCommand.self, ClassifyCommand.self, ScreenCommand.self, VerifyCommand.self, CatalogCommand.self,
            ServeCommand.self, DemoCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let negative as NegativeAnswer {
            if let note = negative.note { Output.complain(note) }
            Foundation.exit(1)
        } catch {
            end(error)
        }
    }

    /// Ends with 0 for help and version, and with 2 and a sentence for input that we can't work with.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        if code.isSuccess || error is ExitCode { exit(withError: error) }
        let parsing = "\(type(of: error))".contains("CommandError") || error is ValidationError
        Output.complain(parsing ? fullMessage(for: error) : "assay: \(error)")
        Foundation.exit(error is Fault ? 70 : 2)
    }
}

/// Answered, and the answer is no.
struct NegativeAnswer: Error {
    let note: String?
}

/// A fault of ours, not of the input.
struct Fault: Error, CustomStringConvertible {
    let description: String
}
