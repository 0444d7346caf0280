extension LandmarkDesk.Guest {
    /// What a session wants done.
    struct Step {
        let action: LandmarkSession.Action
        let address: SocketAddress
        /// When to look at the session again; nil when that is seen to.
        let deadline: UInt64?

        var isChallenge: Bool { if case .challenge = action { true } else { false } }
    }

    enum Tick {
        case forget
        /// Nothing yet; where a challenge is pending, the time at which to look again.
        case early(watch: UInt64?)
        case due(Step)
    }

    /// A reply came; nil when it came from another address. One that is refused changes nothing, so a flood of them
    /// costs no memory.
    mutating func take(
        _ reply: ReplyView, from sender: SocketAddress, arrival: Arrival, random: inout some RandomNumberGenerator
    ) -> Step? {
        guard sender == address else { return nil }
        let before = session.nextDeadline
        let action = session.reply(round: reply.round, mac: reply.mac, arrival: arrival, random: &random)
        let after = session.nextDeadline
        return Step(action: action, address: address, deadline: before == after ? nil : after)
    }

    /// Time has passed, and a deadline is there: a watch, or the session's own.
    mutating func tick(now: UInt64, isWatch: Bool, random: inout some RandomNumberGenerator) -> Tick {
        if isWatch { isWatched = false }
        if let forgetAt { return forgetAt <= now ? .forget : .early(watch: nil) }
        guard let deadline = session.nextDeadline, deadline <= now else {
            guard isWatch, session.isPending else { return .early(watch: nil) }
            isWatched = true
            return .early(watch: session.nextDeadline)
        }
        let action = session.tick(now: now, random: &random)
        let step = Step(action: action, address: address, deadline: session.nextDeadline)
        guard step.isChallenge else { return .due(step) }
        defer { isWatched = true }
        return .due(isWatched ? Step(action: action, address: address, deadline: nil) : step)
    }
}
