import Attestation
import Crypto
import Foundation
import Ranging
import Testing

/// Real sockets on loopback.
struct SocketTests {
    private func meet(prover: SoftwareDeviceKey? = nil) throws -> (
        records: [SignedRecord], directory: LandmarkDirectory
    ) {
        let fixture = try Fixture()
        let server = try LandmarkServer(
            id: "singapore", key: fixture.landmark, verifiers: [Array(fixture.verifier.publicKey.rawRepresentation)],
            address: .anyLoopbackPort)
        defer { server.stop() }
        let directory = fixture.directory(address: server.address.description)
        let grant = try fixture.grant(directory, rounds: 5, issued: SystemClock.wall)
        let records = try Prover(device: prover ?? fixture.device).meet(
            directory, grant: grant, route: { SocketAddress($0.address) }, limit: prover == nil ? 20 : 3)
        return (records, directory)
    }

    @Test func `a landmark times a prover over UDP and signs every sample`() throws {
        let (records, directory) = try meet()
        let record = try #require(records.first)
        #expect(record.record.samples.count == 5)
        #expect(record.record.refusals.total == 0)
        #expect(record.isSigned(by: try #require(directory.entries.first)))
        // Loopback: far below the time that light takes round the earth, and never zero.
        let least = try #require(record.record.leastRoundTrip)
        #expect(least > 0)
        #expect(least < 0.1)
    }

    @Test func `a prover with another key is not even greeted`() throws {
        let stranger: SoftwareDeviceKey = try #require(SoftwareDeviceKey())
        let (records, _) = try meet(prover: stranger)
        #expect(records.isEmpty)
    }

    @Test func `an address in use is a clear error`() throws {
        let socket = try DatagramSocket(bindingTo: .anyLoopbackPort)
        let taken = socket.address
        #expect(throws: SocketError.self) { _ = try DatagramSocket(bindingTo: taken) }
        #expect(socket.address.port != 0)
    }
}
