/// What a deployment has to keep to. Times in seconds.
package struct Limits: Sendable, Hashable {
    /// The most that one output token may take; nil for no limit.
    package var timePerOutputToken: Double?
    /// The most that the first token may take; nil for no limit.
    package var timeToFirstToken: Double?

    package init(timePerOutputToken: Double? = nil, timeToFirstToken: Double? = nil) {
        self.timePerOutputToken = timePerOutputToken
        self.timeToFirstToken = timeToFirstToken
    }

    func allows(perToken: Double) -> Bool { timePerOutputToken.map { perToken <= $0 } ?? true }
    func allows(first: Double) -> Bool { timeToFirstToken.map { first <= $0 } ?? true }
}
