import Crypto
import Foundation
import Testing

@testable import Ranging

struct GuestLimitTests {
    @Test func `a landmark that holds as many sessions as it may turns the next away and serves those it has`() throws {
        let fixture = try Fixture()
        var bench = LandmarkBench(fixture)
        var first = fixture.prover(try fixture.grant(fixture.directory()))
        let accept = bench.greet(&first, from: fixture.home).last
        try fill(&bench, fixture, accept: try #require(accept))
        #expect(bench.desk.guestCount == LandmarkDesk.guestLimit)

        var next = fixture.prover(try fixture.grant(fixture.directory()))
        #expect(bench.greet(&next, from: fixture.elsewhere).map(\.isCookie) == [true])
        #expect(bench.desk.tally.crowded == 1)
        #expect(bench.desk.guestCount == LandmarkDesk.guestLimit)

        let record = bench.play(&first, from: fixture.home, delay: 0)
        #expect(record?.record.samples.count == 3)
    }

    /// Opens sessions that nobody answers in, up to the limit. Grants and signatures were looked at before that.
    private func fill(_ bench: inout LandmarkBench, _ fixture: Fixture, accept: Packet) throws {
        let own = Curve25519.KeyAgreement.PrivateKey()
        let peer = Array(own.publicKey.rawRepresentation)
        let key = try RoundKey(
            own: own, peer: peer, session: SessionID(), landmark: "singapore", proverKey: peer, landmarkKey: peer)
        let now = LandmarkDesk.Now(monotonic: bench.now + 3_600_000 * millisecond, wall: bench.wall)
        let nobody = LandmarkDirectory(epoch: 0, entries: [])
        while bench.desk.guestCount < LandmarkDesk.guestLimit {
            bench.desk.admit(
                fixture.terms(nobody), key: key, from: fixture.elsewhere, proverKey: peer, accept: accept, now: now)
        }
    }
}
