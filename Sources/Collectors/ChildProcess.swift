package import Foundation

/// A vendor's tool that is run once, found by name in `PATH` and given its arguments as they are: no shell reads them.
///
/// It inherits this process's environment, gets no input, and is killed when it takes too long or writes too much.
package struct ChildProcess: Sendable {
    /// Such as `tpm2_quote`; a name, never a path.
    package let tool: String
    package let arguments: [String]
    /// Put over the environment that it inherits.
    package var environment: [String: String] = [:]
    package var timeLimit: Duration = .seconds(30)
    /// In bytes of standard output. Of standard error the first 64 kB are kept and the rest is dropped.
    package var outputLimit = 1 << 20
    /// What to do when the tool isn't there, such as `install tpm2-tools`.
    package let remedyIfAbsent: String
    /// What to look at when the tool is there and fails.
    package var remedyIfFailed: String?

    package init(_ tool: String, _ arguments: [String], remedyIfAbsent: String) {
        self.tool = tool
        self.arguments = arguments
        self.remedyIfAbsent = remedyIfAbsent
    }

    /// Runs it to its end, blocking this thread.
    ///
    /// - Returns: what it wrote to standard output.
    /// - Throws: also when it ends with anything but 0.
    package func run() throws(ChildProcessError) -> [UInt8] {
        guard let executable = Self.executable(named: tool) else {
            throw ChildProcessError(tool: tool, cause: .notFound, remedy: remedyIfAbsent)
        }
        let deadline = ContinuousClock.now + timeLimit
        var drain = PipeDrain(outputLimit: outputLimit, deadline: deadline)
        let ending: SpawnedProcess.Ending?
        do {
            let process = try SpawnedProcess(
                executable: executable.path, arguments: arguments,
                environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
            defer { process.close() }
            // A tool that closed its outputs may still run on.
            ending = process.read(into: &drain) ? try process.ending(until: deadline) : nil
            if ending == nil { process.end() }
        } catch {
            throw failure(.notRun(error.description))
        }
        switch ending {
        case .exited(0): return drain.output
        case .exited(let code): throw failure(.exited(code, firstLine: drain.complaint))
        case .signalled(let signal): throw failure(.signalled(signal))
        case nil: throw failure(drain.isOverfull ? .overOutput(outputLimit) : .overTime(timeLimit))
        }
    }

    private func failure(_ cause: ChildProcessError.Cause) -> ChildProcessError {
        ChildProcessError(tool: tool, cause: cause, remedy: remedyIfFailed)
    }

    /// The executable of this name in a folder of `PATH`. Folders named relative to wherever this process happens to
    /// stand aren't searched.
    package static func executable(named tool: String) -> URL? {
        guard !tool.isEmpty, !tool.contains("/") else { return nil }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").filter { $0.hasPrefix("/") }
            .map { URL(filePath: String($0)).appending(path: tool) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
