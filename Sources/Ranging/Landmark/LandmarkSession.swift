import Attestation

/// One session at a landmark, as a state machine: events in, actions out, no clock and no socket inside.
///
/// Rounds go one at a time. A challenge is made only when it is sent, so a reply before it can't exist.
struct LandmarkSession: Sendable {
    enum Action: Equatable {
        /// Send this challenge now and report the time with `sent`.
        case challenge(round: UInt32, [UInt8])
        /// All rounds are over: sign the record.
        case finish
        case nothing
    }

    private enum State {
        case waiting(until: UInt64)
        case pending(challenge: [UInt8], sent: UInt64)
        case finished
    }

    let grant: SessionGrant
    /// When the session was accepted, for forgetting it.
    let began: UInt64
    private let key: RoundKey
    private var state: State
    private var round: UInt32 = 0
    private(set) var samples: [UInt64] = []
    private(set) var refusals = RangingRecord.Refusals()
    private var answered: Set<UInt32> = []

    /// A reply later than this is given up: more than a round trip through a geostationary satellite.
    static let roundLimit: UInt64 = 1_000_000_000
    /// Challenges follow one another after 1 to 20 ms, at random.
    private static let pauses: ClosedRange<UInt64> = 1_000_000...20_000_000

    init(grant: SessionGrant, key: RoundKey, now: UInt64, random: inout some RandomNumberGenerator) {
        self.grant = grant
        self.key = key
        began = now
        state = .waiting(until: now + UInt64.random(in: Self.pauses, using: &random))
    }

    var challenges: UInt32 { round }
    var isFinished: Bool { if case .finished = state { true } else { false } }

    /// When `tick` has something to do; nil when never again.
    var nextDeadline: UInt64? {
        switch state {
        case .waiting(let until): until
        case .pending(_, let sent): sent + Self.roundLimit
        case .finished: nil
        }
    }

    /// Time has passed.
    mutating func tick(now: UInt64, random: inout some RandomNumberGenerator) -> Action {
        switch state {
        case .waiting(let until) where now >= until:
            let challenge = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            round += 1
            state = .pending(challenge: challenge, sent: now)
            return .challenge(round: round, challenge)
        case .pending(_, let sent) where now >= sent + Self.roundLimit:
            return next(now: now, random: &random)
        default:
            return .nothing
        }
    }

    /// The challenge left at this time: the last moment before the system call, so that the round trip can
    /// only be measured too long.
    mutating func sent(at time: UInt64) {
        if case .pending(let challenge, _) = state { state = .pending(challenge: challenge, sent: time) }
    }

    /// A reply came. Whatever is not the first authentic answer to the pending challenge is counted and refused.
    mutating func reply(
        round replied: UInt32, mac: [UInt8], received: UInt64, random: inout some RandomNumberGenerator
    ) -> Action {
        guard case .pending(let challenge, let sent) = state, replied == round else {
            if answered.contains(replied) {
                refusals.repeated = refusals.repeated.saturating()
            } else {
                refusals.untimely = refusals.untimely.saturating()
            }
            return .nothing
        }
        guard key.isValid(mac, session: grant.session, round: replied, challenge: challenge) else {
            refusals.unauthenticated = refusals.unauthenticated.saturating()
            return .nothing
        }
        answered.insert(replied)
        samples.append(received > sent ? received - sent : 1)
        return next(now: received, random: &random)
    }

    private mutating func next(now: UInt64, random: inout some RandomNumberGenerator) -> Action {
        guard round < UInt32(grant.rounds) else {
            state = .finished
            return .finish
        }
        state = .waiting(until: now + UInt64.random(in: Self.pauses, using: &random))
        return .nothing
    }
}

extension UInt16 {
    /// One more, or the most there is.
    fileprivate func saturating() -> UInt16 { self == .max ? self : self + 1 }
}
