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
    }

    let landmark: LandmarkDirectory.Entry
    private let grant: SessionGrant
    private let device: SoftwareDeviceKey
    private let own = Curve25519.KeyAgreement.PrivateKey()
    private var state: State = .greeting(cookie: [UInt8](repeating: 0, count: 32))
    private var lastHeard: UInt64
    private var lastAsked: UInt64 = 0

    /// Unanswered hellos and fetches are repeated after this long.
    private static let patience: UInt64 = 1_200_000_000

    init(landmark: LandmarkDirectory.Entry, grant: SessionGrant, device: SoftwareDeviceKey, now: UInt64) {
        self.landmark = landmark
        self.grant = grant
        self.device = device
        lastHeard = now
    }

    var record: SignedRecord? {
        if case .finished(let record) = state { record } else { nil }
    }

    /// What to send when nothing was heard: a hello at first, a fetch when the rounds seem over.
    mutating func tick(now: UInt64) -> Packet? {
        switch state {
        case .greeting(let cookie):
            guard lastAsked == 0 || now > lastAsked + Self.patience else { return nil }
            lastAsked = now
            return hello(cookie)
        case .answering:
            guard now > lastHeard + Self.patience, now > lastAsked + Self.patience else { return nil }
            lastAsked = now
            return .fetch(session: grant.session)
        case .finished: return nil
        }
    }

    /// Answers a datagram from the landmark. What doesn't belong here is ignored.
    mutating func receive(_ packet: Packet, now: UInt64) -> Packet? {
        switch (state, packet) {
        case (.greeting, .cookie(grant.session, let cookie)):
            state = .greeting(cookie: cookie)
            lastAsked = now
            lastHeard = now
            return hello(cookie)
        case (.greeting, .accept(grant.session, let key, let signature)):
            guard let roundKey = roundKey(landmarkKey: key, signature: signature) else { return nil }
            state = .answering(roundKey)
            lastHeard = now
            return nil
        case (.answering(let key), .challenge(grant.session, let round, let challenge)):
            lastHeard = now
            return .reply(
                session: grant.session, round: round,
                mac: key.answer(session: grant.session, round: round, challenge: challenge))
        case (.answering, .record(grant.session, let record)):
            guard record.record.session == grant.session, record.isSigned(by: landmark) else { return nil }
            state = .finished(record)
            return nil
        default: return nil
        }
    }

    private func hello(_ cookie: [UInt8]) -> Packet? {
        let proverKey = Array(own.publicKey.rawRepresentation)
        let message = Handshake.helloMessage(session: grant.session, landmark: landmark.id, proverKey: proverKey)
        // Signing fails only without randomness; the hello is tried again at the next tick.
        guard let signature = try? device.signature(for: message) else { return nil }
        return .hello(.init(grant: grant, key: proverKey, cookie: cookie, signature: signature))
    }

    private func roundKey(landmarkKey: [UInt8], signature: [UInt8]) -> RoundKey? {
        let proverKey = Array(own.publicKey.rawRepresentation)
        let message = Handshake.acceptMessage(
            session: grant.session, proverKey: proverKey, landmarkKey: landmarkKey)
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(landmark.key)),
            key.isValidSignature(signature, for: message)
        else { return nil }
        return try? RoundKey(
            own: own, peer: landmarkKey, session: grant.session, landmark: landmark.id, proverKey: proverKey,
            landmarkKey: landmarkKey)
    }
}
