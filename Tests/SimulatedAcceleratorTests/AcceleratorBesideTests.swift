import Attestation
import SimulatedAccelerator
import Testing

struct AcceleratorBesideTests {
    @Test func `a software key answers first, and the board's devices vouch for the same bytes beside it`() throws {
        let key = try #require(SoftwareDeviceKey())
        let board = try Shared.board
        let source = AcceleratorBeside(key: key, board: board)
        #expect(source.identity == key.identity)
        let evidence = try source.evidence(over: Nonces.one)
        #expect(evidence.map(\.kind) == [.softwareKey] + board.devices.map(\.identity.kind))
        let policy = AttestationPolicy(time: 1_790_000_000)
        let device = try SoftwareKeyVerifier().verify(try #require(evidence.first), nonce: Nonces.one, policy: policy)
        #expect(device.identity == key.identity)
    }

    @Test func `a nonce that hasn't 32 bytes is refused`() throws {
        let source = AcceleratorBeside(key: try #require(SoftwareDeviceKey()), board: try Shared.board)
        #expect(throws: SimulationProblem.nonce(count: 31)) { try source.evidence(over: Array(Nonces.one.dropLast())) }
    }
}
