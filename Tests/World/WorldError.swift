import Foundation

/// Why the world can't be built, or something in it didn't do as it must.
enum WorldError: Error, Sendable, CustomStringConvertible {
    /// A system call failed; the code is of `errno`.
    case system(action: String, code: Int32)
    /// A program ended with another exit code than 0.
    case command(String, status: String, output: String)
    /// Something was awaited for so many seconds.
    case timeout(waitingFor: String, seconds: Double)
    /// An answer that isn't what the program promises.
    case unexpected(String)

    var description: String {
        switch self {
        case .system(let action, let code): "\(action): \(String(cString: strerror(code)))"
        case .command(let command, let status, let output):
            "‘\(command)’ \(status): \(output.trimmingCharacters(in: .whitespacesAndNewlines).suffix(600))"
        case .timeout(let what, let seconds): "after \(Int(seconds)) s still waiting for \(what)"
        case .unexpected(let text): text
        }
    }
}
