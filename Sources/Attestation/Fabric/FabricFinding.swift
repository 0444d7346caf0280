/// Whether devices name one another and nobody else, by their own signed word.
///
/// A board that closes is one thing: links reach metres, so locating one of its devices locates all. What the host can
/// make the devices say isn't known; the finding rests on the signed fields as they are.
package struct FabricFinding: Sendable, Equatable {
    /// Every GPU names exactly the switches here, every switch exactly the GPUs here, and none stands twice.
    package let closed: Bool
    /// Names of the GPUs, in the order given; one that stands twice, twice.
    package let accelerators: [String]
    /// Names of the switches, in the order given.
    package let switches: [String]
    /// Why it doesn't close. Empty when it does.
    package let reasons: [String]

    package init(accelerators: [String], switches: [String], reasons: [String]) {
        closed = reasons.isEmpty
        self.accelerators = accelerators
        self.switches = switches
        self.reasons = reasons
    }
}
