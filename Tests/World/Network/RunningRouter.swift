import Foundation
import Synchronization

/// The router on a thread of its own, with the devices that it moves packets between.
final class RunningRouter: Sendable {
    private struct Shared {
        var rules = RouterRules()
        /// Counts the changes of the rules, and which of them the thread has taken up.
        var asked = 0
        var followed = 0
        var sightings = Sightings()
    }

    private let shared = Mutex(Shared())
    private let stopping = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)

    /// The longest sleep, in nanoseconds: so late a change of the rules may be taken up.
    private static let longestSleep: UInt64 = 5_000_000

    init(router: Router, devices: [IPv4Address: TUNDevice]) {
        let thread = Thread { [self] in
            run(router, devices)
            ended.signal()
        }
        thread.name = "router"
        thread.start()
    }

    /// Ends the thread, and returns when it has ended: then the devices can be closed.
    func stop() {
        guard !stopping.exchange(true, ordering: .relaxed) else { return }
        ended.wait()
    }

    /// What passed so far.
    var sightings: Sightings { shared.withLock { $0.sightings } }

    /// Changes the rules, and returns when they are followed.
    func change(_ edit: (inout RouterRules) -> Void) async {
        let asked = shared.withLock { shared in
            edit(&shared.rules)
            shared.asked += 1
            return shared.asked
        }
        while !stopping.load(ordering: .relaxed), shared.withLock({ $0.followed }) < asked {
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    private func run(_ start: Router, _ devices: [IPv4Address: TUNDevice]) {
        // Sooner awake with a priority of its own: the last stretch, in nanoseconds, isn't slept through.
        let margin: UInt64 = RealTimePriority.take() ? 100_000 : 250_000
        var router = start
        var known = router.sightings
        let sites = Dictionary(uniqueKeysWithValues: devices.map { ($1.descriptor, $0) })
        var ready = ReadySet(Array(sites.keys))
        while !stopping.load(ordering: .relaxed) {
            takeUpRules(&router)
            for descriptor in ready.wait(atMost: Self.sleep(until: router.earliest, margin: margin)) {
                guard let site = sites[descriptor], let device = devices[site] else { continue }
                while let packet = device.read() { router.accept(packet, from: site, at: MonotonicTime.now) }
            }
            while let delivery = router.next(at: MonotonicTime.now) {
                devices[delivery.site]?.write(delivery.packet)
            }
            if router.sightings != known {
                known = router.sightings
                shared.withLock { $0.sightings = known }
            }
        }
    }

    /// How long to sleep: not past the margin before the next packet is due, and not at all within it.
    private static func sleep(until due: UInt64?, margin: UInt64) -> UInt64 {
        guard let due else { return longestSleep }
        let now = MonotonicTime.now
        return due > now + margin ? min(longestSleep, due - now - margin) : 0
    }

    private func takeUpRules(_ router: inout Router) {
        let news = shared.withLock { $0.followed == $0.asked ? nil : (rules: $0.rules, asked: $0.asked) }
        guard let news else { return }
        router.follow(news.rules)
        shared.withLock { $0.followed = news.asked }
    }
}
