import Quantities

/// Answers every challenge itself, at once. Without the device's key it can only guess the MAC.
struct GuessingRelay: Middlebox {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func handle(_ datagram: Datagram) -> [Passing] {
        guard let payload = RangingPayload(datagram.payload), payload.kind == .challenge, let round = payload.round
        else { return [.passedOn(datagram)] }
        let guess = (0..<RangingPayload.bodyLength).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        return [.answer(to: datagram, .reply(session: payload.session, round: round, mac: guess))]
    }
}
