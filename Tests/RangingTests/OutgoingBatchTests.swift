import Testing

@testable import Ranging

struct OutgoingBatchTests {
    private let home = SocketAddress.anyLoopbackPort

    @Test func `datagrams keep their bytes, their destination and what they are timed for`() {
        let round = TimedRound(session: SessionID(), round: 3)
        var batch = OutgoingBatch()
        batch.append([1, 2], to: home)
        batch.append([], to: .anyPort)
        batch.append(to: home, timed: round) { $0 += [3, 4, 5] }
        #expect(batch.items.map { Array(batch.bytes(of: $0)) } == [[1, 2], [], [3, 4, 5]])
        #expect(batch.items.map(\.destination) == [home, .anyPort, home])
        #expect(batch.items.map(\.timed) == [nil, nil, round])
    }

    @Test func `an emptied batch begins anew, and items of before read nothing that isn't there`() {
        var batch = OutgoingBatch()
        batch.append([1, 2, 3, 4], to: home)
        let old = batch.items
        batch.removeAll()
        #expect(batch.isEmpty)
        batch.append([9], to: home)
        #expect(batch.items.map { Array(batch.bytes(of: $0)) } == [[9]])
        #expect(old.map { Array(batch.bytes(of: $0)) } == [[9]])
    }

    @Test func `a writer that takes bytes away spoils the batch and nothing else`() {
        var batch = OutgoingBatch()
        batch.append([1, 2], to: home)
        batch.append(to: home) { $0.removeAll() }
        #expect(batch.isEmpty)
    }
}
