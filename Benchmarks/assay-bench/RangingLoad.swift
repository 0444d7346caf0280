import Ranging
import Synchronization

/// The provers of a load: one thread that answers every challenge as fast as it can.
final class RangingLoad: Sendable {
    /// How one round went at the prover's side.
    struct Turnaround: Sendable {
        let round: TimedRound
        /// From the challenge's arrival to the reply's departure by the kernel's stamps, in nanoseconds.
        let nanoseconds: UInt64
    }

    let address: SocketAddress
    private let isStopping = Atomic(false)
    private let answered = Atomic(0)
    private let results = Mutex<(turnarounds: [Turnaround], records: [SignedRecord], isOver: Bool)>(([], [], false))

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - keys: of the sessions, by id.
    ///   - timesReplies: asks the kernel when each reply left, which costs time itself.
    /// - Throws: `SocketError` when no socket can be had.
    init(_ keys: [SessionID: RoundKey], timesReplies: Bool = false) throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort)
        address = socket.address
        startThread(named: "load", Provers(socket: socket, keys: keys, timesReplies: timesReplies)) { [self] provers in
            while !isStopping.load(ordering: .relaxed) {
                provers.turn()
                answered.store(provers.answered, ordering: .relaxed)
            }
            results.withLock { $0 = (provers.turnarounds, provers.records, true) }
        }
    }

    /// Replies sent so far.
    var replies: Int { answered.load(ordering: .relaxed) }

    /// Ends the thread and tells what it saw.
    func stop() -> (turnarounds: [Turnaround], records: [SignedRecord]) {
        isStopping.store(true, ordering: .relaxed)
        while true {
            let now = results.withLock { $0 }
            if now.isOver { return (now.turnarounds, now.records) }
            SystemClock.wait(for: [], atMost: 1_000_000)
        }
    }
}

/// The load's own state, on its thread.
private final class Provers {
    private let socket: TimingSocket
    private let keys: [SessionID: RoundKey]
    private let timesReplies: Bool
    private var outgoing = OutgoingBatch()
    private var arrivals: [TimedRound: UInt64] = [:]
    private(set) var turnarounds: [RangingLoad.Turnaround] = []
    private(set) var records: [SignedRecord] = []
    private(set) var answered = 0
    private var idleTurns = 0
    /// Looks in vain, about half a microsecond each, before the thread sleeps.
    private static let patience = 2_000

    init(socket: consuming TimingSocket, keys: [SessionID: RoundKey], timesReplies: Bool) {
        self.socket = socket
        self.keys = keys
        self.timesReplies = timesReplies
    }

    func turn() {
        let count = socket.gather()
        socket.takeDepartures { round, departure in
            guard let arrival = arrivals.removeValue(forKey: round), let left = departure.kernel, left >= arrival else {
                return
            }
            turnarounds.append(RangingLoad.Turnaround(round: round, nanoseconds: left - arrival))
        }
        guard count > 0 else {
            idleTurns += 1
            // A load that sleeps makes the server pay for waking it.
            return idleTurns > Self.patience ? socket.wait(atMost: 20_000_000) : ()
        }
        idleTurns = 0
        socket.takeArrivals { datagram, _, sender, arrival in answer(datagram, from: sender, arrival: arrival) }
        socket.send(outgoing)
        outgoing.removeAll()
    }

    private func answer(_ datagram: UnsafeRawBufferPointer, from sender: SocketAddress, arrival: Arrival) {
        if let challenge = ChallengeView(datagram) {
            guard let key = keys[challenge.session] else { return }
            answered += 1
            let round = TimedRound(session: challenge.session, round: challenge.round)
            if timesReplies { arrivals[round] = arrival.kernel }
            outgoing.append(to: sender, timed: timesReplies ? round : nil) { challenge.appendReply(by: key, to: &$0) }
        } else if case .record(_, let record) = try? Packet(decoding: Array(datagram)) {
            records.append(record)
        }
    }
}
