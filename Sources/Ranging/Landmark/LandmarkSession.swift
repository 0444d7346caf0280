/// One session at a landmark, as a state machine: events in, actions out, no clock and no socket inside.
///
/// Rounds go one at a time. A challenge is made only when it is sent, so an answer before it can't exist.
struct LandmarkSession: Sendable {
    enum Action: Equatable {
        /// Send this challenge now and report when with `sent`.
        case challenge(round: UInt32, Octets32)
        /// All rounds are over: sign the record.
        case finish
        case nothing
    }

    private enum State {
        case waiting(until: UInt64)
        /// `until` it is given up; counted from when it was made, so that it stands when the time of departure comes.
        case pending(Octets32, until: UInt64, departure: Departure)
        case finished
    }

    /// A round that is over: what would have answered it, to tell a replay from a guess.
    private struct Past {
        let mac: Octets32
        let wasAnswered: Bool
    }

    let terms: GrantTerms
    private let key: RoundKey
    private var state: State
    private var round: UInt32 = 0
    private var past: [Past] = []
    private(set) var samples: [UInt64] = []
    private(set) var refusals = Refusals()
    /// `kernel` until one sample had to do without.
    private(set) var clock = RangingRecord.Clock.kernel

    /// A reply later than this is given up: more than a round trip through a geostationary satellite.
    static let roundLimit: UInt64 = 1_000_000_000

    init(terms: GrantTerms, key: RoundKey, now: UInt64, random: inout some RandomNumberGenerator) {
        self.terms = terms
        self.key = key
        state = .finished
        state = .waiting(until: now &+ pause(&random))
    }

    var challenges: UInt32 { round }
    /// A challenge is out.
    var isPending: Bool { if case .pending = state { true } else { false } }
    var isFinished: Bool { if case .finished = state { true } else { false } }

    /// When `tick` has something to do; nil when never again.
    var nextDeadline: UInt64? {
        switch state {
        case .waiting(let until): until
        case .pending(_, let until, _): until
        case .finished: nil
        }
    }

    /// Time has passed.
    mutating func tick(now: UInt64, random: inout some RandomNumberGenerator) -> Action {
        switch state {
        case .waiting(let until) where now >= until:
            let challenge = Octets32(random: &random)
            round += 1
            state = .pending(challenge, until: now &+ Self.roundLimit, departure: Departure(monotonic: now))
            return .challenge(round: round, challenge)
        case .pending(let challenge, let until, _) where now >= until:
            let missed = key.answer(session: terms.session, round: round, challenge: challenge)
            return close(Past(mac: missed, wasAnswered: false), now: now, random: &random)
        default:
            return .nothing
        }
    }

    /// The challenge of this round left: by the clock read before the system call, and by the kernel's stamp where
    /// there is one.
    mutating func sent(round sent: UInt32, _ departure: Departure) {
        guard sent == round, case .pending(let challenge, let until, _) = state else { return }
        state = .pending(challenge, until: until, departure: departure)
    }

    /// A reply came. Whatever is not the first authentic answer to the pending challenge is counted and refused.
    mutating func reply(
        round replied: UInt32, mac: Octets32, arrival: Arrival, random: inout some RandomNumberGenerator
    ) -> Action {
        guard case .pending(let challenge, _, let departure) = state, replied == round else {
            refuse(round: replied, mac: mac)
            return .nothing
        }
        guard key.isValid(mac, session: terms.session, round: replied, challenge: challenge) else {
            refusals.count(past.contains { $0.mac == mac } ? \.replayed : \.unauthenticated)
            return .nothing
        }
        switch RoundTrip.between(departure, arrival) {
        case .measured(let nanoseconds, let source):
            if source == .process { clock = .process }
            samples.append(nanoseconds)
            return close(Past(mac: mac, wasAnswered: true), now: arrival.monotonic, random: &random)
        case .tooLate:
            refusals.count(\.late)
            return close(Past(mac: mac, wasAnswered: false), now: arrival.monotonic, random: &random)
        case .clockStepped:
            refusals.count(\.clockSteps)
            return close(Past(mac: mac, wasAnswered: false), now: arrival.monotonic, random: &random)
        }
    }

    /// Names what is wrong with a reply to a round that isn't under way.
    private mutating func refuse(round replied: UInt32, mac: Octets32) {
        guard replied >= 1, Int(replied) <= past.count else {
            refusals.count(replied > round || replied == 0 ? \.early : \.unauthenticated)
            return
        }
        let known = past[Int(replied) - 1]
        if known.mac == mac {
            refusals.count(known.wasAnswered ? \.doubled : \.late)
        } else {
            refusals.count(past.contains { $0.mac == mac } ? \.replayed : \.unauthenticated)
        }
    }

    private mutating func close(
        _ round: Past, now: UInt64, random: inout some RandomNumberGenerator
    ) -> Action {
        past.append(round)
        guard past.count < Int(terms.rounds) else {
            state = .finished
            return .finish
        }
        state = .waiting(until: now &+ pause(&random))
        return .nothing
    }

    /// From 1 ms to what the grant allows, in nanoseconds.
    private func pause(_ random: inout some RandomNumberGenerator) -> UInt64 {
        UInt64.random(in: 1_000_000...max(1_000_000, UInt64(terms.pauseMilliseconds) * 1_000_000), using: &random)
    }
}

extension Octets32 {
    /// Fresh random bytes.
    init(random: inout some RandomNumberGenerator) {
        self.init(words: (random.next(), random.next(), random.next(), random.next()))
    }
}
