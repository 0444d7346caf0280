import Geodesy
import Location
import Quantities
import TestSupport
import Testing

struct AdversaryTests {
    private static let sites = [
        Scene.Site("singapore", 1.2897, 103.8501), Scene.Site("kuala-lumpur", 3.1412, 101.6865),
        Scene.Site("bangkok", 13.754, 100.5014), Scene.Site("tokyo", 35.6895, 139.6917),
        Scene.Site("wuhan", 30.5928, 114.3055), Scene.Site("frankfurt", 50.1155, 8.6842),
        Scene.Site("paris", 48.8566, 2.3522),
    ]
    private static let proxy = 0
    private static let chip = 4

    private func mesh() throws -> Mesh { try SyntheticMesh.mesh(Self.sites, seed: 21) }

    private func relayed(_ mesh: Mesh, keyInLoop: Bool) -> [Observation] {
        SimulatedAdversary.relaying(
            mesh, chip: Self.chip, proxy: Self.proxy, landmarks: mesh.landmarks, placeError: 2, keyInLoop: keyInLoop)
    }

    private func verdict(_ observations: [Observation]) throws -> Verdict { try Scene.find(observations).verdict }

    @Test func `a host that delays answers late by as much, and nothing else changes`() throws {
        let prompt = try mesh().observations(of: Self.chip, placeError: 2)
        let delays = prompt.indices.map { Seconds(Double($0) * 0.01) }
        let late = SimulatedAdversary.delaying(prompt, by: delays)
        #expect(late.map(\.landmark) == prompt.map(\.landmark))
        #expect(late.map(\.place) == prompt.map(\.place))
        #expect(late.allSatisfy { $0.placeError == 2 })
        #expect(late.map(\.roundTrip) == zip(prompt, delays).map { $0.roundTrip + $1 })
    }

    @Test func `with the key in the loop the way to the chip comes on top, or the chip answers itself`() throws {
        let mesh = try mesh()
        let detour = try #require(mesh.roundTrip(from: Self.proxy, to: Self.chip))
        let seen = relayed(mesh, keyInLoop: true)
        #expect(seen.map(\.landmark) == ["kuala-lumpur", "bangkok", "tokyo", "frankfurt", "paris"])
        for observation in seen {
            let landmark = try mesh.index(of: observation.landmark)
            let near = try #require(mesh.roundTrip(from: landmark, to: Self.proxy))
            let direct = try #require(mesh.roundTrip(from: landmark, to: Self.chip))
            #expect(observation.roundTrip == min(near + detour, direct))
            // However it goes, the signal was at the chip and back.
            #expect(observation.reach(at: .fibre) >= mesh.distance(landmark, Self.chip))
            #expect(observation.place == mesh.nodes[landmark].place)
        }
        #expect(try verdict(seen) != .provenOutside)
    }

    @Test func `with the key out of the loop the proxy's own round trips are seen, and the chip is cleared`() throws {
        let mesh = try mesh()
        let seen = relayed(mesh, keyInLoop: false)
        for observation in seen {
            let landmark = try mesh.index(of: observation.landmark)
            #expect(observation.roundTrip == mesh.roundTrip(from: landmark, to: Self.proxy))
        }
        #expect(seen.count == 5)
        #expect(try verdict(seen) == .provenOutside)
    }

    @Test func `landmarks that did not time the proxy see no relay`() throws {
        let mesh = try SyntheticMesh.mesh(Self.sites) { landmark, target in
            landmark == 3 && target == Self.proxy ? nil : 2
        }
        for keyInLoop in [true, false] {
            #expect(!relayed(mesh, keyInLoop: keyInLoop).contains { $0.landmark == "tokyo" })
        }
    }

    @Test func `the detour may be known from either side, and without it there is no relay`() throws {
        for known in [[Self.proxy, Self.chip], [Self.chip, Self.proxy]] {
            let mesh = try SyntheticMesh.mesh(Self.sites) { landmark, target in
                Set([landmark, target]) == Set(known) && [landmark, target] != known ? nil : 2
            }
            #expect(relayed(mesh, keyInLoop: true).count == 5)
        }
        let strangers = try SyntheticMesh.mesh(Self.sites) { landmark, target in
            Set([landmark, target]) == [Self.proxy, Self.chip] ? nil : 2
        }
        #expect(relayed(strangers, keyInLoop: true).isEmpty)
    }

    @Test func `a lying landmark changes its own place and time alone`() throws {
        let honest = try mesh().observations(of: Self.chip, placeError: 2)
        let place = try Scene.Site("", 10, 20).place
        let told = SimulatedAdversary.lying(honest, landmark: 2, place: place, roundTrip: 0.003)
        #expect(told.count == honest.count)
        for (index, pair) in zip(honest, told).enumerated() {
            #expect(pair.0.landmark == pair.1.landmark)
            #expect(pair.1.placeError == 2)
            #expect(pair.1.place == (index == 2 ? place : pair.0.place))
            #expect(pair.1.roundTrip == (index == 2 ? 0.003 : pair.0.roundTrip))
        }
        #expect(
            SimulatedAdversary.lying(honest, landmark: 99, place: place, roundTrip: 1).map(\.place)
                == honest.map(\.place))
    }

    @Test func `of two places under one key the nearer answers`() throws {
        let mesh = try mesh()
        let (one, other) = (try mesh.index(of: "bangkok"), try mesh.index(of: "frankfurt"))
        let seen = SimulatedAdversary.answering(mesh, from: (one, other), landmarks: mesh.landmarks, placeError: 0)
        #expect(seen.map(\.landmark) == ["singapore", "kuala-lumpur", "tokyo", "wuhan", "paris"])
        for observation in seen {
            let landmark = try mesh.index(of: observation.landmark)
            let times = [one, other].compactMap { mesh.roundTrip(from: landmark, to: $0) }
            #expect(times.count == 2)
            #expect(observation.roundTrip == times.min())
        }
        // Bangkok and Frankfurt are 9,000 km apart, and each has an honest landmark near.
        #expect(try verdict(seen) == .contradictory)
        #expect(!FeasibleRegion(mesh.observations(of: one), speed: .fibre).isEmpty)
    }
}
