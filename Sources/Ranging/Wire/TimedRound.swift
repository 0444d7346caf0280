/// The round that a challenge or a reply belongs to: names a datagram whose time of departure is wanted.
package struct TimedRound: Sendable, Hashable {
    package let session: SessionID
    package let round: UInt32

    package init(session: SessionID, round: UInt32) {
        self.session = session
        self.round = round
    }
}
