import Foundation

/// What a scenario came to.
struct Outcome: Sendable {
    /// How the agent ended.
    var agent: EndStatus
    /// All that the agent printed.
    var agentText = ""
    /// What the service says of the device.
    var device: DeviceAnswer
    /// How much the refusal counters of landmarks and services grew.
    var refusals = 0
    /// Datagrams that a middlebox made up.
    var forged = 0
    /// Landmarks with a record in the device's evidence; nil when there is none.
    var recorded: Set<String>?
    /// Whether the service's metrics count an impostor that they didn't before.
    var isCountedAsImpostor = false

    static let clearedVerdict = "provenOutside"

    /// The newest verdict.
    var verdict: String? { device.verdicts.first?.verdict }
    var isCleared: Bool { verdict == Self.clearedVerdict }

    /// Whether a finding about the device says this word.
    func isFound(_ word: String) -> Bool {
        device.findings.contains { "\($0.kind) \($0.reason)".localizedCaseInsensitiveContains(word) }
    }
}
