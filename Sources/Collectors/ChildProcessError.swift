/// Why a vendor's tool gave no answer.
package struct ChildProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Cause: Sendable, Equatable {
        case notFound
        /// The system wouldn't run it.
        case notRun(String)
        /// It ended by itself with this code. Of what it wrote to standard error, the line that says most.
        case exited(Int32, firstLine: String)
        case signalled(Int32)
        case overTime(Duration)
        /// It wrote more than so many bytes.
        case overOutput(Int)
    }

    /// Such as `tpm2_quote`.
    package let tool: String
    package let cause: Cause
    /// What to do about it, where that is known.
    package let remedy: String?

    package var description: String {
        [reason, remedy].compactMap { $0 }.joined(separator: "; ")
    }

    private var reason: String {
        switch cause {
        case .notFound: "‘\(tool)’ is not in PATH"
        case .notRun(let reason): "‘\(tool)’ can't be run: \(reason)"
        case .exited(let code, let line): "‘\(tool)’ ended with \(code)" + (line.isEmpty ? "" : ": \(line)")
        case .signalled(let signal): "‘\(tool)’ was ended by signal \(signal)"
        case .overTime(let limit): "‘\(tool)’ took longer than \(limit) and was killed"
        case .overOutput(let limit): "‘\(tool)’ wrote more than \(limit) bytes and was killed"
        }
    }
}
