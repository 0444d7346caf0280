import Testing

@testable import assay_world

struct AttackerTests {
    private static let landmark = Endpoint(address: .world(11), port: 4_701)
    private static let device = Endpoint(address: .world(102), port: 50_000)
    private static let session = (0..<16).map { UInt8($0) }

    private static func challenge(_ round: UInt8, from landmark: Endpoint = landmark) -> Datagram {
        let payload = RangingPayload(
            kind: .challenge, session: session, rest: [0, 0, 0, round] + [UInt8](repeating: round, count: 32))
        return Datagram(source: landmark, destination: device, payload: payload.bytes)
    }

    private static func reply(_ round: UInt8, to landmark: Endpoint = landmark) -> Datagram {
        let payload = RangingPayload.reply(
            session: session, round: [0, 0, 0, round], mac: [UInt8](repeating: 0x80 | round, count: 32))
        return Datagram(source: device, destination: landmark, payload: payload.bytes)
    }

    /// A datagram of another kind, whose bytes nobody on the way reads.
    private static func other(_ kind: RangingPayload.Kind) -> Datagram {
        Datagram(
            source: device, destination: landmark,
            payload: RangingPayload(kind: kind, session: session, rest: [1, 2, 3]).bytes)
    }

    @Test func `payloads read back, and what isn't ours is left alone`() throws {
        let payload = try #require(RangingPayload(Self.challenge(7).payload))
        #expect(payload.kind == .challenge)
        #expect(payload.session == Self.session)
        #expect(payload.round == [0, 0, 0, 7])
        #expect(payload.mac == nil)
        #expect(payload.bytes == Self.challenge(7).payload)
        #expect(RangingPayload(Self.reply(7).payload)?.mac == [UInt8](repeating: 0x87, count: 32))
        for (offset, byte) in [(0, 0), (2, 1), (3, 0), (3, 99)] as [(Int, UInt8)] {
            var bytes = Self.challenge(7).payload
            bytes[offset] = byte
            #expect(RangingPayload(bytes) == nil)
        }
        #expect(RangingPayload(Array(Self.challenge(7).payload.prefix(19))) == nil)
        #expect(RangingPayload(Array(Self.challenge(7).payload.dropLast()))?.round == nil)
    }

    @Test func `the forwarding relay passes everything on`() {
        var relay = ForwardingRelay()
        for datagram in [Self.challenge(1), Self.reply(1), Self.other(.hello), Self.other(.record)] {
            #expect(relay.handle(datagram) == [.passedOn(datagram)])
        }
    }

    @Test func `the guessing relay answers challenges itself, each with another guess`() throws {
        var relay = GuessingRelay(seed: 1)
        var guesses: Set<[UInt8]> = []
        for round in 1...9 as ClosedRange<UInt8> {
            let passings = relay.handle(Self.challenge(round))
            let answer = try #require(passings.first)
            #expect(passings.count == 1)
            #expect(answer.isForged)
            #expect(answer.datagram.source == Self.device)
            #expect(answer.datagram.destination == Self.landmark)
            let payload = try #require(RangingPayload(answer.datagram.payload))
            #expect(payload.round == [0, 0, 0, round])
            guesses.insert(try #require(payload.mac))
        }
        #expect(guesses.count == 9)
        for datagram in [Self.reply(1), Self.other(.hello), Self.other(.accept)] {
            #expect(relay.handle(datagram) == [.passedOn(datagram)])
        }
    }

    @Test func `the replaying relay learns two replies, and answers with them from then on`() throws {
        var relay = ReplayingRelay()
        for round in 1...2 as ClosedRange<UInt8> {
            #expect(relay.handle(Self.challenge(round)) == [.passedOn(Self.challenge(round))])
            #expect(relay.handle(Self.reply(round)) == [.passedOn(Self.reply(round))])
        }
        let same = try #require(relay.handle(Self.challenge(3)).first)
        #expect(same.isForged)
        #expect(same.datagram.payload == Self.reply(1).payload)
        let renumbered = try #require(relay.handle(Self.challenge(4)).first)
        #expect(renumbered.isForged)
        let payload = try #require(RangingPayload(renumbered.datagram.payload))
        #expect(payload.round == [0, 0, 0, 4])
        #expect(payload.mac == RangingPayload(Self.reply(2).payload)?.mac)
    }

    @Test func `what was learnt of one landmark isn't told to another`() {
        var relay = ReplayingRelay()
        let elsewhere = Endpoint(address: .world(12), port: 4_701)
        for round in 1...2 as ClosedRange<UInt8> { _ = relay.handle(Self.reply(round)) }
        let foreign = Self.challenge(3, from: elsewhere)
        #expect(relay.handle(foreign) == [.passedOn(foreign)])
        #expect(relay.handle(Self.challenge(3)) != [.passedOn(Self.challenge(3))])
    }

    @Test func `an impostor says all that a landmark says, and passes nothing on`() throws {
        var impostor = ImpostorLandmark(seed: 1)
        func kinds(_ payload: RangingPayload) -> [RangingPayload.Kind?] {
            let datagram = Datagram(source: Self.device, destination: Self.landmark, payload: payload.bytes)
            let passings = impostor.handle(datagram)
            #expect(passings.allSatisfy { $0.isForged && $0.datagram.destination == Self.device })
            #expect(passings.allSatisfy { $0.datagram.source == Self.landmark })
            return passings.map { RangingPayload($0.datagram.payload)?.kind }
        }
        func hello(cookie: UInt8) -> RangingPayload {
            RangingPayload(
                kind: .hello, session: Self.session,
                rest: [UInt8](repeating: 1, count: 32) + [UInt8](repeating: cookie, count: 32)
                    + [UInt8](repeating: 1, count: 64))
        }
        #expect(kinds(hello(cookie: 0)) == [.cookie])
        #expect(kinds(hello(cookie: 5)) == [.accept, .challenge])
        #expect(
            kinds(.reply(session: Self.session, round: [0, 0, 0, 1], mac: Self.session + Self.session)) == [.challenge])
        #expect(kinds(RangingPayload(kind: .fetch, session: Self.session, rest: [])) == [.record])
        #expect(kinds(RangingPayload(kind: .record, session: Self.session, rest: [])).isEmpty)
    }
}
