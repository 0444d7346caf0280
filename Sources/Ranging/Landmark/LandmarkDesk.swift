import Attestation
package import Crypto
import Foundation
import HeapModule

/// A landmark without its socket: datagrams and times in, datagrams out.
///
/// It holds nothing for strangers: the first hello is answered with a cookie that only its address can have
/// received, computed rather than stored; state begins when a hello brings that cookie, a grant signed by a
/// trusted verifier for this landmark, and the session key's own signature. No answer is larger than its question.
package struct LandmarkDesk {
    struct Outgoing: Sendable {
        let packet: Packet
        let destination: SocketAddress
        /// Set for challenges: report the time of sending for this round.
        let timed: TimedRound?
    }

    /// Where this machine's clocks stand: monotonic nanoseconds, and seconds since 1970.
    package struct Now: Sendable {
        package let monotonic: UInt64
        package let wall: UInt64

        package init(monotonic: UInt64, wall: UInt64) {
            self.monotonic = monotonic
            self.wall = wall
        }
    }

    struct Guest {
        var session: LandmarkSession
        var address: SocketAddress
        let proverKey: [UInt8]
        let accept: Packet
        let began: Now
        /// Set when the rounds are over: when to forget the session.
        var forgetAt: UInt64?
        var record: SignedRecord?
        /// A watch is among the deadlines. One at a time: most challenges are answered long before theirs is due.
        var isWatched = false
    }

    /// A session has something to do at a time. Entries that a later one has overtaken are passed over.
    private struct Deadline: Comparable {
        let time: UInt64
        let session: SessionID
        /// Watches over a challenge that may stay without an answer.
        let isWatch: Bool
        static func < (a: Deadline, b: Deadline) -> Bool { a.time < b.time }
    }

    let id: String
    private let key: Curve25519.Signing.PrivateKey
    private let verifiers: Set<[UInt8]>
    private let name: LandmarkName
    private let cookieKey = SymmetricKey(size: .bits256)
    private var guests: [SessionID: Guest] = [:]
    private var deadlines = Heap<Deadline>()
    private var random = BufferedRandom()
    private(set) var tally = LandmarkTally()

    /// More sessions at once than this are turned away.
    static let guestLimit = 10_000
    /// A finished session's record can be fetched for this long, in nanoseconds.
    static let keepsake: UInt64 = 60_000_000_000
    /// A wall clock that ran this many seconds apart from the monotonic one was stepped.
    static let stepLimit: UInt64 = 2

    package init(id: String, key: Curve25519.Signing.PrivateKey, verifiers: Set<[UInt8]>) {
        self.id = id
        self.key = key
        self.verifiers = verifiers
        name = LandmarkName(key: Array(key.publicKey.rawRepresentation))
    }

    /// The earliest time at which `tick` may have work.
    var nextDeadline: UInt64? { deadlines.min?.time }

    /// How many sessions are held.
    var guestCount: Int { guests.count }

    /// A datagram came.
    mutating func receive(
        _ datagram: UnsafeRawBufferPointer, from address: SocketAddress, arrival: Arrival, wall: UInt64,
        into outgoing: inout [Outgoing]
    ) {
        let now = Now(monotonic: arrival.monotonic, wall: wall)
        if let reply = ReplyView(datagram) {
            return take(reply, from: address, arrival: arrival, now: now, into: &outgoing)
        }
        guard datagram.count <= Packet.sizeLimit, let packet = try? Packet(decoding: Array(datagram)) else {
            tally.malformed += 1
            return
        }
        receive(packet, from: address, now: now, into: &outgoing)
    }

    private mutating func receive(
        _ packet: Packet, from address: SocketAddress, now: Now, into outgoing: inout [Outgoing]
    ) {
        switch packet {
        case .hello(let hello):
            if let answer = greet(hello, from: address, now: now) {
                outgoing.append(Outgoing(packet: answer, destination: address, timed: nil))
            }
        case .fetch(let session):
            guard let guest = guests[session], guest.address == address else { return tally.astray += 1 }
            guard let record = guest.record else { return }
            outgoing.append(
                Outgoing(packet: .record(session: session, record), destination: address, timed: nil))
        case .reply, .cookie, .accept, .challenge, .record: tally.malformed += 1
        }
    }

    private mutating func take(
        _ reply: ReplyView, from address: SocketAddress, arrival: Arrival, now: Now, into outgoing: inout [Outgoing]
    ) {
        guard let index = guests.index(forKey: reply.session) else { return tally.astray += 1 }
        // One access to the guest where it lies: each read through `values` would copy it whole.
        let step = guests.values[index].take(reply, from: address, arrival: arrival, random: &random)
        guard let step else { return tally.astray += 1 }
        perform(step, at: index, session: reply.session, now: now, into: &outgoing)
    }

    /// Time has passed: sends challenges that are due and gives up rounds that are over.
    mutating func tick(now: Now, into outgoing: inout [Outgoing]) {
        while let first = deadlines.min, first.time <= now.monotonic {
            deadlines.removeMin()
            guard let index = guests.index(forKey: first.session) else { continue }
            switch guests.values[index].tick(now: now.monotonic, isWatch: first.isWatch, random: &random) {
            case .forget: guests.remove(at: index)
            case .early(let watch):
                if let watch { schedule(first.session, watch, isWatch: true) }
            case .due(let step): perform(step, at: index, session: first.session, now: now, into: &outgoing)
            }
        }
    }

    /// A challenge left: by the process's clock, and by the kernel's stamp where there is one.
    mutating func sent(_ timed: TimedRound, _ departure: Departure) {
        guard let index = guests.index(forKey: timed.session) else { return }
        guests.values[index].session.sent(round: timed.round, departure)
    }

    private mutating func perform(
        _ step: Guest.Step, at index: Dictionary<SessionID, Guest>.Index, session: SessionID, now: Now,
        into outgoing: inout [Outgoing]
    ) {
        if let deadline = step.deadline { schedule(session, deadline, isWatch: step.isChallenge) }
        switch step.action {
        case .nothing: return
        case .challenge(let round, let challenge):
            outgoing.append(
                Outgoing(
                    packet: .challenge(session: session, round: round, challenge: challenge),
                    destination: step.address, timed: TimedRound(session: session, round: round)))
        case .finish:
            let forgetAt = now.monotonic &+ Self.keepsake
            guests.values[index].forgetAt = forgetAt
            schedule(session, forgetAt)
            guard let record = sign(guests.values[index], now: now) else { return }
            guests.values[index].record = record
            outgoing.append(
                Outgoing(packet: .record(session: session, record), destination: step.address, timed: nil))
        }
    }

    private mutating func schedule(_ session: SessionID, _ time: UInt64?, isWatch: Bool = false) {
        if let time { deadlines.insert(Deadline(time: time, session: session, isWatch: isWatch)) }
    }

    /// Nil when the wall clock was stepped since the session began: then the time of signing would say nothing, and
    /// nobody gets a record.
    private mutating func sign(_ guest: Guest, now: Now) -> SignedRecord? {
        let elapsed = (now.monotonic &- guest.began.monotonic) / 1_000_000_000
        let expected = guest.began.wall &+ elapsed
        guard max(expected, now.wall) - min(expected, now.wall) <= Self.stepLimit else {
            tally.clockSteps += 1
            return nil
        }
        let session = guest.session
        let record = RangingRecord(
            session: session.terms.session, key: session.terms.key, landmark: id, signedAt: now.wall,
            clock: session.samples.isEmpty ? .process : session.clock,
            challenges: UInt16(clamping: session.challenges), samples: session.samples, refusals: session.refusals)
        guard let signed = try? SignedRecord(record, key: key) else { return nil }
        tally.finish(record)
        return signed
    }
}

