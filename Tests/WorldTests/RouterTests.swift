import DelayLine
import Testing

@testable import assay_world

struct RouterTests {
    private let plan = LinkPlan(sites: WorldSite.all, seed: 1)
    private var router: Router
    private let johor = IPv4Address.world(101)
    private let shenzhen = IPv4Address.world(102)
    private let singapore = IPv4Address.world(11)
    private let tokyo = IPv4Address.world(17)
    private let service = IPv4Address.world(2)
    private let impostor = IPv4Address.world(201)

    init() { router = Router(sites: WorldSite.all, plan: plan, seed: 1) }

    /// Nanoseconds one way.
    private func delay(_ from: IPv4Address, _ to: IPv4Address) throws -> UInt64 {
        let link = try #require(plan.links[SitePair(from, to)])
        return from < to ? link.forwardDelay : link.backwardDelay
    }

    private func datagram(
        _ from: IPv4Address, _ to: IPv4Address, _ payload: [UInt8] = Array("hello".utf8)
    ) -> Datagram {
        Datagram(
            source: Endpoint(address: from, port: 4_701), destination: Endpoint(address: to, port: 4_701),
            payload: payload)
    }

    private func challenge(_ round: UInt8) -> [UInt8] {
        RangingPayload(
            kind: .challenge, session: [UInt8](repeating: 9, count: 16),
            rest: [0, 0, 0, round] + [UInt8](repeating: round, count: 32)
        ).bytes
    }

    /// All that arrives, with when.
    private mutating func drain() -> [(delivery: Router.Delivery, at: UInt64)] {
        var arrived: [(Router.Delivery, UInt64)] = []
        while let due = router.earliest {
            while let delivery = router.next(at: due) { arrived.append((delivery, due)) }
        }
        return arrived
    }

    @Test mutating func `a packet arrives unchanged, when its link's delay is over`() throws {
        let packet = datagram(johor, tokyo).packet
        router.accept(packet, from: johor, at: 1_000)
        let there = drain()
        #expect(there.map(\.delivery) == [.init(packet: packet, site: tokyo)])
        #expect(there.map(\.at) == [1_000 + (try delay(johor, tokyo))])
        router.accept(packet, from: tokyo, at: 0)
        #expect(router.earliest == nil, "what is for oneself goes nowhere")
        router.accept(datagram(tokyo, johor).packet, from: tokyo, at: 0)
        #expect(drain().map(\.at) == [try delay(tokyo, johor)])
    }

    @Test mutating func `what is for nobody is counted and gone`() {
        router.accept(datagram(johor, .world(99)).packet, from: johor, at: 0)
        router.accept([0x60, 1, 2, 3], from: johor, at: 0)
        router.accept([], from: johor, at: 0)
        #expect(router.earliest == nil)
        #expect(router.sightings.unroutable == 3)
    }

    @Test mutating func `a detour leads a device's traffic with landmarks over the relay, and nothing else`() throws {
        var rules = RouterRules()
        rules.detour = .init(of: shenzhen, with: .landmark, by: johor, to: ForwardingRelay())
        router.follow(rules)
        let ways: [(from: IPv4Address, to: IPv4Address, isLonger: Bool)] = [
            (shenzhen, singapore, true), (singapore, shenzhen, true), (shenzhen, service, false),
            (johor, singapore, false),
        ]
        for (index, way) in ways.enumerated() {
            let start = UInt64(index) * 1_000_000_000
            let packet = datagram(way.from, way.to).packet
            router.accept(packet, from: way.from, at: start)
            let arrived = drain()
            #expect(arrived.map(\.delivery) == [.init(packet: packet, site: way.to)])
            let expected =
                way.isLonger
                ? try delay(way.from, johor) + delay(johor, way.to) : try delay(way.from, way.to)
            #expect(arrived.map(\.at) == [start + expected])
        }
        #expect(router.sightings.forged == 0)
    }

