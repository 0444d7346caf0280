/// Lets the device answer the first challenges, and answers later ones with what it heard then: now the very same
/// bytes, now the old MAC under the new round.
struct ReplayingRelay: Middlebox {
    private struct Talk: Hashable {
        let landmark: Endpoint
        let session: [UInt8]
    }

    /// Genuine replies that are let through and kept, for each landmark and session.
    private static let lessons = 2

    private var heard: [Talk: [RangingPayload]] = [:]
    private var replays = 0

    mutating func handle(_ datagram: Datagram) -> [Passing] {
        guard let payload = RangingPayload(datagram.payload) else { return [.passedOn(datagram)] }
        switch payload.kind {
        case .reply:
            let talk = Talk(landmark: datagram.destination, session: payload.session)
            if heard[talk, default: []].count < Self.lessons { heard[talk, default: []].append(payload) }
            return [.passedOn(datagram)]
        case .challenge:
            let known = heard[Talk(landmark: datagram.source, session: payload.session)] ?? []
            guard known.count >= Self.lessons, let round = payload.round else { return [.passedOn(datagram)] }
            let old = known[replays % known.count]
            replays += 1
            guard replays.isMultiple(of: 2), let mac = old.mac else { return [.answer(to: datagram, old)] }
            return [.answer(to: datagram, .reply(session: payload.session, round: round, mac: mac))]
        default:
            return [.passedOn(datagram)]
        }
    }
}
