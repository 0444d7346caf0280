import Foundation

/// Runs short commands to their end, without a shell.
struct CommandRunner: Sendable {
    /// Where their output goes.
    let folder: String

    /// - Throws: `WorldError.command` when it ends with anything but 0.
    @discardableResult
    func run(_ arguments: String...) throws(WorldError) -> String {
        let child = try ChildProcess(
            arguments, environment: ProcessEnvironment.inherited, output: "\(folder)/command-\(UUID().uuidString)")
        while child.status == nil { usleep(1_000) }
        defer { child.forgetOutput() }
        let output = child.output
        guard child.status == .exited(0) else {
            throw .command(
                child.command, status: child.status?.description ?? "", output: output + child.errors)
        }
        return output
    }
}

extension ChildProcess {
    /// Removes the files that its output went to.
    func forgetOutput() {
        for file in outputFiles { try? FileManager.default.removeItem(atPath: file) }
    }
}