extension LandmarkDesk {
    /// Answers a hello; nil is silence.
    private mutating func greet(_ hello: Packet.Hello, from address: SocketAddress, now: Now) -> Packet? {
        let terms = hello.grant.terms
        let cookie = cookie(session: terms.session, address: address)
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                hello.cookie, authenticating: terms.session.bytes + address.bytes, using: cookieKey)
        else {
            tally.strangers += 1
            return .cookie(session: terms.session, cookie: cookie)
        }
        if let index = guests.index(forKey: terms.session) {
            return greetAgain(at: index, hello, from: address)
        }
        guard guests.count < Self.guestLimit else {
            tally.crowded += 1
            return nil
        }
        guard verifiers.contains(terms.verifier), terms.landmarks.contains(name), terms.isCurrent(at: now.wall),
            hello.grant.hasValidSignature
        else {
            tally.grantsRefused += 1
            return nil
        }
        guard isSignedBySessionKey(hello) else {
            tally.impostors += 1
            return nil
        }
        return accept(hello, from: address, now: now)
    }

    /// The accept was lost, or the prover's address changed behind its NAT: the same key may go on from there.
    private mutating func greetAgain(
        at index: Dictionary<SessionID, Guest>.Index, _ hello: Packet.Hello, from address: SocketAddress
    ) -> Packet? {
        guard guests.values[index].proverKey == hello.key else {
            tally.impostors += 1
            return nil
        }
        if guests.values[index].address != address {
            guard isSignedBySessionKey(hello) else {
                tally.impostors += 1
                return nil
            }
            guests.values[index].address = address
        }
        return guests.values[index].accept
    }

    private func isSignedBySessionKey(_ hello: Packet.Hello) -> Bool {
        let message = Handshake.helloMessage(
            grant: hello.grant, landmark: name, proverKey: hello.key, cookie: hello.cookie)
        return SessionKey.isValid(hello.signature, for: message, by: hello.grant.terms.key)
    }

    private mutating func accept(_ hello: Packet.Hello, from address: SocketAddress, now: Now) -> Packet? {
        let terms = hello.grant.terms
        let own = Curve25519.KeyAgreement.PrivateKey()
        let ownPublic = Array(own.publicKey.rawRepresentation)
        let message = Handshake.acceptMessage(session: terms.session, proverKey: hello.key, landmarkKey: ownPublic)
        guard
            let roundKey = try? RoundKey(
                own: own, peer: hello.key, session: terms.session, landmark: id, proverKey: hello.key,
                landmarkKey: ownPublic),
            let signature = try? key.signature(for: message)
        else { return nil }
        let accept = Packet.accept(session: terms.session, key: ownPublic, signature: Array(signature))
        admit(terms, key: roundKey, from: address, proverKey: hello.key, accept: accept, now: now)
        return accept
    }

    /// State begins here, when everything about a hello has been checked.
    package mutating func admit(
        _ terms: GrantTerms, key: RoundKey, from address: SocketAddress, proverKey: [UInt8], accept: Packet, now: Now
    ) {
        let session = LandmarkSession(terms: terms, key: key, now: now.monotonic, random: &random)
        guests[terms.session] = Guest(
            session: session, address: address, proverKey: proverKey, accept: accept, began: now)
        schedule(terms.session, session.nextDeadline)
        tally.sessions += 1
    }

    private func cookie(session: SessionID, address: SocketAddress) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: session.bytes + address.bytes, using: cookieKey))
    }
}
