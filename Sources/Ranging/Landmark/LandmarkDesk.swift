import Attestation
import Crypto
import Foundation

/// A landmark without its socket: packets and times in, packets out.
///
/// It holds nothing for strangers: the first hello is answered with a cookie that only its address can have
/// received, computed rather than stored; state begins when a hello brings that cookie, a grant signed by a
/// trusted verifier, and the device's own signature. No answer is larger than its question.
struct LandmarkDesk {
    struct Outgoing {
        let packet: Packet
        let destination: SocketAddress
        /// Set for challenges: report the time of sending to this session.
        let timedSession: [UInt8]?
    }

    private struct Guest {
        var session: LandmarkSession
        var address: SocketAddress
        let accept: Packet
        var record: SignedRecord?
    }

    private let id: String
    private let key: Curve25519.Signing.PrivateKey
    private let verifiers: Set<[UInt8]>
    private let cookieKey = SymmetricKey(size: .bits256)
    private var guests: [[UInt8]: Guest] = [:]
    private var random = SystemRandomNumberGenerator()

    /// More sessions at once than this are turned away.
    static let guestLimit = 1_000
    /// A session's record can be fetched this long after it began, in nanoseconds: the longest session (64 rounds of
    /// a second) and a minute more.
    static let keepsake: UInt64 = 130_000_000_000

    init(id: String, key: Curve25519.Signing.PrivateKey, verifiers: Set<[UInt8]>) {
        self.id = id
        self.key = key
        self.verifiers = verifiers
    }

    /// The earliest time at which `tick` has work.
    var nextDeadline: UInt64? { guests.values.compactMap(\.session.nextDeadline).min() }

    mutating func receive(
        _ packet: Packet, from address: SocketAddress, now: UInt64, wallClock: UInt64
    ) -> [Outgoing] {
        switch packet {
        case .hello(let hello): return greet(hello, from: address, now: now, wallClock: wallClock)
        case .reply(let session, let round, let mac):
            guard var guest = guests[session], guest.address == address else { return [] }
            let action = guest.session.reply(round: round, mac: mac, received: now, random: &random)
            guests[session] = guest
            return perform(action, session: session, wallClock: wallClock)
        case .fetch(let session):
            guard let guest = guests[session], guest.address == address, let record = guest.record else { return [] }
            return [Outgoing(packet: .record(session: session, record), destination: address, timedSession: nil)]
        case .cookie, .accept, .challenge, .record: return []
        }
    }

    mutating func tick(now: UInt64, wallClock: UInt64) -> [Outgoing] {
        var outgoing: [Outgoing] = []
        for (session, var guest) in guests {
            let action = guest.session.tick(now: now, random: &random)
            guests[session] = guest
            outgoing += perform(action, session: session, wallClock: wallClock)
        }
        guests = guests.filter { !$0.value.session.isFinished || now < $0.value.session.began + Self.keepsake }
        return outgoing
    }

    mutating func sent(session: [UInt8], at time: UInt64) {
        guests[session]?.session.sent(at: time)
    }

    private mutating func perform(
        _ action: LandmarkSession.Action, session: [UInt8], wallClock: UInt64
    ) -> [Outgoing] {
        guard var guest = guests[session] else { return [] }
        switch action {
        case .nothing: return []
        case .challenge(let round, let challenge):
            let packet = Packet.challenge(session: session, round: round, challenge: challenge)
            return [Outgoing(packet: packet, destination: guest.address, timedSession: session)]
        case .finish:
            let record = RangingRecord(
                session: session, device: guest.session.grant.device, landmark: id, signedAt: wallClock,
                clock: .process, challenges: UInt16(clamping: guest.session.challenges),
                samples: guest.session.samples, refusals: guest.session.refusals)
            // Without a signature there is no record; the prover's fetches then go unanswered.
            guard let signed = try? SignedRecord(record, key: key) else { return [] }
            guest.record = signed
            guests[session] = guest
            return [Outgoing(packet: .record(session: session, signed), destination: guest.address, timedSession: nil)]
        }
    }

    private mutating func greet(
        _ hello: Packet.Hello, from address: SocketAddress, now: UInt64, wallClock: UInt64
    ) -> [Outgoing] {
        let session = hello.grant.session
        func answer(_ packet: Packet) -> [Outgoing] {
            [Outgoing(packet: packet, destination: address, timedSession: nil)]
        }
        let expected = cookie(session: session, address: address)
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                hello.cookie, authenticating: cookieMessage(session: session, address: address), using: cookieKey)
        else { return answer(.cookie(session: session, cookie: expected)) }
        if let guest = guests[session] {
            // The accept was lost: repeat it, but only to the same address.
            return guest.address == address ? answer(guest.accept) : []
        }
        guard guests.count < Self.guestLimit, verifiers.contains(hello.grant.verifier),
            hello.grant.hasValidSignature, hello.grant.isCurrent(at: wallClock),
            hello.grant.device.isValid(
                signature: hello.signature,
                for: Handshake.helloMessage(session: session, landmark: id, proverKey: hello.key))
        else { return [] }
        let own = Curve25519.KeyAgreement.PrivateKey()
        let ownPublic = Array(own.publicKey.rawRepresentation)
        let message = Handshake.acceptMessage(session: session, proverKey: hello.key, landmarkKey: ownPublic)
        guard
            let roundKey = try? RoundKey(
                own: own, peer: hello.key, session: session, landmark: id, proverKey: hello.key,
                landmarkKey: ownPublic),
            let signature = try? key.signature(for: message)
        else { return [] }
        let accept = Packet.accept(session: session, key: ownPublic, signature: Array(signature))
        guests[session] = Guest(
            session: LandmarkSession(grant: hello.grant, key: roundKey, now: now, random: &random),
            address: address, accept: accept, record: nil)
        return answer(accept)
    }

    private func cookieMessage(session: [UInt8], address: SocketAddress) -> [UInt8] { session + address.bytes }

    private func cookie(session: [UInt8], address: SocketAddress) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: cookieMessage(session: session, address: address), using: cookieKey))
    }
}
