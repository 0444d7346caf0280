import Crypto
import Foundation
import Glibc
import Ranging

/// Times the landmark's loop on loopback: rounds for a second of its processor's time beside a bare echo's, and what
/// its own work adds to a round trip.
enum RangingBench {
    private static let pairs = 9
    private static let rounds = 64

    /// Prints the figures.
    ///
    /// - Throws: `SocketError` when no socket can be had.
    static func run() throws {
        for sessions in [64, 256, 1_024] { try throughput(sessions: sessions) }
        for clock in [RangingRecord.Clock.kernel, .process] { try overhead(clock) }
    }

    /// Few sessions leave the landmark idle between rounds, for at least a millisecond each, so that every round pays for
    /// its own system calls; many fill its batches.
    /// Echo and landmark take turns, so that whatever else the machine does weighs on both.
    private static func throughput(sessions count: Int) throws {
        var echoes: [Double] = []
        var landmarks: [Double] = []
        var others: [Double] = []
        for _ in 0..<pairs {
            echoes.append(try echo(sessions: count))
            landmarks.append(try landmark(sessions: count, clock: .kernel))
            others.append(try landmark(sessions: count, clock: .process))
        }
        let ratios = zip(landmarks, echoes).map { $0 / $1 }
        func rate(_ rates: [Double]) -> String {
            let rate = median(rates)
            return String(format: "%.0f rounds per CPU second, %.2f µs each", rate, 1e6 / rate)
        }
        print("\(count) sessions, echo:", rate(echoes))
        print("\(count) sessions, landmark, kernel stamps:", rate(landmarks))
        print("\(count) sessions, landmark, process clock:", rate(others))
        print(
            "ratio landmark to echo:", String(format: "%.2f", median(ratios)), "of",
            ratios.sorted().map { String(format: "%.2f", $0) }.joined(separator: " "))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// Seconds of this thread's processor.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func echo(sessions count: Int) throws -> Double {
        let keys = keys(count)
        let load = try RangingLoad(keys)
        var echo = try UDPEcho()
        echo.begin(keys.keys, at: load.address)
        var rounds = 0
        while rounds < count * 8 { rounds += echo.turn() }
        rounds = 0
        let start = processorTime
        while rounds < count * Self.rounds { rounds += echo.turn() }
        let used = processorTime - start
        _ = load.stop()
        return Double(rounds) / used
    }

    private static func keys(_ count: Int) -> [SessionID: RoundKey] {
        Dictionary(
            uniqueKeysWithValues: (0..<count).map { _ in (SessionID(), RoundKey(key: SymmetricKey(size: .bits256))) })
    }

    /// A landmark whose sessions are open already, with the least pauses between rounds.
    private static func loop(
        _ keys: [SessionID: RoundKey], clock: RangingRecord.Clock, load: SocketAddress, pause: UInt32 = 1
    ) throws -> LandmarkLoop {
        let key = Curve25519.Signing.PrivateKey()
        let publicKey = Array(key.publicKey.rawRepresentation)
        var desk = LandmarkDesk(id: "bench", key: key, verifiers: [])
        let directory = LandmarkDirectory(epoch: 1, entries: [])
        let now = LandmarkDesk.Now(monotonic: SystemClock.monotonic, wall: SystemClock.wall)
        for (session, roundKey) in keys {
            let terms = GrantTerms(
                session: session, device: publicKey, key: publicKey, directory: directory, landmarks: [],
                question: publicKey, schedule: .init(rounds: UInt16(rounds), pauseMilliseconds: pause),
                issued: now.wall, verifier: publicKey)
            desk.admit(
                terms, key: roundKey, from: load, proverKey: publicKey, accept: .fetch(session: session), now: now)
        }
        return LandmarkLoop(socket: try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock), desk: desk)
    }

    private static func landmark(sessions count: Int, clock: RangingRecord.Clock) throws -> Double {
        let keys = keys(count)
        let load = try RangingLoad(keys)
        let loop = try loop(keys, clock: clock, load: load.address)
        let start = processorTime
        while loop.tally.records < UInt64(count) { loop.turn() }
        let used = processorTime - start
        _ = load.stop()
        guard loop.clock == clock else { return 0 }
        return Double(loop.tally.samples) / used
    }

    /// What is left of recorded round trips without the time at the prover: the wire there and back, and the landmark.
    private static func overhead(_ clock: RangingRecord.Clock) throws {
        var left: [Int64] = []
        for _ in 0..<8 {
            let keys = keys(8)
            let load = try RangingLoad(keys, timesReplies: true)
            let loop = try loop(keys, clock: clock, load: load.address, pause: 8)
            while loop.tally.records < UInt64(keys.count) { loop.turn() }
            SystemClock.wait(for: [], atMost: 50_000_000)
            let (turnarounds, records) = load.stop()
            var samples: [TimedRound: UInt64] = [:]
            for record in records where Int(record.record.challenges) == record.record.samples.count {
                for (index, sample) in record.record.samples.enumerated() {
                    samples[TimedRound(session: record.record.session, round: UInt32(index + 1))] = sample
                }
            }
            for turnaround in turnarounds {
                if let sample = samples[turnaround.round] { left.append(Int64(sample) - Int64(turnaround.nanoseconds)) }
            }
        }
        guard !left.isEmpty else { return print("own overhead: this kernel doesn't tell when datagrams leave") }
        left.sort()
        func quantile(_ share: Double) -> String {
            String(format: "%.1f", Double(left[Int(share * Double(left.count - 1))]) / 1e3)
        }
        print(
            "own overhead, \(clock) clock, \(left.count) rounds, in µs:",
            "least \(quantile(0)), median \(quantile(0.5)), 99th percentile \(quantile(0.99)), most \(quantile(1))")
    }
}
