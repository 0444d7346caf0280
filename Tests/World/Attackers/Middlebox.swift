/// Somebody on the way between a device and the landmarks, who sees every datagram of both.
///
/// Middleboxes run in the router, at the relay's place and with the delays of its links, and not as processes of
/// their own: so they cost no time at all, which is the strongest relay there can be, and no address has to be forged,
/// because the landmarks see the device's own either way.
protocol Middlebox: Sendable {
    /// What becomes of a datagram that reached the relay: it is passed on, held back, or answered.
    mutating func handle(_ datagram: Datagram) -> [Passing]
}

/// A datagram that leaves a middlebox.
struct Passing: Sendable, Hashable {
    let datagram: Datagram
    /// True when the middlebox made it up.
    let isForged: Bool

    static func passedOn(_ datagram: Datagram) -> Passing { Passing(datagram: datagram, isForged: false) }

    /// An answer to a datagram, as if it came from where that was going.
    static func answer(to datagram: Datagram, _ payload: RangingPayload) -> Passing {
        let answer = Datagram(source: datagram.destination, destination: datagram.source, payload: payload.bytes)
        return Passing(datagram: answer, isForged: true)
    }
}