    @Test mutating func `a guessing relay's answer comes from the relay's place, and is counted`() throws {
        var rules = RouterRules()
        rules.detour = .init(of: shenzhen, with: .landmark, by: johor, to: GuessingRelay(seed: 1))
        router.follow(rules)
        router.accept(datagram(singapore, shenzhen, challenge(1)).packet, from: singapore, at: 0)
        let arrived = drain()
        #expect(arrived.map(\.at) == [try delay(singapore, johor) + delay(johor, singapore)])
        let packet = try #require(arrived.first?.delivery.packet)
        let reply = try #require(IPv4Packet(packet).flatMap { Datagram($0) })
        #expect(reply.source.address == shenzhen)
        #expect(RangingPayload(reply.payload)?.kind == .reply)
        #expect(router.sightings.forged == 1)
        #expect(router.sightings.count(.reply, to: singapore) == 1)
        #expect(router.sightings.count(.challenge, to: shenzhen) == 0)
    }

    @Test mutating func `a relay keeps what it learnt from one packet to the next`() throws {
        var rules = RouterRules()
        rules.detour = .init(of: shenzhen, with: .landmark, by: johor, to: ReplayingRelay())
        router.follow(rules)
        for round in 1...2 as ClosedRange<UInt8> {
            let reply = RangingPayload.reply(
                session: [UInt8](repeating: 9, count: 16), round: [0, 0, 0, round],
                mac: [UInt8](repeating: 100 + round, count: 32))
            router.accept(datagram(shenzhen, singapore, reply.bytes).packet, from: shenzhen, at: 0)
        }
        _ = drain()
        router.accept(datagram(singapore, shenzhen, challenge(3)).packet, from: singapore, at: 1_000_000_000)
        #expect(drain().map(\.delivery.site) == [singapore])
        #expect(router.sightings.forged == 1)
    }

    @Test mutating func `an impostor answers devices in a landmark's name, and the landmark hears nothing`() throws {
        var rules = RouterRules()
        rules.detour = .init(of: singapore, with: .prover, by: impostor, to: ImpostorLandmark(seed: 1))
        router.follow(rules)
        let hello = RangingPayload(
            kind: .hello, session: [UInt8](repeating: 9, count: 16), rest: [UInt8](repeating: 0, count: 148))
        router.accept(datagram(johor, singapore, hello.bytes).packet, from: johor, at: 0)
        let arrived = drain()
        #expect(arrived.map(\.delivery.site) == [johor])
        #expect(arrived.map(\.at) == [try delay(johor, impostor) + delay(impostor, johor)])
        let answer = try #require(arrived.first.flatMap { IPv4Packet($0.delivery.packet) }.flatMap { Datagram($0) })
        #expect(answer.source.address == singapore)
        router.accept(datagram(tokyo, singapore).packet, from: tokyo, at: 1_000_000_000)
        #expect(drain().map(\.delivery.site) == [singapore], "only devices are deceived")
    }

    @Test mutating func `weather loses and delays on all links, and clears up`() throws {
        var rules = RouterRules()
        rules.weather = .init(jitter: .uniform(upTo: 3_000_000), loss: 0.2)
        router.follow(rules)
        let packet = datagram(johor, tokyo).packet
        let clear = try delay(johor, tokyo)
        for second in 0..<500 { router.accept(packet, from: johor, at: UInt64(second) * 1_000_000_000) }
        let arrived = drain()
        #expect((350...450).contains(arrived.count))
        #expect(router.counts.dropped(.lost) == 500 - arrived.count)
        #expect(arrived.allSatisfy { (clear...clear + 3_000_000).contains($0.at % 1_000_000_000) })
        #expect(Set(arrived.map { $0.at % 1_000_000_000 }).count > 300)
        router.follow(RouterRules())
        router.accept(packet, from: johor, at: 600_000_000_000)
        #expect(drain().map(\.at) == [600_000_000_000 + clear])
    }
}
