import Attestation
import Crypto
import Foundation

/// One prover's talk with one landmark, as a state machine: datagrams and times in, datagrams out.
struct ProverSession {
    private enum State {
        /// Saying hello, with the cookie once it is known.
        case greeting(cookie: [UInt8])
        case answering(RoundKey)
        case finished(SignedRecord)
        case absent(Absence.Reason)
    }

    let landmark: Landmark
    private let grant: SessionGrant
    private let key: SessionKey
    private let own = Curve25519.KeyAgreement.PrivateKey()
    private var state: State = .greeting(cookie: [UInt8](repeating: 0, count: 32))
    private var lastHeard: UInt64
    private var lastAsked: UInt64?
    private var hellos = 0
    private var cookies = 0
    /// Fetches and greetings since the landmark took the session.
    private var questions = 0
    /// Accepts and records that the landmark's key didn't sign.
    private(set) var forgeries = 0

    /// Unanswered hellos and fetches are repeated after this long.
    private static let patience: UInt64 = 1_200_000_000
    /// A landmark that hasn't taken the session after so many hellos is left out.
    private static let helloLimit = 7
    /// With long pauses between rounds, a fetch this often keeps a NAT's mapping open.
    private static let keepAlive: UInt64 = 15_000_000_000

    init(landmark: Landmark, grant: SessionGrant, key: SessionKey, now: UInt64) {
        self.landmark = landmark
        self.grant = grant
        self.key = key
        lastHeard = now
    }

    var record: SignedRecord? {
        if case .finished(let record) = state { record } else { nil }
    }

    var isOver: Bool {
        switch state {
        case .finished, .absent: true
        case .greeting, .answering: false
        }
    }

    /// Why there is no record; nil when there is one.
    var absence: Absence? {
        let reason: Absence.Reason
        switch state {
        case .finished: return nil
        case .absent(let known): reason = known
        case .greeting: reason = forgeries > 0 ? .impostor : .silent
        case .answering: reason = forgeries > 0 ? .impostor : .unfinished
        }
        return Absence(landmark: landmark.id, reason: reason)
    }

    private var session: SessionID { grant.terms.session }

    /// How long a landmark may be silent between rounds before it is asked.
    private var lull: UInt64 { min(Self.keepAlive, Self.patience + UInt64(grant.terms.pauseMilliseconds) * 1_000_000) }
    /// How long before it is given up: if somebody keeps every challenge from us, its rounds still run their time, and
    /// its record says what it got instead.
    private var despair: UInt64 {
        let round = LandmarkSession.roundLimit + UInt64(grant.terms.pauseMilliseconds) * 1_000_000
        return UInt64(grant.terms.rounds) * round + 10_000_000_000
    }

    /// What to send when nothing was heard: a hello at first, a fetch when the rounds seem over.
    mutating func tick(now: UInt64) -> Packet? {
        switch state {
        case .greeting(let cookie):
            if let lastAsked, now <= lastAsked &+ Self.patience { return nil }
            guard hellos < Self.helloLimit else {
                state = .absent(forgeries > 0 ? .impostor : .silent)
                return nil
            }
            hellos += 1
            lastAsked = now
            return hello(cookie)
        case .answering:
            guard now > lastHeard &+ lull, now > (lastAsked ?? 0) &+ lull else { return nil }
            guard now <= lastHeard &+ despair else {
                state = .absent(forgeries > 0 ? .impostor : .unfinished)
                return nil
            }
            lastAsked = now
            questions += 1
            // A NAT may have given us another address, from where a landmark hears only who greets it again.
            return questions.isMultiple(of: 2) ? hello([UInt8](repeating: 0, count: 32)) : .fetch(session: session)
        case .finished, .absent: return nil
        }
    }

    /// Answers a datagram from the landmark. What doesn't belong here is ignored.
    mutating func receive(_ packet: Packet, now: UInt64) -> Packet? {
        switch (state, packet) {
        case (.greeting(let known), .cookie(session, let cookie)):
            // The same again would be answered for ever: a made-up cookie costs one hello and no more.
            guard cookie != known, cookies < Self.helloLimit else { return nil }
            cookies += 1
            state = .greeting(cookie: cookie)
            lastAsked = now
            lastHeard = now
            return hello(cookie)
        case (.greeting, .accept(session, let landmarkKey, let signature)):
            guard let roundKey = roundKey(landmarkKey: landmarkKey, signature: signature) else {
                forgeries += 1
                return nil
            }
            state = .answering(roundKey)
            lastHeard = now
            return nil
        case (.answering, .cookie(session, let cookie)):
            guard cookies < Self.helloLimit else { return nil }
            cookies += 1
            return hello(cookie)
        case (.answering(let roundKey), .challenge(session, let round, let challenge)):
            lastHeard = now
            return .reply(
                session: session, round: round,
                mac: roundKey.answer(session: session, round: round, challenge: challenge))
        case (.answering, .record(session, let record)):
            guard record.record.key == key.publicKey, record.record.landmark == landmark.id,
                record.isSigned(by: landmark)
            else {
                forgeries += 1
                return nil
            }
            state = .finished(record)
            return nil
        default: return nil
        }
    }

    private func hello(_ cookie: [UInt8]) -> Packet? {
        let proverKey = Array(own.publicKey.rawRepresentation)
        let message = Handshake.helloMessage(
            grant: grant, landmark: landmark.shortName, proverKey: proverKey, cookie: cookie)
        // Signing fails only without randomness; the hello is tried again at the next tick.
        guard let signature = try? key.signature(for: message) else { return nil }
        return .hello(.init(grant: grant, key: proverKey, cookie: cookie, signature: signature))
    }

    private func roundKey(landmarkKey: [UInt8], signature: [UInt8]) -> RoundKey? {
        let proverKey = Array(own.publicKey.rawRepresentation)
        let message = Handshake.acceptMessage(session: session, proverKey: proverKey, landmarkKey: landmarkKey)
        guard SessionKey.isValid(signature, for: message, by: landmark.key) else { return nil }
        return try? RoundKey(
            own: own, peer: landmarkKey, session: session, landmark: landmark.id, proverKey: proverKey,
            landmarkKey: landmarkKey)
    }
}
