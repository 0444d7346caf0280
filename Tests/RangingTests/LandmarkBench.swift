import Crypto
import Foundation

@testable import Ranging

/// A landmark on a manual clock, without a socket.
struct LandmarkBench {
    let fixture: Fixture
    var desk: LandmarkDesk
    /// The monotonic clock, in nanoseconds.
    var now = millisecond
    /// Seconds that the wall clock was stepped by.
    var step: Int64 = 0
    /// When challenges left.
    private(set) var challengedAt: [UInt64] = []

    init(_ fixture: Fixture, trusting verifier: Curve25519.Signing.PrivateKey? = nil) {
        self.fixture = fixture
        let key = Array((verifier ?? fixture.verifier).publicKey.rawRepresentation)
        desk = LandmarkDesk(id: "singapore", key: fixture.landmark, verifiers: [key])
    }

    /// Seconds since 1970.
    var wall: UInt64 { UInt64(Int64(fixture.now + now / 1_000_000_000) + step) }

    /// A datagram comes now; what is sent in answer.
    mutating func receive(_ datagram: [UInt8], from address: SocketAddress) -> [LandmarkDesk.Outgoing] {
        var outgoing: [LandmarkDesk.Outgoing] = []
        let arrival = Arrival(monotonic: now)
        let wall = wall
        datagram.withUnsafeBytes {
            desk.receive($0, from: address, arrival: arrival, wall: wall, into: &outgoing)
        }
        return outgoing
    }

    /// A packet comes now; the packets sent in answer.
    mutating func ask(_ packet: Packet, from address: SocketAddress) -> [Packet] {
        ask(datagram: packet.encoded, from: address)
    }

    /// A datagram comes now; the packets sent in answer.
    mutating func ask(datagram: [UInt8], from address: SocketAddress) -> [Packet] {
        receive(datagram, from: address).map(\.packet)
    }

    /// The clock says `now`; what is sent leaves at once.
    mutating func tick() -> [LandmarkDesk.Outgoing] {
        var outgoing: [LandmarkDesk.Outgoing] = []
        desk.tick(now: LandmarkDesk.Now(monotonic: now, wall: wall), into: &outgoing)
        for item in outgoing {
            guard let timed = item.timed else { continue }
            challengedAt.append(now)
            desk.sent(timed, Departure(monotonic: now))
        }
        return outgoing
    }

    /// Lets time pass until something is sent; nothing when nothing more will be.
    mutating func wait() -> [LandmarkDesk.Outgoing] {
        while let deadline = desk.nextDeadline {
            now = max(now, deadline)
            let outgoing = tick()
            if !outgoing.isEmpty { return outgoing }
        }
        return []
    }

    /// Says hello until the landmark has nothing more to say: to an honest prover, a cookie and an accept.
    @discardableResult
    mutating func greet(_ prover: inout ProverSession, from address: SocketAddress) -> [Packet] {
        var answers: [Packet] = []
        var hello = prover.tick(now: now)
        while let question = hello, answers.count < 5, let answer = ask(question, from: address).first {
            answers.append(answer)
            hello = prover.receive(answer, now: now)
        }
        return answers
    }

    /// Greets and plays all rounds, each answer coming `delay` nanoseconds after its challenge.
    ///
    /// - Parameter answer: is given what the landmark sent and what an honest prover answers; gives what is sent.
    /// - Returns: the record; nil when there is none.
    mutating func play(
        _ prover: inout ProverSession, from address: SocketAddress, delay: UInt64,
        answer: (Packet, Packet?) -> [Packet] = { _, honest in honest.map { [$0] } ?? [] }
    ) -> SignedRecord? {
        greet(&prover, from: address)
        var outgoing = wait()
        while !outgoing.isEmpty {
            let packet = outgoing.removeFirst().packet
            if case .record(_, let record) = packet { return record }
            let honest = prover.receive(packet, now: now)
            now += delay
            for reply in answer(packet, honest) { outgoing += receive(reply.encoded, from: address) }
            if outgoing.isEmpty { outgoing = wait() }
        }
        return nil
    }

    /// The same for the fixture's own prover, from home.
    mutating func play(
        _ grant: SessionGrant, delay: UInt64,
        answer: (Packet, Packet?) -> [Packet] = { _, honest in honest.map { [$0] } ?? [] }
    ) -> SignedRecord? {
        var prover = fixture.prover(grant)
        return play(&prover, from: fixture.home, delay: delay, answer: answer)
    }
}

extension Packet {
    var isCookie: Bool { if case .cookie = self { true } else { false } }
    var isAccept: Bool { if case .accept = self { true } else { false } }
    var isHello: Bool { if case .hello = self { true } else { false } }

    /// The hello that it is.
    var hello: Hello? { if case .hello(let hello) = self { hello } else { nil } }

    /// The session and round of a challenge.
    var challenge: (session: SessionID, round: UInt32)? {
        guard case .challenge(let session, let round, _) = self else { return nil }
        return (session, round)
    }

    /// The MAC of a reply.
    var mac: Octets32? { if case .reply(_, _, let mac) = self { mac } else { nil } }
}
