import Foundation
import Synchronization

/// A program that runs beside this one, in a process group of its own, with its output in files.
final class ChildProcess: Sendable {
    let identifier: pid_t
    let command: String
    private let outputFile: String
    private let errorFile: String
    private let ended = Mutex<EndStatus?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in PATH, and its arguments.
    ///   - environment: all of it; nothing is inherited.
    ///   - output: path without extension; `.out` and `.err` take what the program prints.
    init(_ arguments: [String], environment: [String: String], output: String) throws(WorldError) {
        command = arguments.joined(separator: " ")
        outputFile = output + ".out"
        errorFile = output + ".err"
        identifier = try Self.spawn(arguments, environment, outputFile, errorFile)
    }

    /// What it printed so far.
    var output: String { String(decoding: FileManager.default.contents(atPath: outputFile) ?? Data(), as: UTF8.self) }
    var errors: String { String(decoding: FileManager.default.contents(atPath: errorFile) ?? Data(), as: UTF8.self) }

    var outputFiles: [String] { [outputFile, errorFile] }

    /// How it ended; nil while it runs.
    var status: EndStatus? {
        ended.withLock { known in
            if known == nil {
                var status: Int32 = 0
                if waitpid(identifier, &status, WNOHANG) == identifier { known = EndStatus(waited: status) }
            }
            return known
        }
    }

    /// Waits for its end; nil when it still runs after so many seconds.
    func wait(seconds: Double) async -> EndStatus? {
        let deadline = MonotonicTime.now + UInt64(seconds * 1e9)
        while true {
            if let status { return status }
            guard MonotonicTime.now < deadline, !Task.isCancelled else { return nil }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Sends its whole group a signal, unless it has ended.
    func signal(_ number: Int32) {
        ended.withLock { known in
            if known == nil { Glibc.kill(-identifier, number) }
        }
    }

    /// Kills its whole group and waits for its end. Does nothing when it has ended.
    func kill() {
        ended.withLock { known in
            guard known == nil else { return }
            Glibc.kill(-identifier, SIGKILL)
            var status: Int32 = 0
            if waitpid(identifier, &status, 0) == identifier { known = EndStatus(waited: status) }
        }
    }

    private static func spawn(
        _ arguments: [String], _ environment: [String: String], _ output: String, _ errors: String
    ) throws(WorldError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, and the usual signals even where this process ignores them.
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argumentPointers + environmentPointers).forEach { free($0) } }
        var identifier: pid_t = 0
        let code = posix_spawnp(
            &identifier, arguments.first ?? "", &actions, &attributes, &argumentPointers, &environmentPointers)
        guard code == 0 else { throw .system(action: "starting ‘\(arguments.joined(separator: " "))’", code: code) }
        return identifier
    }
}
