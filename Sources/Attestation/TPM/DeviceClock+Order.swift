extension DeviceClock {
    /// Why something vouched for at this time doesn't follow on something vouched for at the earlier one: the device
    /// was reset or suspended between, or its clock is behind. Nil when it follows.
    ///
    /// A quote kept from before can't pass for a later one this way, even where the bytes it vouches for were guessed.
    package func fault(since earlier: DeviceClock) -> EvidenceFault? {
        if resets != earlier.resets {
            return EvidenceFault(.notFresh, Self.reason("reset", count: resets, earlier: earlier.resets))
        }
        if restarts != earlier.restarts {
            return EvidenceFault(.notFresh, Self.reason("restarted", count: restarts, earlier: earlier.restarts))
        }
        guard milliseconds < earlier.milliseconds else { return nil }
        return EvidenceFault(
            .notFresh,
            "an old quote: the device's clock shows \(milliseconds) ms, and showed \(earlier.milliseconds) ms before")
    }

    private static func reason(_ event: String, count: UInt32, earlier: UInt32) -> String {
        let counts = "\(event) \(count) times, and \(earlier) times before"
        return count < earlier
            ? "an old quote: the device had been \(counts)" : "the device was \(event) since: it has been \(counts)"
    }
}
