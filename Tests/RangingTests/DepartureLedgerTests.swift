import Testing

@testable import Ranging

struct DepartureLedgerTests {
    private let session = SessionID()

    private func round(_ number: UInt32) -> TimedRound { TimedRound(session: session, round: number) }

    /// A ledger with so many datagrams.
    private func ledger(_ count: UInt32) -> DepartureLedger {
        var ledger = DepartureLedger()
        for number in 0..<count { ledger.enter(round(number), Departure(monotonic: UInt64(number))) }
        return ledger
    }

    @Test func `each number finds its datagram, once, in any order`() {
        var ledger = ledger(4)
        for number in [2, 0, 3, 1] as [UInt32] {
            let taken = ledger.take(number)
            #expect(taken?.round == round(number))
            #expect(taken?.departure.monotonic == UInt64(number))
            #expect(ledger.take(number) == nil)
        }
        #expect(!ledger.isAdrift)
    }

    @Test func `it waits until the last number has come`() {
        var ledger = ledger(2)
        #expect(ledger.isWaiting)
        _ = ledger.take(1)
        #expect(!ledger.isWaiting)
    }

    @Test func `of more datagrams than it remembers, the oldest go without`() {
        var ledger = ledger(1_500)
        #expect(ledger.take(100) == nil)
        #expect(ledger.take(1_400)?.round == round(1_400))
        #expect(!ledger.isAdrift)
    }

    @Test func `a number that was never given shows that the kernel counts otherwise`() {
        var ledger = ledger(3)
        #expect(ledger.take(3) == nil)
        #expect(ledger.isAdrift)
        ledger.restart()
        #expect(!ledger.isAdrift)
        #expect(!ledger.isWaiting)
        ledger.enter(round(9), Departure(monotonic: 9))
        #expect(ledger.take(0)?.round == round(9))
    }

    @Test func `a kernel that runs ahead gives a datagram an earlier one's stamp and is found out in the end`() {
        // The kernel has numbered one that it refused: what it calls 1, 2, 3 are 0, 1, 2 here.
        var ledger = ledger(3)
        #expect(ledger.take(1)?.round == round(1))
        #expect(ledger.take(2)?.round == round(2))
        #expect(!ledger.isAdrift)
        #expect(ledger.take(3) == nil)
        #expect(ledger.isAdrift)
    }
}
