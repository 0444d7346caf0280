import Synchronization

/// What has to be undone, last done first. Whoever ends the run, by whatever way, calls `run`; it undoes once.
final class Teardown: Sendable {
    private let steps = Mutex<[@Sendable () -> Void]>([])
    private let running = Mutex(())

    func add(_ step: @escaping @Sendable () -> Void) { steps.withLock { $0.append(step) } }

    /// Returns when everything is undone, also when somebody else is at it: the process may end then.
    func run() {
        running.withLock { _ in
            while let step = steps.withLock({ $0.popLast() }) { step() }
        }
    }
}
