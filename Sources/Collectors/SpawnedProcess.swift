import Glibc

/// A child process from its start until its end was taken note of.
///
/// Foundation's `Process` isn't used: on Linux a child seems to run until a socket is closed that the child's own
/// children inherit, so a tool that leaves a daemon behind never ends. It also hands on which signals the calling
/// thread blocks, for threads that run tasks nearly all of them. This one passes on standard input, output and errors
/// only, blocks no signal, and asks for the end by the child's number.
struct SpawnedProcess {
    /// Why a system call failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ call: String, _ code: Int32) { description = "\(call): \(String(cString: strerror(code)))" }
    }

    /// How it ended.
    enum Ending: Equatable { case exited(Int32), signalled(Int32) }

    private let id: pid_t
    /// Descriptors to read from.
    private let output: Int32
    private let errors: Int32

    /// - Parameters:
    ///   - executable: an absolute path.
    ///   - environment: all of it.
    init(executable: String, arguments: [String], environment: [String: String]) throws(Failure) {
        let output = try Channel()
        defer { Glibc.close(output.writing) }
        let errors: Channel
        do {
            errors = try Channel()
        } catch {
            Glibc.close(output.reading)
            throw error
        }
        defer { Glibc.close(errors.writing) }
        do {
            id = try Self.spawn(
                executable, arguments: [executable] + arguments,
                environment: environment.map { "\($0.key)=\($0.value)" }, output: output, errors: errors)
        } catch {
            Glibc.close(output.reading)
            Glibc.close(errors.reading)
            throw error
        }
        self.output = output.reading
        self.errors = errors.reading
    }

    private static func spawn(
        _ executable: String, arguments: [String], environment: [String], output: Channel, errors: Channel
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
        // Whatever else this process has open and others forgot to keep to it. Closing what isn't open is no failure.
        for descriptor in STDERR_FILENO + 1..<max(3, min(1024, getdtablesize())) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // Servers ignore the signal for a closed pipe, and children inherit that too.
        var defaults = none
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // A group of its own, so that what the tool itself started can be ended with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var id = pid_t()
        let code = withCStrings(arguments) { arguments in
            withCStrings(environment) { environment in
                posix_spawn(&id, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw Failure("posix_spawn", code) }
        return id
    }
}

extension SpawnedProcess {
    /// Reads what it writes; see `PipeDrain`.
    ///
    /// - Returns: whether both outputs were read to their end.
    func read(into drain: inout PipeDrain) -> Bool {
        drain.read(output: output, errors: errors)
    }

    /// Waits for its end until the deadline; nil when it still runs then.
    func ending(until deadline: ContinuousClock.Instant) throws(Failure) -> Ending? {
        var status: Int32 = 0
        while true {
            let ended = waitpid(id, &status, WNOHANG)
            if ended == id { return Self.ending(status) }
            if ended < 0 && errno != EINTR { throw Failure("waitpid", errno) }
            if ContinuousClock.now >= deadline { return nil }
            // A tool that closed its outputs is about to end; the wait is for that moment only.
            usleep(500)
        }
    }

    /// Ends it and all that it started, at once.
    func end() {
        kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    }

    /// Lets go of its outputs.
    func close() {
        Glibc.close(output)
        Glibc.close(errors)
    }

    /// As wait(2) describes the number.
    private static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7f
        return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
    }
}

/// Two connected ends. A pair of sockets, unlike a pipe, is made closed to children in one step, so that no other child
/// that starts at this moment keeps an end open.
private struct Channel {
    let reading: Int32
    let writing: Int32

    init() throws(SpawnedProcess.Failure) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0, let reading = ends.first, let writing = ends.last else {
            throw SpawnedProcess.Failure("socketpair", errno)
        }
        self.reading = reading
        self.writing = writing
    }
}

/// C's array of strings, which ends with null.
private func withCStrings<Result>(
    _ strings: [String], _ work: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return work(copies)
}
