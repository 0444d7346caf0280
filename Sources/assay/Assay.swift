import Agent
import ArgumentParser
import Capability
import Catalog
import Collectors
import Controls
import Demo
import Documents
import Foundation
import Geodesy
import Ranging
import Registry
import Service

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
            CompareCommand.self, EstimateCommand.self, CalibrateCommand.self, ClassifyCommand.self, ScreenCommand.self,
            RulesCommand.self, PartiesCommand.self, PapersCommand.self, VerifyCommand.self,
            AttestCommand.self,
            CatalogCommand.self,
            EvaluateCommand.self, ServeCommand.self, LandmarkCommand.self, AgentCommand.self, DemoCommand.self,
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

    /// Ends with 0 for help and version, with 2 and a sentence for input that we can't work with, and with 70 for
    /// anything else.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        if code.isSuccess { exit(withError: error) }
        if code == .validationFailure {
            Output.complain(fullMessage(for: error))
            Foundation.exit(2)
        }
        Output.complain("assay: \(error)")
        Foundation.exit(isBadInput(error) ? 2 : 70)
    }

    private static func isBadInput(_ error: any Error) -> Bool {
        switch error {
        case is DocumentError, is UnknownName, is EstimateError, is RegionSetError, is RegistryError, is PortProblem,
            is KeyFileError, is DemoError, is UnknownInstrument, is RulebookProblems, is AgentError, is SocketError,
            is CollectorError, is ListDownloadError, is ScreeningListStoreError, is ScreeningListProblem:
            true
        default: false
        }
    }
}

/// Answered, and the answer is no.
struct NegativeAnswer: Error {
    let note: String?
}
