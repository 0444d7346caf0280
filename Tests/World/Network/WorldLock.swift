import Glibc

/// One world at a time: all use the same network.
enum WorldLock {
    private static let path = "/run/assay-world.lock"

    /// Waits for its turn, and keeps it until the process ends.
    ///
    /// - Parameter say: told when it has to wait.
    static func take(say: (String) -> Void) throws(WorldError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(action: "opening \(path)", code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
        say("waiting for another run to end")
        guard flock(descriptor, LOCK_EX) == 0 else { throw .system(action: "locking \(path)", code: errno) }
    }
}
