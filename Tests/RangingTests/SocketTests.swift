import Attestation
import Crypto
import Foundation
import Ranging
import Testing

/// Real sockets on loopback.
struct SocketTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// Lets a landmark on loopback time a prover.
    ///
    /// - Parameter key: the prover's; the fixture's session key unless given.
    private func meet(key: SessionKey? = nil, limit: Double = 20) throws -> (meeting: Meeting, landmark: Landmark) {
        let server = try LandmarkServer(
            id: "singapore", key: fixture.landmark, verifiers: [fixture.verifierKey], address: .anyLoopbackPort)
        defer { server.stop() }
        let directory = fixture.directory(address: server.address.description)
        let grant = try fixture.grant(directory, rounds: 5, issued: SystemClock.wall)
        let meeting = try Prover(key: key ?? fixture.key).meet(directory, grant: grant, limit: limit)
        return (meeting, try #require(directory.entries.first))
    }

    @Test func `a landmark times a prover over UDP and signs every sample`() throws {
        let (meeting, landmark) = try meet()
        let record = try #require(meeting.records.first)
        #expect(record.record.samples.count == 5)
        #expect(record.record.refusals.total == 0)
        #expect(record.isSigned(by: landmark))
        #expect(meeting.absences.isEmpty)
        // Loopback: far below the time that light takes round the earth, and never zero.
        let least = try #require(record.record.leastRoundTrip)
        #expect(least > 0)
        #expect(least < 0.1)
    }

    @Test func `a prover with another key is not even greeted`() throws {
        let (meeting, _) = try meet(key: SessionKey(), limit: 3)
        #expect(meeting.records.isEmpty)
        #expect(meeting.absences == [Absence(landmark: "singapore", reason: .silent)])
    }

    @Test func `a landmark that the grant doesn't name isn't asked, and one without an address is silent`() throws {
        let directory = fixture.directory(others: 1)
        let others = directory.entries.filter { $0.id != "singapore" }
        let grant = try fixture.grant(directory, landmarks: others.map(\.shortName))
        var asked: [String] = []
        let meeting = try Prover(key: fixture.key).meet(
            directory, grant: grant,
            route: { landmark in
                asked.append(landmark.id)
                return nil
            }, limit: 1)
        #expect(asked == ["other-0"])
        #expect(meeting.records.isEmpty)
        #expect(meeting.absences == [Absence(landmark: "other-0", reason: .silent)])
    }

    @Test func `a prover that is told to stop gives back what is there`() throws {
        let directory = fixture.directory(address: "127.0.0.1:9")
        let meeting = try Prover(key: fixture.key).meet(
            directory, grant: try fixture.grant(directory), limit: 600, isCancelled: { true })
        #expect(meeting.records.isEmpty)
        #expect(meeting.absences.map(\.reason) == [.silent])
    }

    @Test func `a landmark counts what it did`() throws {
        let server = try LandmarkServer(
            id: "singapore", key: fixture.landmark, verifiers: [fixture.verifierKey], address: .anyLoopbackPort)
        defer { server.stop() }
        let directory = fixture.directory(address: server.address.description)
        let grant = try fixture.grant(directory, rounds: 5, issued: SystemClock.wall)
        _ = try Prover(key: fixture.key).meet(directory, grant: grant, limit: 20)
        // The count is shown after the turn in which the record was sent.
        for _ in 0..<100 where server.tally.records == 0 { Thread.sleep(forTimeInterval: 0.05) }
        let tally = server.tally
        #expect(tally.records == 1)
        #expect(tally.sessions == 1)
        #expect(tally.strangers >= 1)
        #expect(tally.samples == 5)
        #expect(tally.metrics(landmark: server.id).contains("assay_landmark_records_total{landmark=\"singapore\"} 1\n"))
    }

    @Test func `an address in use is a clear error`() throws {
        let socket = try DatagramSocket(bindingTo: .anyLoopbackPort)
        let taken = socket.address
        #expect(throws: SocketError.self) { _ = try DatagramSocket(bindingTo: taken) }
        #expect(socket.address.port != 0)
    }
}
