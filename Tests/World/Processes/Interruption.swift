import Foundation
import Synchronization

/// Ctrl-C and its like: tidy up, then go.
enum Interruption {
    private static let isUnderway = Atomic(false)

    /// Tidying up makes whatever is going on fail. That is no failure: then this waits for the end.
    static func standAside() {
        while isUnderway.load(ordering: .relaxed) { sleep(1) }
    }

    static func watch(_ teardown: Teardown) {
        // A closed pipe is noticed when writing fails; it must not keep anything from being tidied up.
        signal(SIGPIPE, SIG_IGN)
        let signals = [SIGINT, SIGTERM, SIGHUP]
        for number in signals { signal(number, SIG_IGN) }
        // Sources watch as long as somebody holds them: this thread does, to the end.
        let thread = Thread {
            let sources = signals.map { source($0, teardown) }
            withExtendedLifetime(sources) {
                while true { sleep(.max) }
            }
        }
        thread.name = "signals"
        thread.start()
    }

    private static func source(_ number: Int32, _ teardown: Teardown) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            isUnderway.store(true, ordering: .relaxed)
            teardown.run()
            // As a shell would say it.
            exit(128 + number)
        }
        source.resume()
        return source
    }
}
